import { expect, test } from 'vitest';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import type { TurnSignals } from '#shared/domain/trigger/signals.ts';
import { randomOf } from './measures.ts';
import { policyOf } from './policies.ts';
import { type Case, trial } from './trial.ts';

const support = policyOf('support');
const STRONG: readonly Signal[] = [
  'humanRequest',
  'churnRisk',
  'legalRisk',
  'frustration',
  'urgency',
  'problem',
];

/** One customer turn each, with one signal of any strength. */
function casesOf(seed: number, needs: (signal: Signal, random: () => number) => boolean): Case[] {
  const random = randomOf(seed);
  return Array.from({ length: 60 }, (_, at) => {
    const signal = STRONG[Math.floor(random() * STRONG.length)] ?? 'problem';
    const strength = Math.floor((0.5 + random() / 2) * ONE);
    const signals = Object.fromEntries(SIGNALS.map((each) => [each, each === signal ? strength : 0]));
    const turn: TurnSignals = {
      role: 'END_USER',
      language: 'en',
      structural: false,
      signals: signals as Record<Signal, number>,
      reasons: [],
    };
    return {
      group: `c${at}`,
      conversation: {
        id: `c${at}`,
        standing: undefined,
        turns: [turn],
        times: [],
        queue: undefined,
        needed: needs(signal, random),
      },
    };
  });
}

const run = (cases: readonly Case[], seed: number) =>
  trial(support, cases, { folds: 5, seed, onlyStricter: false });

test('labels given by lot are hardly ever called better', () => {
  const lots = Array.from({ length: 12 }, (_, seed) =>
    run(
      casesOf(seed, (_signal, random) => random() < 0.3),
      seed,
    ),
  );
  expect(lots.filter(({ better }) => better).length).toBeLessThanOrEqual(1);
});

test('labels that mean something are called better, and what it says of both policies adds up', () => {
  const { better, before, after, difference, byChance } = run(
    casesOf(1, (signal) => signal === 'humanRequest' || signal === 'urgency'),
    1,
  );
  expect(better).toBe(true);
  expect(byChance).toBeLessThan(0.025);
  expect(difference.value).toBeCloseTo(after.agreement - before.agreement, 12);
  expect(difference.low).toBeLessThanOrEqual(difference.value);
  expect(difference.high).toBeGreaterThanOrEqual(difference.value);
  for (const { precision, recall, f1 } of [before, after]) {
    const [p, r] = [precision?.value ?? 0, recall?.value ?? 0];
    expect(f1).toBeCloseTo((2 * p * r) / (p + r), 12);
  }
});

test('conversations of one group are judged by a policy that saw none of them', () => {
  const alike = casesOf(2, (signal) => signal === 'urgency').map((each) => ({
    ...each,
    group: each.conversation.needed ? 'one' : each.group,
  }));
  // Whoever needed a person is one group: the folds without it know nothing of them, and nothing is gained.
  expect(run(alike, 1).after.recall?.value).toBe(run(alike, 1).before.recall?.value);
});
