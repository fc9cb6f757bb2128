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
        const state = createState(clock, { frameMs: 16, calmMs: 100 }, (diff: Diff) => {
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

  it('are pushed together, at most once in a frame; what others do waits a little longer', () => {
    let now = 0;
    let timers: { at: number; run: () => void }[] = [];
    const pushes: [number, number][] = [];
    const state = createState(
      {
        now: () => now,
        after(ms, run) {
          const timer = { at: now + ms, run };
          timers.push(timer);
          return () => {
            timers = timers.filter((other) => other !== timer);
          };
        },
      },
      { frameMs: 16, calmMs: 100 },
      ({ upserts }) => pushes.push([now, upserts.length]),
    );
    const until = (time: number): void => {
      for (now = Math.min(now, time); now < time; now += 1)
        for (const timer of timers.filter(({ at }) => at <= now)) timer.run();
    };
    const outbox = (n: number) => ({ id: `${n}`, n, kind: 'turn.send', at: 0, state: 'waiting' as const });
    state.put('counts', 'a', rowOf('a', 1));
    state.put('counts', 'a', rowOf('a', 2));
    state.put('counts', 'b', rowOf('b', 1));
    until(1);
    state.put('counts', 'a', rowOf('a', 3));
    until(20);
    // Something of one's own takes along what waits.
    state.put('outbox', '1', outbox(1));
    until(21);
    state.put('outbox', '2', outbox(2));
    until(60);
    state.put('counts', 'a', rowOf('a', 4));
    until(300);
    expect(pushes).toEqual([
      [0, 2],
      [20, 2],
      [36, 1],
      [136, 1],
    ]);
  });
});
