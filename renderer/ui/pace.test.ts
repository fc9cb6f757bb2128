import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPace } from './pace.ts';

/** A clock that only moves when told to. */
function fakeTime() {
  let now = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    after(ms: number, run: () => void) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    until(time: number) {
      for (;;) {
        const [due] = timers.filter(({ at }) => at <= time).sort((a, b) => a.at - b.at);
        if (due === undefined) break;
        timers = timers.filter((other) => other !== due);
        now = due.at;
        due.run();
      }
      now = time;
    },
  };
}

test('the first is said at once, then one in five seconds: the newest of them', () => {
  const time = fakeTime();
  const said: [number, string][] = [];
  const pace = createPace(5_000, time, (text) => said.push([time.now(), text]));
  for (const [at, text] of [
    [0, 'a'],
    [100, 'b'],
    [4_999, 'c'],
    [5_500, 'd'],
    [20_000, 'e'],
  ] as const) {
    time.until(at);
    pace.say(text);
  }
  time.until(60_000);
  expect(said).toEqual([
    [0, 'a'],
    [5_000, 'c'],
    [10_000, 'd'],
    [20_000, 'e'],
  ]);
});

test('however much there is to say, never two within the pause, and the last is always said', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(3_000), { minLength: 1, maxLength: 60 }), (gaps) => {
      const time = fakeTime();
      const said: { at: number; text: string }[] = [];
      const pace = createPace(5_000, time, (text) => said.push({ at: time.now(), text }));
      let at = 0;
      for (const [n, gap] of gaps.entries()) {
        at += gap;
        time.until(at);
        pace.say(`${n}`);
      }
      time.until(at + 10_000);
      for (const [n, { at: when }] of said.entries())
        expect(when - (said[n - 1]?.at ?? Number.NEGATIVE_INFINITY)).toBeGreaterThanOrEqual(5_000);
      expect(said.at(-1)?.text).toBe(`${gaps.length - 1}`);
    }),
  );
});

test('nothing is said after the end', () => {
  const time = fakeTime();
  const said: string[] = [];
  const pace = createPace(5_000, time, (text) => said.push(text));
  pace.say('a');
  pace.say('b');
  pace.stop();
  time.until(60_000);
  expect(said).toEqual(['a']);
});
