import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { QueueRow } from '#shared/schema/queue.ts';
import { createHolding, type Shown } from './held.ts';
import { GROUPS, type Groups, type Row } from './queue.ts';
import { changed, NO_SHARDS } from './shards.ts';
import { createWaitingOrder } from './waiting.ts';

/** Due in the order of their letters; a version makes another row of the same handoff. */
const waits = (id: string, version = 0): QueueRow =>
  ({ handoff: id, conversation: id, dueAt: id.charCodeAt(0), queuedAt: 0, offers: version }) as QueueRow;
const keyed = (group: 'offered' | 'yours' | 'watched', ids: readonly string[]): Row[] =>
  ids.map((id) => ({ key: `${group}/${id}`, group, conversation: id }) as unknown as Row);
const orderWaiting = createWaitingOrder();
function groupsFrom(
  offered: readonly string[],
  yours: readonly string[],
  waiting: readonly QueueRow[],
  watched: readonly string[] = [],
): Groups {
  const table = changed<QueueRow>(
    NO_SHARDS,
    waiting.map((row) => [row.handoff, row]),
  );
  return {
    offered: keyed('offered', offered),
    yours: keyed('yours', yours),
    waiting: orderWaiting(table, 'due'),
    watched: keyed('watched', watched),
    taken: [],
    table,
    order: 'due',
  };
}
const rowsOf = ({ groups }: Shown): Row[] => GROUPS.flatMap((group) => groups[group]);
const keys = (shown: Shown): string[] => rowsOf(shown).map(({ key }) => key);
const goneOf = (shown: Shown): string[] =>
  rowsOf(shown)
    .filter(shown.isGone)
    .map(({ key }) => key);

test('who left keeps the place, who came is counted, and stands below only where nothing moves', () => {
  const show = createHolding();
  const fixed = groupsFrom([], ['y1'], [waits('m'), waits('n')], ['v', 'w']);
  const shown = show(groupsFrom(['o'], ['y2', 'y1'], [waits('a'), waits('m')], ['w', 'u']), fixed);
  expect(keys(shown)).toEqual([
    ...['yours/y1', 'waiting/m', 'waiting/n', 'waiting/a'],
    ...['watched/v', 'watched/w'],
  ]);
  expect(goneOf(shown)).toEqual(['waiting/n', 'watched/v']);
  expect(shown.fresh).toEqual({ offered: 1, yours: 1, waiting: 1, watched: 1, taken: 0 });
});

const moments = fc.array(
  fc.uniqueArray(fc.tuple(fc.constantFrom(...'abcdefgh'), fc.nat(2)), { selector: ([id]) => id }),
  { minLength: 1, maxLength: 12 },
);

test('whatever changes from one moment to the next, no row that is held moves, and each says what it is now', () => {
  fc.assert(
    fc.property(moments, ([first = [], ...later]) => {
      const show = createHolding();
      const fixed = groupsFrom(
        [],
        [],
        first.map(([id, version]) => waits(id, version)),
      );
      let before = keys(show(fixed, fixed));
      expect(before).toEqual(fixed.waiting.map(({ key }) => key));
      for (const moment of later) {
        const now = groupsFrom(
          [],
          [],
          moment.map(([id, version]) => waits(id, version)),
        );
        const shown = show(now, fixed);
        expect(keys(shown).slice(0, before.length)).toEqual(before);
        before = keys(shown);
        expect(new Set(before).size).toBe(before.length);
        const there = rowsOf(shown).filter((row) => !shown.isGone(row));
        expect(new Set(there)).toEqual(new Set(now.waiting));
        const known = new Set(fixed.waiting.map(({ key }) => key));
        expect(shown.fresh.waiting).toBe(now.waiting.filter(({ key }) => !known.has(key)).length);
        expect(keys(show(now, null))).toEqual(now.waiting.map(({ key }) => key));
        before = keys(show(now, fixed));
      }
    }),
  );
});
