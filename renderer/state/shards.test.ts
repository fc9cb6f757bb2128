import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, differences, NO_SHARDS, rowIn, type Shards } from './shards.ts';

interface Row {
  readonly id: string;
}
const ids = fc.integer({ min: 0, max: 60 }).map((n) => `row-${n}`);
const batches = fc.array(fc.array(fc.tuple(ids, fc.boolean())), { minLength: 1 });

/** Puts in and takes out, in a table and in a plain map. */
function apply(table: Shards<Row>, plain: ReadonlyMap<string, Row>, batch: readonly [string, boolean][]) {
  const next = new Map(plain);
  const changes = batch.map(([id, there]): [string, Row | null] => [id, there ? { id } : null]);
  for (const [id, row] of changes) {
    if (row === null) next.delete(id);
    else next.set(id, row);
  }
  return { table: changed(table, changes), plain: next };
}

test('it holds what a plain map would, and an older copy keeps what it held', () => {
  fc.assert(
    fc.property(batches, (all) => {
      let now = { table: NO_SHARDS as Shards<Row>, plain: new Map<string, Row>() };
      const copies = [now];
      for (const batch of all) {
        now = apply(now.table, now.plain, batch);
        copies.push(now);
      }
      for (const { table, plain } of copies) {
        expect(table.size).toBe(plain.size);
        expect(new Set(table.parts.flatMap((part) => [...part.values()]))).toEqual(new Set(plain.values()));
        for (let n = 0; n <= 60; n += 1) expect(rowIn(table, `row-${n}`)).toBe(plain.get(`row-${n}`));
      }
    }),
  );
});

test('the differences are exactly the rows that are in one and not in the other', () => {
  fc.assert(
    fc.property(batches, batches, (first, then) => {
      let before = { table: NO_SHARDS as Shards<Row>, plain: new Map<string, Row>() };
      for (const batch of first) before = apply(before.table, before.plain, batch);
      let now = before;
      for (const batch of then) now = apply(now.table, now.plain, batch);
      const [old, fresh] = [new Set(before.plain.values()), new Set(now.plain.values())];
      const { left, came } = differences(before.table, now.table);
      expect(new Set(left)).toEqual(new Set([...old].filter((row) => !fresh.has(row))));
      expect(new Set(came)).toEqual(new Set([...fresh].filter((row) => !old.has(row))));
      expect([left.length, came.length]).toEqual([new Set(left).size, new Set(came).size]);
    }),
  );
});

test('what did not change is shared', () => {
  const rows = Array.from({ length: 10_000 }, (_, n): [string, Row] => [`handoff-${n}`, { id: `${n}` }]);
  const before = changed(NO_SHARDS as Shards<Row>, rows);
  const after = changed(before, [['handoff-7', null]]);
  expect(after.parts.filter((part, at) => part !== before.parts[at])).toHaveLength(1);
  expect(Math.max(...before.parts.map(({ size }) => size))).toBeLessThan(100);
});
