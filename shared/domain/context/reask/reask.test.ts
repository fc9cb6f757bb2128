import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ContextPackage } from '#shared/schema/context.ts';
import { heldIn } from './held.ts';
import { reAskIn } from './reask.ts';

const context: ContextPackage = {
  facts: [
    { label: 'Booking', value: 'K7QX4M', turn: 1 },
    { label: 'Flight', value: 'MA 516, 24 Nov 06:40, LIS to AMS', turn: 2 },
    { label: 'Seats', value: '14A and 23C', turn: 2 },
    { label: 'Order', value: 'delayed' },
  ],
  found: [
    { type: 'booking', value: 'K7QX4M', turn: 1 },
    { type: 'phone', value: '+31 20 555 0142', turn: 3 },
    { type: 'date', value: 'next Friday', turn: 5 },
  ],
  version: 3,
  fixed: true,
};
const customer = {
  id: 'C-20981',
  verified: true,
  name: 'Ilse Verhoeven',
  account: { plan: 'Platinum', renewal: '2027-01-12' },
};
const held = heldIn(context, customer);
const hintOf = (draft: string) => {
  const hint = reAskIn(draft, held);
  return hint === null ? null : `${draft.slice(hint.from, hint.to)} = ${hint.held.value}`;
};

test('what the bot sent, what was said and what is known of the customer are held, each once', () => {
  expect(held.map(({ type, value, turn, known }) => `${type} ${value} ${turn ?? known}`)).toEqual([
    'booking K7QX4M 1',
    'flight MA 516, 24 Nov 06:40, LIS to AMS 2',
    'date 24 Nov 2',
    'phone +31 20 555 0142 3',
    'date next Friday 5',
    'name Ilse Verhoeven name',
    'account C-20981 id',
    'product Platinum plan',
    'date 2027-01-12 renewal',
  ]);
  expect(heldIn(context, { ...customer, verified: false }).map(({ known }) => known)).not.toContain('id');
});

test('a question for it is warned of, in whatever form, at the words that name it', () => {
  expect(
    [
      'Row 11 is free. Could you send me your booking reference so I can',
      'pls give me ur bookign number',
      'phone number?',
      'When are you flying?',
      'Please confirm your full name and the seat you want.',
      'Thanks! And your customer number, please?',
      'When is your renewal?',
    ].map(hintOf),
  ).toEqual([
    'booking reference = K7QX4M',
    'bookign number = K7QX4M',
    'phone number = +31 20 555 0142',
    'When are = 24 Nov',
    'full name = Ilse Verhoeven',
    'customer number = C-20981',
    'When is = 2027-01-12',
  ]);
});

test('other things, other values, offers, and what is said already are not', () => {
  expect(
    [
      'I have your booking K7QX4M here. What is the booking reference of your companion?',
      'No need to send the booking reference again.',
      'Which new date would you like?',
      'When did you book the flight?',
      'Shall I call your phone number?',
      'What is your order number?',
      'For security, please tell me your full name.',
      'Is K7QX4M still your booking reference?',
      '',
    ].map(hintOf),
  ).toEqual(Array.from({ length: 9 }, () => null));
});

const words = fc.constantFrom(
  ...'what is your the booking reference number ? , . and please send me phone when did you fly name K7QX4M é 🙂 \n no'.split(
    ' ',
  ),
);
test('whatever is typed, a warning names a stretch of the draft and something that is held', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')),
        fc.constantFrom(3, 90, 9_000).map((many) => `${'a, '.repeat(many)}what is your phone number?`),
      ),
      (draft) => {
        const hint = reAskIn(draft, held);
        if (hint === null) return;
        expect(held).toContain(hint.held);
        expect(draft.slice(hint.from, hint.to).trim()).not.toBe('');
      },
    ),
  );
});
