// Owns that what is learned from labels stays a safe policy: bounded, few figures, no request unheard, and that the reckoning it
// learns by is the one that decides.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changed, firesAt, knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { readPolicy } from '#shared/domain/trigger/policy.ts';
import {
  figureChanges,
  type Labelled,
  learnPolicy,
  nearness,
} from '#shared/domain/trigger/policy-learning.ts';
import type { Role, TurnSignals } from '#shared/domain/trigger/signals.ts';
import { readPolicies } from './fixtures.ts';

const policies = Object.values(readPolicies());
const { support } = readPolicies();
if (support === undefined) throw new Error('there is no support policy');
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;

const heard = (signals: Partial<Record<Signal, number>>, role: Role = 'END_USER'): TurnSignals => ({
  role,
  language: 'en',
  structural: false,
  signals: { ...zero, ...signals },
  reasons: [],
});
const turn: fc.Arbitrary<TurnSignals> = fc
  .record({
    role: fc.constantFrom<Role>('END_USER', 'END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'),
    signals: fc.dictionary(fc.constantFrom(...SIGNALS), fc.integer({ min: 0, max: ONE }), { maxKeys: 5 }),
  })
  .map(({ role, signals }) => heard(signals, role));
const standing = fc.option(
  fc.record({ tier: fc.constantFrom('free' as const, 'enterprise' as const), sessions: fc.nat(30) }),
  { nil: undefined },
);
const labelled: fc.Arbitrary<Labelled> = fc.record({
  id: fc.constant('c'),
  standing,
  turns: fc.array(turn, { minLength: 1, maxLength: 6 }),
  times: fc.constant([]),
  queue: fc.constant(undefined),
  needed: fc.boolean(),
});
/** A policy with some figures moved anywhere. */
const policy: fc.Arbitrary<Policy> = fc
  .tuple(fc.constantFrom(...policies), fc.array(fc.tuple(fc.nat(40), fc.integer({ min: 1, max: 100 }))))
  .map(([start, moves]) => {
    const knobs = knobsOf(start);
    return moves.reduce(
      (moved, [at, to]) => changed(moved, knobs[at % knobs.length]?.path ?? 'combined.threshold', to / 100),
      start,
    );
  });
const says = (of: Policy, { standing: who, turns }: Labelled) => firesAt(of, who, turns) !== null;

const one = (needed: boolean, ...turns: Partial<Record<Signal, number>>[]): Labelled => ({
  id: 'c',
  standing: undefined,
  turns: turns.map((signals) => heard(signals)),
  times: [],
  queue: undefined,
  needed,
});
const times = (count: number, each: Labelled) => Array.from({ length: count }, () => each);

describe('a policy learned from labels', () => {
  test('is reckoned as it decides: near is 1 where it fires', () => {
    fc.assert(
      fc.property(policy, fc.array(labelled, { maxLength: 6 }), (rules, conversations) => {
        nearness(rules, conversations).forEach((near, at) => {
          const conversation = conversations[at];
          // On the very threshold the decision rounds to a millionth.
          if (conversation === undefined || Math.abs(near - 1) < 1e-5) return;
          expect(near > 1).toBe(says(rules, conversation));
        });
      }),
      { numRuns: 400 },
    );
  });

  test('is a policy still: few figures, in hundredths, each near where it was, the same for the same labels', () => {
    fc.assert(
      fc.property(policy, fc.array(labelled, { maxLength: 12 }), fc.boolean(), (rules, all, onlyStricter) => {
        const learned = learnPolicy(rules, all, { onlyStricter });
        expect(learnPolicy(rules, all, { onlyStricter })).toEqual(learned);
        expect('policy' in readPolicy(learned)).toBe(true);
        const changes = figureChanges(rules, learned);
        expect(changes.length).toBeLessThanOrEqual(8);
        for (const { from, to } of changes) {
          expect(Math.abs(to - from)).toBeLessThan(0.301);
          expect(Math.abs(to * 100 - Math.round(to * 100))).toBeLessThan(1e-9);
        }
      }),
      { numRuns: 60 },
    );
  });

  test('hears a request for a person as before, whatever the labels say', () => {
    const request = fc.integer({ min: 0, max: ONE }).map((humanRequest) => one(false, { humanRequest }));
    fc.assert(
      fc.property(policy, fc.array(request, { minLength: 1, maxLength: 20 }), (rules, all) => {
        const byItself = { ...rules, combined: { threshold: 1 } };
        const learned = learnPolicy(byItself, [...all, one(true, { churnRisk: ONE })], {
          onlyStricter: false,
        });
        for (const each of all) if (says(byItself, each)) expect(says(learned, each)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('fires for nobody new, where the labels know only who came to a person', () => {
    fc.assert(
      fc.property(policy, fc.array(labelled, { maxLength: 15 }), (rules, all) => {
        const learned = learnPolicy(rules, all, { onlyStricter: true });
        for (const each of all) if (says(learned, each)) expect(says(rules, each)).toBe(true);
      }),
      { numRuns: 80 },
    );
  });

  test('stays as it was where it agrees, and where one odd label says otherwise', () => {
    const agreed = [...times(60, one(true, { churnRisk: ONE })), ...times(60, one(false, { problem: ONE }))];
    const same = (all: readonly Labelled[]) =>
      figureChanges(support, learnPolicy(support, all, { onlyStricter: false }));
    expect(same([])).toEqual([]);
    expect(same(agreed)).toEqual([]);
    expect(same([...agreed, one(true, { buyingIntent: ONE, problem: ONE })])).toEqual([]);
  });

  test('follows many labels: what was never needed no longer fires, what was missed does', () => {
    const all = [
      ...times(40, one(true, { humanRequest: ONE })),
      ...times(40, one(false, { churnRisk: ONE })),
      ...times(40, one(true, { legalRisk: 620_000 })),
      ...times(40, one(false, { problem: ONE })),
    ];
    const before = all.filter((each) => says(support, each) === each.needed).length;
    const learned = learnPolicy(support, all, { onlyStricter: false });
    expect(before).toBeLessThan(all.length);
    expect(all.filter((each) => says(learned, each) === each.needed).length).toBe(all.length);
  });
});
