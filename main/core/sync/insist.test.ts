import { expect, test } from 'vitest';
import { createInsist } from './insist.ts';

/** Over a clock that a test moves; `disk` says whether it takes anything. */
function insisting() {
  const timers = new Map<() => void, number>();
  const disk = { full: true };
  const written: string[] = [];
  const clock = {
    now: () => 0,
    after(ms: number, run: () => void) {
      timers.set(run, ms);
      return () => void timers.delete(run);
    },
  };
  const problems: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (what: string) => void problems.push(what),
  };
  const { insist, stop } = createInsist(clock, log, { againMs: 10 });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ...{ disk, written, problems, stop, settled },
    write: (kind: string, what: string) =>
      insist(kind, `${what} refused`, async () => {
        if (disk.full) throw new Error('the disk is full');
        written.push(what);
      }),
    /** Ends every pause; answers how long they were. */
    async later(): Promise<number[]> {
      const over = [...timers];
      timers.clear();
      for (const [run] of over) run();
      await settled();
      return over.map(([, ms]) => ms);
    },
  };
}

test('what the disk refuses is written when it does not, each kind in its order, with longer and longer pauses', async () => {
  const { disk, written, problems, write, settled, later } = insisting();
  write('a', 'first');
  write('a', 'second');
  write('b', 'other');
  await settled();
  expect([await later(), await later(), await later()]).toEqual([
    [10, 10],
    [20, 20],
    [40, 40],
  ]);
  disk.full = false;
  await later();
  expect(written.toSorted()).toEqual(['first', 'other', 'second']);
  expect(written.indexOf('first')).toBeLessThan(written.indexOf('second'));
  expect(problems).toHaveLength(8);
  write('a', 'third');
  expect(written).toContain('third');
});

test('what waits is tried once more before the store is closed, and then no more', async () => {
  const { disk, written, write, settled, later, stop } = insisting();
  write('a', 'first');
  write('a', 'second');
  await settled();
  await stop();
  expect([written, await later()]).toEqual([[], []]);
  disk.full = false;
  const other = insisting();
  other.write('a', 'kept');
  await other.settled();
  other.disk.full = false;
  await other.stop();
  expect(other.written).toEqual(['kept']);
});
