// Owns handing out why offers of a handoff went to whom they went: to leads of its queue and to admins. Refuses: making
// it (router/desk/explaining.ts).
import type { PersonConfig } from '#shared/schema/config.ts';
import { type MatchExplanation, matchExplanation } from '#shared/schema/match.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { matchesOf } from '../desk/keys.ts';
import type { Engine } from '../engine/port.ts';

/** The offers of a handoff, the latest last; nothing for whom it is not. @throws UnavailableError */
export async function explanationsFor(
  engine: Pick<Engine, 'scan'>,
  { roles, queues }: Pick<PersonConfig, 'roles' | 'queues'>,
  handoff: string,
): Promise<MatchExplanation[]> {
  const admin = roles.includes('admin');
  if (!admin && !roles.includes('lead')) return [];
  // Offers made before that are more than anybody reads.
  const stored = await engine.scan(matchesOf(handoff), null, 1_000);
  const all = stored.map(({ value }) => matchExplanation.parse(JSON.parse(value)));
  return all
    .filter(({ queue }) => admin || queues.includes(queue))
    .sort((a, b) => a.at - b.at)
    .slice(-LIMITS.explanations);
}
