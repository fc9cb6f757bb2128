import { expect, test } from 'vitest';
import { readTransfer, transferToHuman } from './tool.ts';

const wrong = (given: unknown): string => {
  try {
    return JSON.stringify(readTransfer(given));
  } catch (error) {
    return (error as Error).message;
  }
};

test('what a model gives becomes handoff.initiate', () => {
  expect(
    readTransfer({
      reason: 'Refunds need a person.',
      intent: 'Refund',
      summary: 'Booked twice.',
      facts: [{ label: 'Booking', value: 'K7QX4M' }],
      tried: [{ text: 'Refund', worked: false }],
      open: ['Which card?'],
      language: 'en',
      queue: 'care',
    }),
  ).toEqual({
    reason: 'Refunds need a person.',
    queue: 'care',
    language: 'en',
    context: {
      intent: 'Refund',
      situation: 'Booked twice.',
      facts: [{ label: 'Booking', value: 'K7QX4M' }],
      tried: [{ text: 'Refund', worked: false }],
      open: ['Which card?'],
    },
  });
});

test('arguments that do not fit are answered with what to mend', () => {
  const reason = 'asked';
  const fact = { label: 'Order', value: '1' };
  expect([
    wrong(undefined),
    wrong([]),
    wrong({}),
    wrong({ reason: 7 }),
    wrong({ reason: '' }),
    wrong({ reason: 'x'.repeat(1_001) }),
    wrong({ reason, mood: 'bad' }),
    wrong({ reason, facts: {} }),
    wrong({ reason, facts: [fact, { label: 'Order' }] }),
    wrong({ reason, facts: Array(51).fill(fact) }),
    wrong({ reason, tried: [{ text: 'x', worked: 'no' }] }),
    wrong(JSON.parse('{"reason":"x","__proto__":{}}')),
  ]).toEqual(
    [
      '$ must be an object',
      '$ must be an object',
      '$.reason is missing',
      '$.reason must be text',
      '$.reason must have at least 1 characters',
      '$.reason must have at most 1000 characters',
      '$.mood is not known here',
      '$.facts must be a list',
      '$.facts[1].value is missing',
      '$.facts must have at most 50 items',
      '$.tried[0].worked must be true or false',
      '$.__proto__ is not known here',
    ].map((why) => `transfer_to_human: ${why} (invalid_input)`),
  );
  expect(() => readTransfer({ reason, facts: [{}] })).toThrow(
    expect.objectContaining({ path: '$.facts[0].label' }),
  );
});

test('its definition can be sent as it is', () => {
  expect(JSON.parse(JSON.stringify(transferToHuman))).toEqual(transferToHuman);
  expect(transferToHuman.name).toMatch(/^[a-z_]{1,64}$/);
});
