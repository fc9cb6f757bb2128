// The part of the list that is drawn is worked out, not measured: it must agree with adding up every line.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Shown } from '../../state/held.ts';
import type { Row } from '../../state/queue.ts';
import { firstBelow, itemAt, lineAt, sizeOf, topOf } from './lines.ts';

const heights = { head: 30, row: 52, empty: 36 };
const rows = (count: number): Row[] => Array.from({ length: count }, (_, at) => ({ key: `${at}` }) as Row);
const groups: fc.Arbitrary<Shown['groups']> = fc
  .tuple(fc.nat(3), fc.nat(6), fc.nat(40), fc.nat(5), fc.nat(5))
  .map(([offered, yours, waiting, watched, taken]) => ({
    offered: rows(offered),
    yours: rows(yours),
    waiting: rows(waiting),
    watched: rows(watched),
    taken: rows(taken),
  }));

test('where a line begins is the sum of the lines above it, and each of its pixels finds it', () => {
  fc.assert(
    fc.property(groups, (made) => {
      let top = 0;
      for (let index = 0; index < sizeOf(made); index += 1) {
        expect(topOf(made, index, heights)).toBe(top);
        const kind = itemAt(made, index)?.kind;
        if (kind === undefined) throw new Error(`there is no line ${index}`);
        expect([lineAt(made, top, heights), lineAt(made, top + heights[kind] - 1, heights)]).toEqual([
          index,
          index,
        ]);
        top += heights[kind];
      }
      expect(topOf(made, sizeOf(made), heights)).toBe(top);
      expect(lineAt(made, top + 500, heights)).toBe(sizeOf(made) - 1);
    }),
  );
});

test('what lies below a place are the rows, and no heads, of which it cuts a line', () => {
  fc.assert(
    fc.property(groups, fc.nat(3_000), (made, y) => {
      const below: Row[] = [];
      for (let index = 0; index < sizeOf(made); index += 1) {
        const item = itemAt(made, index);
        if (item?.kind === 'row' && y < topOf(made, index, heights) + heights.row * (7 / 8))
          below.push(item.row);
      }
      const found = [...firstBelow(made, y, heights)].flatMap(([group, at]) => made[group].slice(at));
      expect(found).toEqual(below);
    }),
  );
});
