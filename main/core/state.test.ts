// A page that applies every diff in order has the same rows as one that asks for a snapshot, at every moment.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Diff } from '#shared/contract/views.ts';
import { createState } from './state.ts';

type Step = { readonly id: string; readonly waiting: number | null } | 'time' | 'snapshot';

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c'),
    waiting: fc.option(fc.nat(9), { nil: null }),
  }),
  fc.constantFrom<Step>('time', 'snapshot'),
);

const rowOf = (id: string, waiting: number) => ({
  queue: id,
  name: id,
  waiting,
  available: 0,
  open: true,
  at: 0,
});

describe('the rows of the page', () => {
  it('are the same by diffs and by snapshot, without a gap', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        let now = 0;
        const due: (() => void)[] = [];
        const rows = new Map<string, unknown>();
        let rev = 0;
        const clock = {
          now: () => now,
          after: (_ms: number, run: () => void) => {
            due.push(run);
            return () => void due.splice(due.indexOf(run), 1);
          },
        };
        const state = createState(clock, 16, (diff: Diff) => {
          expect(diff.rev).toBe(rev + 1);
          rev = diff.rev;
          for (const { id, row } of diff.upserts) rows.set(id, row);
          for (const { id } of diff.removals) rows.delete(id);
        });
        for (const one of steps) {
          if (one === 'time') {
            now += 16;
            for (const run of due.splice(0)) run();
          } else if (one === 'snapshot') {
            const snapshot = state.snapshot();
            expect(snapshot.rev).toBe(rev);
            expect(new Map(snapshot.rows.map(({ id, row }) => [id, row]))).toEqual(rows);
          } else if (one.waiting === null) state.remove('counts', one.id);
          else state.put('counts', one.id, rowOf(one.id, one.waiting));
        }
        state.flush();
        expect(rows).toEqual(new Map(state.rows('counts')));
      }),
    );
  });

  it('are pushed together, at most once in a frame', () => {
    let now = 0;
    const timers: { at: number; run: () => void }[] = [];
    const pushes: number[] = [];
    const state = createState(
      {
        now: () => now,
        after(ms, run) {
          timers.push({ at: now + ms, run });
          return () => undefined;
        },
      },
      16,
      ({ upserts }) => pushes.push(upserts.length),
    );
    state.put('counts', 'a', rowOf('a', 1));
    state.put('counts', 'a', rowOf('a', 2));
    state.put('counts', 'b', rowOf('b', 1));
    for (const { run } of timers.splice(0)) run();
    state.put('counts', 'a', rowOf('a', 3));
    expect(timers).toMatchObject([{ at: 16 }]);
    now = 16;
    for (const { run } of timers.splice(0)) run();
    expect(pushes).toEqual([2, 1]);
  });
});
