import { expect, test } from 'vitest';
import type { ChangedConversation } from '#shared/contract/triggers.ts';
import { knobsOf } from '#shared/domain/trigger/counterfactual.ts';
import { policySchema } from '#shared/domain/trigger/policy.ts';
import { nameOf } from './figures.ts';
import { backTo, figureWords, headline, labelOf, numberOf, triedOf, turnsOf } from './sentences.ts';

test.each([
  [{ draft: 7, live: 9 }, 'Fires at t7, 2 turns earlier than live.'],
  [{ draft: 7, live: 8 }, 'Fires at t7, 1 turn earlier than live.'],
  [{ draft: 9, live: 7 }, 'Fires at t9, 2 turns later than live.'],
  [{ draft: 7, live: 7 }, 'Fires at t7, as live does.'],
  [{ draft: 7, live: null }, 'Fires at t7; live never does.'],
  [{ draft: null, live: 7 }, 'No longer fires; live does at t7.'],
  [{ draft: null, live: null }, 'Never fires, nor does live.'],
])('%o is said', (firing, words) => {
  expect(headline(firing)).toBe(words);
});

const row = (change: Partial<ChangedConversation>): ChangedConversation => ({
  ...{ conversation: 'c', name: 'Lotte Hendriks', about: 'seats', kind: 'earlier', before: 9, fires: 7 },
  ...{ label: null, needed: null },
  ...change,
});

test('a change names its turns, the label what people said, and what was missed is said to be', () => {
  expect(turnsOf(row({}))).toBe('t9 → t7');
  expect(turnsOf(row({ before: null }))).toBe('t7');
  expect(turnsOf(row({ fires: null }))).toBe('t9');
  expect(labelOf(row({ label: 'too_late', needed: true }))).toBe('Late');
  expect(labelOf(row({ label: 'not_needed', needed: false }))).toBe('Not needed');
  expect(labelOf(row({ before: null, needed: true }))).toBe('Missed');
  expect(labelOf(row({ needed: true }))).toBe('Needed');
  expect(labelOf(row({ needed: false }))).toBe('Not needed');
  expect(labelOf(row({}))).toBe('not judged');
});

const tried = (
  conversations: number,
  value: unknown,
  error: unknown = null,
  question: object = ONE_QUESTION,
) =>
  triedOf({ conversations }, question, {
    ...{ of: ONE_QUESTION, error },
    value: value as Parameters<typeof triedOf>[2]['value'],
  });
const ONE_QUESTION = {};

test('whoever publishes is told what the draft was tried on, and where that is nothing, why', () => {
  const result = { conversations: 1_130, draft: { fired: 587 }, changes: { newly: 112, noLonger: 0 } };
  expect(tried(1_130, result)).toEqual({
    ...{ state: 'tried', words: 'Tried on 1,130 conversations: 587 fire, 112 new, 0 gone.' },
  });
  expect([
    tried(0, null).state,
    tried(9, null, new Error('it broke')).state,
    tried(9, null).state,
    tried(9, result, null, {}).state,
  ]).toEqual(['nothing', 'failed', 'notYet', 'notYet']);
});

test('an undo says which revision comes back', () => {
  const by = { id: 'a', name: 'A' };
  const row = (revision: number, ...past: readonly (readonly [number, number?])[]) =>
    backTo({
      policy: { revision } as Parameters<typeof backTo>[0]['policy'],
      past: past.map(([each, undoes]) => ({
        revision: each,
        at: 1,
        by,
        ...(undoes === undefined ? {} : { undoes }),
      })),
    });
  expect(row(14, [14], [13, 12], [12])).toBe(13);
  // What undid v14 says what v13 said, as v15; before v13 there was v12.
  expect(row(15, [15, 14], [14], [13], [12])).toBe(12);
  expect([row(14), row(15, [15, 14])]).toEqual([undefined, undefined]);
});

test('a number is read as people write it, and nothing else is one', () => {
  expect(['0.64', '0,64', ' .5 ', '1', '−2'].map(numberOf)).toEqual([0.64, 0.64, 0.5, 1, -2]);
  expect(['', 'a', '0.6.4', '1e3', '0x1', '--1', 'Infinity'].map(numberOf)).toEqual(Array(7).fill(null));
});

test('figures are written as their kind', () => {
  expect([0.3, 0, 1, 50_000, null, true, undefined, 'Support'].map(figureWords)).toEqual([
    '0.30',
    '0.00',
    '1.00',
    '50,000',
    'never',
    'on',
    'left out',
    'Support',
  ]);
});

test('every figure that a draft can change has a name of its own', () => {
  const unit = { weight: 0.5, threshold: 0.5 };
  const signals = (shape: object) => Object.fromEntries(Object.keys(shape).map((key) => [key, 0.5]));
  const { complexity, emotion, timing } = policySchema.shape;
  const policy = {
    combined: { threshold: 0.5 },
    value: unit,
    complexity: { ...unit, signals: signals(complexity.shape.signals.shape) },
    emotion: { ...unit, signals: signals(emotion.shape.signals.shape) },
    timing: { ...unit, signals: signals(timing.shape.signals.shape) },
  } as unknown as Parameters<typeof knobsOf>[0];
  const names = knobsOf(policy).map(({ path }) => [path, nameOf(path)] as const);
  expect(names.filter(([path, name]) => path === name)).toEqual([]);
  expect(new Set(names.map(([, name]) => name)).size).toBe(names.length);
});
