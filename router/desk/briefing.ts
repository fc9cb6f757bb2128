// Owns when the router itself adds to a context package: the entities of the turns, and what is drawn from them. Refuses: what
// the bot sends (admission.ts), and reading words (shared/domain/context).
import { foundWith } from '#shared/domain/context/found.ts';
import { drawnFrom, readFrom } from '#shared/domain/context/package.ts';
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { ContextPackage } from '#shared/schema/context.ts';
import type { Turn } from '#shared/schema/conversation.ts';
import type { Change } from './change.ts';
import type { Work } from './state.ts';

const known = ({ head: { conversation } }: Work): string[] => [
  conversation.customer.name,
  conversation.botName,
];

/** What the turns before the handoff name and say. */
export const briefedSoFar = (work: Work): Pick<ContextPackage, 'found' | 'drawn'> =>
  readFrom(work.turns, known(work));

/** One more turn of a handoff that waits; at accept the package is fixed. */
export function briefMore(change: Change, work: Work, turn: Turn): void {
  const { handoff } = work.head;
  if (handoff === null || !isWaiting(handoff.state) || handoff.context.fixed) return;
  const { context } = handoff;
  const found = foundWith(context.found ?? [], turn, known(work));
  const drawn = drawnFrom(work.turns);
  const isNew = found !== (context.found ?? found) || JSON.stringify(drawn) !== JSON.stringify(context.drawn);
  if (!isNew) return;
  work.head.handoff = {
    ...handoff,
    context: {
      ...context,
      ...(found.length === 0 ? {} : { found: [...found] }),
      ...(drawn === undefined ? {} : { drawn }),
      version: context.version + 1,
    },
  };
  change.placed(work);
}
