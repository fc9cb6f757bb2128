import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Alike, begin, calibrationOf, ended, estimateAt, type Learned, type Place } from './estimate.ts';
import { type Able, aheadOf } from './line.ts';

const place: fc.Arbitrary<Place> = fc.record({
  free: fc.boolean(),
  ahead: fc.nat(400),
  slots: fc.integer({ min: 1, max: 60 }),
  handling: fc.integer({ min: 1, max: 3_000 }),
  valued: fc.boolean(),
});
/** Any past whatever: cells that were never seen, seen too seldom, or disagree with each other. */
const learned: fc.Arbitrary<Learned> = fc.dictionary(
  fc.constantFrom('0', '1', '2', '3', '5', '8', 'v0', 'v1', 'v2', 'v4'),
  fc.record({
    ratios: fc.array(fc.integer({ min: 0, max: 9_000 }), { maxLength: 40 }),
    judged: fc.constant(''),
  }),
);
const inLine = (rest: Partial<Place> = {}): Place => ({
  ...{ free: false, ahead: 0, slots: 4, handling: 240, valued: false },
  ...rest,
});

/** Waits from one place, one after the other. */
function after(waits: readonly number[], at: Place, before: Learned = {}): Learned {
  const now: Record<string, Alike> = { ...before };
  for (const waited of waits) {
    const begun = begin(now, at);
    if (begun !== null) now[begun.cell] = ended(now, begun, waited);
  }
  return now;
}

describe('whatever the past was', () => {
  test('the interval holds the expected wait and is never below 0', () => {
    fc.assert(
      fc.property(learned, place, (past, at) => {
        const told = estimateAt(past, at);
        if (told === null) return;
        expect(told.low).toBeGreaterThanOrEqual(0);
        expect(told.expected).toBeGreaterThanOrEqual(told.low);
        expect(told.high).toBeGreaterThanOrEqual(told.expected);
        expect(Object.values(told).every(Number.isInteger)).toBe(true);
      }),
    );
  });

  test('nobody is told less for standing further behind, nor more because more people came', () => {
    const order = (past: Learned, less: Place, more: Place) => {
      const [a, b] = [estimateAt(past, less), estimateAt(past, more)];
      if (a === null || b === null) return;
      expect(b.low).toBeGreaterThanOrEqual(a.low);
      expect(b.expected).toBeGreaterThanOrEqual(a.expected);
      expect(b.high).toBeGreaterThanOrEqual(a.high);
    };
    fc.assert(
      fc.property(learned, place, fc.nat(300), fc.nat(40), (past, at, further, people) => {
        order(past, at, { ...at, ahead: at.ahead + further });
        order(past, { ...at, free: true }, { ...at, free: false });
        order(past, { ...at, slots: at.slots + people }, at);
      }),
    );
  });
});

test('without a past there is no number, nor where nobody able to take it is there', () => {
  expect(estimateAt({}, inLine())).toBeNull();
  const eight = after([10, 20, 30, 40, 50, 60, 70, 80], inLine());
  expect(estimateAt(eight, inLine())).toBeNull();
  const nine = after([90], inLine(), eight);
  expect(estimateAt(nine, inLine())).toEqual({ low: 10, expected: 50, high: 90 });
  expect(estimateAt(nine, inLine({ slots: 0 }))).toBeNull();
  expect(begin(nine, inLine({ slots: 0 }))).toBeNull();
  // What is known of standing in line says nothing of an answer while somebody is free.
  expect(estimateAt(nine, inLine({ free: true }))).toBeNull();
});

test('a longer line than any before, other staff and other handling follow the reckoning', () => {
  const past = after([10, 20, 30, 40, 50, 60, 70, 80, 90], inLine());
  expect(estimateAt(past, inLine({ ahead: 9 }))).toEqual({ low: 100, expected: 500, high: 900 });
  expect(estimateAt(past, inLine({ slots: 8 }))).toEqual({ low: 5, expected: 25, high: 45 });
  expect(estimateAt(past, inLine({ handling: 480 }))).toEqual({ low: 20, expected: 100, high: 180 });
});

test('those who overtake are told of waits of their own kind, once there were enough', () => {
  const usual = after(Array(20).fill(100), inLine());
  expect(estimateAt(usual, inLine({ valued: true }))?.expected).toBe(100);
  const both = after(Array(9).fill(20), inLine({ valued: true }), usual);
  expect(estimateAt(both, inLine({ valued: true }))?.expected).toBe(20);
  expect(estimateAt(both, inLine())?.expected).toBe(100);
});

test('it follows when waits become others', () => {
  const then = after(Array(100).fill(30), inLine());
  const now = after(Array(100).fill(120), inLine(), then);
  expect(estimateAt(now, inLine())).toEqual({ low: 120, expected: 120, high: 120 });
  expect(now['1']?.ratios).toHaveLength(100);
});

test('of waits that vary as before, four in five come inside what was told', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      // Marsaglia's xorshift: as good as any for waits without order.
      let state = seed | 1;
      const waits = Array.from({ length: 1_000 }, () => {
        state ^= state << 13;
        state ^= state >>> 17;
        state ^= state << 5;
        return (state >>> 0) / 1e7;
      });
      let [inside, of] = [0, 0];
      let past: Learned = {};
      for (const waited of waits) {
        const told = estimateAt(past, inLine());
        if (told !== null) {
          of += 1;
          if (waited >= told.low - 0.5 && waited <= told.high + 0.5) inside += 1;
        }
        past = after([waited], inLine(), past);
      }
      expect(of).toBe(991);
      expect(inside / of).toBeGreaterThan(0.75);
      expect(inside / of).toBeLessThan(0.85);
    }),
    { numRuns: 10 },
  );
});

test('counts what came inside, shorter and longer, in line and apart from it', () => {
  const steady = after(Array(9).fill(60), inLine());
  const judged = after([60, 30, 90, 61], inLine(), steady);
  expect(calibrationOf(judged)).toEqual({
    free: { of: 0, inside: 0, shorter: 0, longer: 0 },
    line: { of: 4, inside: 2, shorter: 1, longer: 1 },
  });
});

test('before somebody are those who need the same people, in part those whom others can take as well', () => {
  const [ana, ben, cy, dee] = ['ana', 'ben', 'cy', 'dee'];
  const ours: Able = new Set([ana, ben]);
  const half: Able = new Set([ben, cy]);
  const none: Able = new Set([cy, dee]);
  const line = (...kinds: readonly (readonly [Able, number])[]) => aheadOf(new Map(kinds), ours);
  expect(line()).toBe(0);
  expect(line([ours, 3])).toBe(3);
  expect(line([half, 4])).toBe(2);
  expect(line([none, 7])).toBe(0);
  expect(line([ours, 3], [half, 4], [none, 7], [new Set(), 2])).toBe(5);
});
