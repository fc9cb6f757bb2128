// Owns what stands in the margin beside a turn of a wide transcript: what the turn gave, and the score where it fired. Pure.
// Only what the package and the judgement say; nothing is worked out here.
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Line } from '../../state/entries.ts';
import { factsOf } from '../../ui/facts.ts';
import { score, t } from '../../ui/words.ts';

/** Lines in a margin; more would be taller than most turns. */
const MOST = 2;

export function margins(
  { context, judgement }: Handoff,
  lines: readonly Line[],
): ReadonlyMap<number, readonly string[]> {
  const given = new Map<number, string[]>();
  const add = (turn: number | undefined, words: string): void => {
    if (turn === undefined) return;
    const before = given.get(turn) ?? [];
    if (before.length < MOST) given.set(turn, [...before, words]);
  };
  for (const { label, value, turn } of factsOf(context)) add(turn, `${label} ${value}`);
  for (const { worked, turn } of context.tried ?? [])
    add(turn, worked ? t('margin.worked') : t('margin.failed'));
  const before = lines.slice(
    0,
    lines.findLastIndex(({ entry }) => entry.type === 'mark' && entry.kind === 'handoff.initiated') + 1,
  );
  const asked = before.findLast(({ entry }) => entry.type === 'turn' && entry.role === 'END_USER')?.entry;
  if (judgement.fired && judgement.trigger !== 'bot_asked' && asked?.type === 'turn') {
    const words = t('margin.score', { score: score(judgement.grounds?.sum ?? judgement.score) });
    given.set(asked.index, [...(given.get(asked.index) ?? []).slice(0, MOST - 1), words]);
  }
  return given;
}
