import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BAR_MS, BARS, RECENT_MS } from '#shared/protocol/wall.ts';
import { bars, count, dayOf, type Fact, newTally, recent, SHORT_ABANDON, type Tally } from './tally.ts';

const MINUTE = 60_000;
const DAY = 7_200_000;
/** Days of two hours, so that many are met. */
const dayAt = (at: number) => [at - (at % DAY), at - (at % DAY) + DAY] as const;

const waited = fc.constantFrom(0, 4_999, 5_000, 20_000, 60_000, 60_001);
const fact: fc.Arbitrary<Fact> = fc.oneof(
  fc.constant({ kind: 'arrived' } as const),
  fc.constant({ kind: 'entered' } as const),
  fc.constant({ kind: 'offered' } as const),
  fc.constant({ kind: 'missed' } as const),
  fc.record({ kind: fc.constant('answered' as const), waited, target: fc.constant(60_000) }),
  fc.record({ kind: fc.constant('lost' as const), waited, again: fc.boolean() }),
);
const happened = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 * MINUTE }), fact), { maxLength: 60 });

interface Known {
  readonly at: number;
  readonly fact: Fact;
}
const isServed = ({ fact: each }: Known): boolean =>
  each.kind === 'answered' || (each.kind === 'lost' && !each.again && each.waited >= SHORT_ABANDON);
const isWithin = ({ fact: each }: Known): boolean => each.kind === 'answered' && each.waited <= each.target;
const level = (all: readonly Known[]) => ({
  within: all.filter(isWithin).length,
  of: all.filter(isServed).length,
});

/** The same figures, from all that ever happened. */
function anew(all: readonly Known[], at: number, goal: number) {
  const today = all.filter((each) => each.at >= dayAt(at)[0]);
  const of = (kind: Fact['kind']) => today.filter((each) => each.fact.kind === kind).length;
  const abandoned = today.filter(({ fact: each }) => each.kind === 'lost' && !each.again).length;
  const minuteOf = (time: number) => time - (time % MINUTE);
  const lately = (end: number) =>
    level(all.filter((each) => each.at < end + MINUTE && each.at >= end + MINUTE - RECENT_MS));
  const isBelow = ({ within, of: n }: { within: number; of: number }) => n > 0 && within < goal * n;
  let since = minuteOf(at);
  while (isBelow(lately(since - MINUTE)) && since > minuteOf(at) - BARS * BAR_MS) since -= MINUTE;
  const last = at - (at % BAR_MS);
  return {
    day: {
      ...level(today),
      entered: of('entered'),
      abandoned,
      offers: of('offered'),
      missed: of('missed'),
    },
    recent: { ...lately(minuteOf(at)), ...(isBelow(lately(minuteOf(at))) ? { belowSince: since } : {}) },
    bars: Array.from({ length: BARS }, (_, place) => {
      const from = last - (BARS - 1 - place) * BAR_MS;
      const inBar = all.filter((each) => each.at >= from && each.at < from + BAR_MS);
      return (['arrived', 'entered'] as const).map(
        (kind) => inBar.filter((each) => each.fact.kind === kind).length,
      );
    }),
  };
}

describe('tally', () => {
  test('what is counted as it happens is what all facts together give', () => {
    fc.assert(
      fc.property(happened, fc.integer({ min: 0, max: 90 * MINUTE }), (all, later) => {
        const goal = 0.8;
        let at = 20 * DAY;
        let tally: Tally = newTally('care');
        const known: Known[] = [];
        for (const [ms, each] of all) {
          at += ms;
          tally = count(tally, each, at, dayAt);
          known.push({ at, fact: each });
          expect({
            day: dayOf(tally, at),
            recent: recent(tally, goal, at),
            bars: bars(tally, at),
          }).toEqual(anew(known, at, goal));
        }
        at += later;
        // What is stored is the same, and nothing that is no longer looked at is kept for ever.
        const stored = JSON.parse(JSON.stringify(tally)) as Tally;
        expect({
          day: dayOf(stored, at),
          recent: recent(stored, goal, at),
          bars: bars(stored, at),
        }).toEqual(anew(known, at, goal));
        expect(tally.minutes.length).toBeLessThanOrEqual(75);
      }),
      { numRuns: 300 },
    );
  });

  test('a short abandon is an abandonment, but no miss of the service level', () => {
    const lost = (waitedMs: number) =>
      dayOf(count(newTally('care'), { kind: 'lost', waited: waitedMs, again: false }, DAY, dayAt), DAY);
    expect(lost(4_999)).toMatchObject({ abandoned: 1, of: 0 });
    expect(lost(5_000)).toMatchObject({ abandoned: 1, of: 1, within: 0 });
  });

  test('the day is over at local midnight: nothing of it is shown, and the next begins at nothing', () => {
    const first = count(newTally('care'), { kind: 'entered' }, DAY + 1, dayAt);
    expect(dayOf(first, 2 * DAY - 1).entered).toBe(1);
    expect(dayOf(first, 2 * DAY).entered).toBe(0);
    expect(dayOf(count(first, { kind: 'entered' }, 2 * DAY, dayAt), 2 * DAY).entered).toBe(1);
  });
});
