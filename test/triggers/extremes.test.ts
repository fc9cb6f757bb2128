// Owns that figures at the very ends of what a policy may hold are judged as what they say: every number is one, a score within
// its range, and the smallest change is found.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { judgeTurn, NOTHING_YET, type Standing, standingScore } from '#shared/domain/trigger/combine.ts';
import { changesFor, firesAt } from '#shared/domain/trigger/counterfactual.ts';
import { createFiring, flatten } from '#shared/domain/trigger/firing.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { CATEGORIES, type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { signalsOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { readPolicies, readScenarios } from './fixtures.ts';

const { support } = readPolicies();
if (support === undefined) throw new Error('there is no support policy');
const base = support;
const scorer = createScorer();
const conversations = readScenarios().map(({ turns }) =>
  signalsOf(
    scorer,
    turns.map(({ role, text }) => ({ role: role === 'customer' ? 'END_USER' : 'AUTOMATED_AGENT', text })),
  ),
);

const unit = fc.constantFrom(0, 1, Number.MIN_VALUE, 0.5);
const threshold = fc.constantFrom(null, 0, 1, Number.MIN_VALUE);
/** Every figure at an end of its own. */
const extreme: fc.Arbitrary<Policy> = fc
  .record({
    floor: fc.constantFrom(0, 0.45),
    decay: unit,
    release: fc.constantFrom(0, 0.5),
    combined: fc.constantFrom(Number.MIN_VALUE, 1),
    fullValue: fc.constantFrom(Number.MIN_VALUE, 1, Number.MAX_VALUE),
    renewalDays: fc.constantFrom(0, 3_650),
    fullSessions: fc.constantFrom(1, 2, 3, 10_000),
    each: fc.array(unit, { minLength: 12, maxLength: 12 }),
    thresholds: fc.array(threshold, { minLength: 4, maxLength: 4 }),
    guards: fc.record({ solved: fc.boolean(), refusal: fc.boolean() }),
  })
  .map(({ floor, decay, release, combined, each, thresholds, guards, ...value }) => {
    let at = 0;
    const next = (): number => each[at++ % each.length] ?? 0;
    const figures = (of: Readonly<Record<string, unknown>>) =>
      Object.fromEntries(Object.keys(of).map((name) => [name, next()]));
    const weighed = Object.fromEntries(
      CATEGORIES.map((category, place) => [
        category,
        { ...base[category], weight: next(), threshold: thresholds[place] ?? null },
      ]),
    );
    const given = {
      ...{ ...base, ...weighed, floor, decay, release, guards, combined: { threshold: combined } },
      value: {
        ...{ ...weighed.value, ...value, tiers: figures(base.value.tiers) },
        ...{ worth: next(), openDeals: next(), renewal: next(), activity: next() },
      },
    };
    for (const category of ['complexity', 'emotion', 'timing'] as const)
      given[category] = { ...base[category], ...weighed[category], signals: figures(base[category].signals) };
    const read = readPolicy(given);
    if ('faults' in read) throw new Error(JSON.stringify(read.faults));
    return read.policy;
  });
const standing: fc.Arbitrary<Standing | undefined> = fc.option(
  fc.record(
    {
      tier: fc.constantFrom('free', 'enterprise'),
      value: fc.constantFrom(-1, 0, Number.MIN_VALUE, Number.MAX_VALUE),
      openDeals: fc.constantFrom(0, Number.MAX_SAFE_INTEGER),
      renewalInDays: fc.constantFrom(-1, 0, 1),
      sessions: fc.constantFrom(0, 1, 2, 3, Number.MAX_SAFE_INTEGER),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);

test('whatever the figures, every score is a number in its range, and a long history is gone through alike', () => {
  fc.assert(
    fc.property(extreme, standing, fc.constantFrom(...conversations), (policy, account, turns) => {
      const { score } = standingScore(account, policy);
      expect(score >= 0 && score <= 1).toBe(true);
      let state = NOTHING_YET;
      for (const turn of turns) {
        const { verdict, state: then } = judgeTurn(policy, account, state, turn);
        state = then;
        const amounts = verdict.contributions.map(({ amount }) => amount);
        for (const number of [verdict.score, verdict.sum, ...Object.values(verdict.categories), ...amounts])
          expect(Number.isInteger(number) && number >= 0 && number <= ONE).toBe(true);
        expect(Object.values(state.carried).every((each) => each >= 0 && each <= 1)).toBe(true);
      }
      const fires = firesAt(policy, account, turns);
      expect(createFiring(policy)(account, flatten(turns))).toBe(fires);
      for (const by of [null, 1])
        for (const change of changesFor(policy, account, turns, by))
          expect(by === null ? change.firesAt === null : change.firesAt === 1).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test('activity counts in full at its sessions, and not for who never came, also where those are one or two', () => {
  const activity = (fullSessions: number, sessions: number): number =>
    standingScore({ sessions }, { ...base, value: { ...base.value, fullSessions, activity: 0.3 } }).score;
  expect([0, 1, 2].map((sessions) => activity(1, sessions))).toEqual([0, 0.3, 0.3]);
  expect([0, 1, 2, 3].map((sessions) => activity(2, sessions))).toEqual([0, 0, 0.3, 0.3]);
});
