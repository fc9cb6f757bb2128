// Owns that a smallest change is what it says: scored again with it the policy decides as wanted, and with less it does not.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changed, changesFor, firesAt, type Knob, knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { readPolicy } from '#shared/domain/trigger/policy.ts';
import { createScorer, type Role, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { standingOf } from '#shared/domain/trigger/standing.ts';
import { readPolicies, readScenarios } from './fixtures.ts';

const policies = readPolicies();
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;

const turn: fc.Arbitrary<TurnSignals> = fc.record({
  role: fc.constantFrom<Role>('END_USER', 'END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'),
  language: fc.constant('en'),
  structural: fc.constant(false),
  signals: fc
    .dictionary(fc.constantFrom(...SIGNALS), fc.integer({ min: 0, max: ONE }), { maxKeys: 4 })
    .map((some) => ({ ...zero, ...some })),
  reasons: fc.constant([]),
});
const standing = fc.option(
  fc.record({
    tier: fc.constantFrom('free' as const, 'standard' as const, 'premium' as const, 'enterprise' as const),
    value: fc.integer({ min: 0, max: 80_000 }),
    sessions: fc.nat(30),
  }),
  { nil: undefined },
);
const policy = fc.constantFrom(...Object.values(policies));
const wanted = fc.option(fc.integer({ min: 1, max: 6 }), { nil: null });
const isWanted = (fired: number | null, by: number | null) =>
  by === null ? fired === null : fired !== null && fired <= by;

/** Every value of a figure that is nearer to what it is than `to`. */
function nearer({ from, kind }: Knob, to: number): number[] {
  return Array.from({ length: 101 }, (_, at) => at / 100).filter(
    (value) => (kind === 'weight' || value > 0) && Math.abs(value - from) < Math.abs(to - from) - 1e-9,
  );
}

test('scored again with the change it decides as wanted; with less of it, it does not', () => {
  fc.assert(
    fc.property(policy, standing, fc.array(turn, { maxLength: 8 }), wanted, (rules, account, turns, by) => {
      const changes = changesFor(rules, account, turns, by);
      for (const { path, from, kind, to, firesAt: said } of changes) {
        const rewritten = changed(rules, path, to);
        expect('policy' in readPolicy(rewritten)).toBe(true);
        const fired = firesAt(rewritten, account, turns);
        expect([fired, isWanted(fired, by)]).toEqual([said, true]);
        for (const value of nearer({ path, from, kind }, to))
          expect(isWanted(firesAt(changed(rules, path, value), account, turns), by)).toBe(false);
      }
      const sizes = changes.map(({ from, to }) => Math.abs(to - from));
      expect(sizes).toEqual([...sizes].sort((a, b) => a - b));
    }),
    { numRuns: 150 },
  );
});

test('a figure that is left out cannot do it alone, and nothing is changed where it decides so already', () => {
  fc.assert(
    fc.property(policy, standing, fc.array(turn, { maxLength: 6 }), wanted, (rules, account, turns, by) => {
      const changes = changesFor(rules, account, turns, by);
      if (isWanted(firesAt(rules, account, turns), by)) {
        expect(changes).toEqual([]);
        return;
      }
      const found = new Set(changes.map(({ path }) => path));
      for (const knob of knobsOf(rules).filter(({ path }) => !found.has(path)))
        for (const value of nearer(knob, 2))
          expect(isWanted(firesAt(changed(rules, knob.path, value), account, turns), by)).toBe(false);
    }),
    { numRuns: 60 },
  );
});

test('an authored conversation: factors that add up would have fired earlier at a lower threshold, and one figure keeps them from it', () => {
  const scorer = createScorer();
  const { support } = policies;
  const scenario = readScenarios().find(({ conversationId }) => conversationId === 'several-weak-factors');
  if (support === undefined || scenario === undefined) throw new Error('there is no such scenario');
  let memory = NOTHING_HEARD;
  const turns = scenario.turns.map(({ role, text }) => {
    const heard = scorer.hear({ role: role === 'customer' ? 'END_USER' : 'AUTOMATED_AGENT', text }, memory);
    memory = heard.memory;
    return heard.turn;
  });
  const account = standingOf(scenario.account, scenario.today);
  const fired = firesAt(support, account, turns) ?? 0;
  expect(fired).toBeGreaterThan(2);
  const [least] = changesFor(support, account, turns, fired - 1);
  expect(least?.firesAt).toBeLessThan(fired);
  expect(changesFor(support, account, turns, null)[0]?.firesAt).toBeNull();
});
