import { expect, test } from 'vitest';
import type { Diff, Snapshot, Upsert } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import { keepInSync } from './sync.ts';
import { addRows, applyDiffs, type Copy, fromSnapshot } from './tables.ts';

const row = (id: string, words: string): Upsert => ({ c: 'outbox', id, row: { id, words } });
const diff = (rev: number, upserts: Upsert[], removals: string[] = []): Diff => ({
  rev,
  upserts,
  removals: removals.map((id) => ({ c: 'outbox' as const, id })),
});
const applyDiff = (copy: Copy, one: Diff): Copy | 'gap' => {
  const { copy: next, rest } = applyDiffs(copy, [one]);
  return rest.length > 0 ? 'gap' : next;
};
const outboxOf = (copy: Copy | 'gap'): unknown =>
  copy === 'gap'
    ? copy
    : Object.fromEntries(
        [...copy.tables.outbox].map(([id, value]) => [id, (value as unknown as { words: string }).words]),
      );

test('diffs apply in order; one that is in already changes nothing; a missing one is a gap', () => {
  const copy = fromSnapshot({ rev: 4, rows: [row('a', 'one'), row('b', 'two')] });
  const next = applyDiff(copy, diff(5, [row('a', 'new'), row('c', 'three')], ['b']));
  expect(outboxOf(next)).toEqual({ a: 'new', c: 'three' });
  expect(outboxOf(copy)).toEqual({ a: 'one', b: 'two' });
  expect(applyDiff(copy, diff(4, [row('a', 'old')]))).toBe(copy);
  expect(applyDiff(copy, diff(6, []))).toBe('gap');
  expect(outboxOf(addRows(copy, 'outbox', [['d', { words: 'four' } as never]]))).toEqual({
    a: 'one',
    b: 'two',
    d: 'four',
  });
});

test('tables that a diff does not touch stay the same object', () => {
  const copy = fromSnapshot({ rev: 0, rows: [row('a', 'one')] });
  const next = applyDiff(copy, diff(1, [row('a', 'two')]));
  if (next === 'gap') throw new Error('a gap');
  expect(next.tables.queue).toBe(copy.tables.queue);
  expect(next.tables.outbox).not.toBe(copy.tables.outbox);
});

/** A core that answers a snapshot when told to. */
function stage() {
  const asked: { resolve(snapshot: Snapshot): void; reject(error: unknown): void }[] = [];
  let push: (diff: Diff) => void = () => undefined;
  let appear: () => void = () => undefined;
  let copy: Copy | null = null;
  const written: unknown[] = [];
  const failures: unknown[] = [];
  let snapshots = 0;
  const frames: (() => void)[] = [];
  const draw = (): void => {
    for (const run of frames.splice(0)) run();
  };
  const api = {
    call: () => new Promise((resolve, reject) => asked.push({ resolve, reject })),
    on(_event: string, listen: (body: never) => void) {
      push = listen as (diff: Diff) => void;
      return () => undefined;
    },
    watch(listen: (state: { kind: 'open' }) => void) {
      appear = () => listen({ kind: 'open' });
      return () => undefined;
    },
    retry: () => undefined,
  } as unknown as Api;
  const sync = keepInSync({
    api,
    read: () => copy,
    write(next) {
      copy = next;
      written.push(outboxOf(next));
    },
    onSnapshot: () => {
      snapshots += 1;
    },
    onFailure: (error) => failures.push(error),
    frame: (run) => frames.push(run),
  });
  return {
    sync,
    asked,
    written,
    failures,
    snapshots: () => snapshots,
    draw,
    /** A diff, and the frame after it. */
    push(next: Diff) {
      push(next);
      draw();
    },
    pushOnly: (next: Diff) => push(next),
    appear: () => appear(),
    async answer(snapshot: Snapshot) {
      asked.at(-1)?.resolve(snapshot);
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}

test('diffs that come while the snapshot is on its way are applied after it, the older ones dropped', async () => {
  const { push, appear, answer, written, asked } = stage();
  push(diff(2, [row('early', 'before anything is known')]));
  appear();
  push(diff(3, [row('a', 'in the snapshot already')]));
  push(diff(4, [row('b', 'after it')]));
  await answer({ rev: 3, rows: [row('a', 'snapshot')] });
  push(diff(5, [], ['a']));
  expect(asked.length).toBe(1);
  expect(written).toEqual([{ a: 'snapshot', b: 'after it' }, { b: 'after it' }]);
});

test('a gap asks for a new snapshot, also one that shows only when the snapshot arrives', async () => {
  const { push, appear, answer, written, asked } = stage();
  appear();
  await answer({ rev: 1, rows: [row('a', 'one')] });
  push(diff(3, [row('a', 'three')]));
  expect(asked.length).toBe(2);
  push(diff(5, [row('a', 'five')]));
  await answer({ rev: 3, rows: [row('a', 'three')] });
  expect(asked.length).toBe(3);
  await answer({ rev: 6, rows: [row('a', 'six')] });
  expect(written).toEqual([{ a: 'one' }, { a: 'six' }]);
});

test('a host that comes back is asked anew, and an answer of the old one is nothing', async () => {
  const { appear, answer, asked, written, snapshots, push } = stage();
  appear();
  appear();
  asked[0]?.resolve({ rev: 90, rows: [row('old', 'old')] });
  await answer({ rev: 0, rows: [row('new', 'new')] });
  push(diff(1, [row('next', 'next')]));
  expect(written).toEqual([{ new: 'new' }, { new: 'new', next: 'next' }]);
  expect(snapshots()).toBe(1);
});

test('a failed snapshot is told and can be asked for again', async () => {
  const { appear, asked, failures, sync, answer, written } = stage();
  appear();
  asked[0]?.reject(new Error('not ready'));
  await Promise.resolve();
  await Promise.resolve();
  expect(failures.map(String)).toEqual(['Error: not ready']);
  sync.again();
  await answer({ rev: 0, rows: [] });
  expect(written).toEqual([{}]);
});

test('what comes within one frame is written once; a gap in it asks anew and keeps what came after', async () => {
  const { pushOnly, draw, appear, answer, written, asked } = stage();
  appear();
  await answer({ rev: 1, rows: [] });
  pushOnly(diff(2, [row('a', 'two')]));
  pushOnly(diff(3, [row('b', 'three')], ['a']));
  draw();
  expect(written).toEqual([{}, { b: 'three' }]);
  pushOnly(diff(4, [row('c', 'four')]));
  pushOnly(diff(6, [row('d', 'six')]));
  draw();
  expect(asked.length).toBe(2);
  await answer({ rev: 5, rows: [row('e', 'five')] });
  expect(written.slice(2)).toEqual([
    { b: 'three', c: 'four' },
    { e: 'five', d: 'six' },
  ]);
});
