// Owns that a long history is gone through exactly as a single conversation is judged: the same turn for every policy.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Standing } from '#shared/domain/trigger/combine.ts';
import { changed, firesAt, knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import { asksAt, createFiring, flatten } from '#shared/domain/trigger/firing.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { signalsOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer, type Role, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { readPolicies, readScenarios } from './fixtures.ts';

const shipped = Object.values(readPolicies());
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;

const signal = fc.oneof(
  fc.integer({ min: 0, max: ONE }),
  fc.constantFrom(0, 1, 499_999, 500_000, 500_001, 970_000, 985_000, ONE),
);
const turn: fc.Arbitrary<TurnSignals> = fc.record({
  role: fc.constantFrom<Role>('END_USER', 'END_USER', 'END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'),
  language: fc.constant('en'),
  structural: fc.constant(false),
  signals: fc
    .dictionary(fc.constantFrom(...SIGNALS), signal, { maxKeys: 6 })
    .map((some) => ({ ...zero, ...some })),
  reasons: fc.constant([]),
});
const standing: fc.Arbitrary<Standing | undefined> = fc.option(
  fc.record(
    {
      tier: fc.constantFrom('free', 'standard', 'premium', 'enterprise'),
      value: fc.double({ min: -10, max: 100_000, noNaN: true }),
      openDeals: fc.nat(3),
      renewalInDays: fc.integer({ min: -100, max: 100 }),
      sessions: fc.nat(40),
    },
    { requiredKeys: [] },
  ),
  { nil: undefined },
);
/** A shipped one with some figures moved, a guard off, a threshold of its own for value. */
const policy: fc.Arbitrary<Policy> = fc
  .record({
    base: fc.constantFrom(...shipped),
    moves: fc.array(fc.record({ knob: fc.nat(40), to: fc.integer({ min: 1, max: 100 }) }), { maxLength: 5 }),
    solved: fc.boolean(),
    refusal: fc.boolean(),
    floor: fc.constantFrom(0, 0.1, 0.25, 0.45),
    decay: fc.constantFrom(0, 0.5, 0.73, 1),
    value: fc.constantFrom(null, 0, 0.4),
  })
  .map(({ base, moves, solved, refusal, floor, decay, value }) => {
    const knobs = knobsOf(base);
    const moved = moves.reduce(
      (sofar, { knob, to }) => changed(sofar, knobs[knob % knobs.length]?.path ?? 'value.weight', to / 100),
      base,
    );
    return {
      ...moved,
      floor,
      decay,
      guards: { solved, refusal },
      value: { ...moved.value, threshold: value },
    };
  });

test('of any signals under any policy the first firing is the one that judging turn by turn gives', () => {
  let fired = 0;
  fc.assert(
    fc.property(policy, fc.array(fc.tuple(standing, fc.array(turn, { maxLength: 12 }))), (given, all) => {
      // One for all of them: nothing of a conversation may stay for the next.
      const fires = createFiring(given);
      for (const [account, turns] of all) {
        const expected = firesAt(given, account, turns);
        expect(fires(account, flatten(turns))).toBe(expected);
        if (expected !== null) fired += 1;
      }
    }),
    { numRuns: 1_000 },
  );
  expect(fired).toBeGreaterThan(500);
});

test('so it is with the words of every scenario, and who asks for a person is found at that turn', () => {
  const scorer = createScorer();
  const roles = { customer: 'END_USER', bot: 'AUTOMATED_AGENT', agent: 'HUMAN_AGENT' } as const;
  let asked = 0;
  for (const { turns } of readScenarios()) {
    const heard = signalsOf(
      scorer,
      turns.map(({ role, text, confidence }) => ({ role: roles[role], text, confidence })),
    );
    const flat = flatten(heard);
    for (const given of shipped)
      for (const account of [undefined, { tier: 'enterprise', value: 50_000 } as const])
        expect(createFiring(given)(account, flat)).toBe(firesAt(given, account, heard));
    const first = heard.findIndex(
      ({ role, signals }) => role === 'END_USER' && signals.humanRequest >= ONE / 2,
    );
    expect(asksAt(flat)).toBe(first < 0 ? null : first + 1);
    if (first >= 0) asked += 1;
  }
  expect(asked).toBeGreaterThan(5);
});
