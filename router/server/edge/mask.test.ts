import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskCards, maskDeep, passesLuhn } from './mask.ts';

/** A Luhn-valid number of 13 to 19 digits. */
const card = fc
  .array(fc.integer({ min: 0, max: 9 }), { minLength: 12, maxLength: 18 })
  .map((digits) => digits.join(''))
  .map((body) => [...'0123456789'].map((last) => body + last).find(passesLuhn) ?? '');

const grouped = fc
  .tuple(card, fc.constantFrom('', ' ', '-', ' - ', '\u00a0'), fc.integer({ min: 3, max: 6 }))
  .map(([digits, separator, size]) => ({
    digits,
    written: (digits.match(new RegExp(`\\d{1,${size}}`, 'g')) ?? []).join(separator),
  }));

const words = fc.stringMatching(/^[a-zA-Z ,.!?€#:]{0,40}$/);

test('a card number never survives, whatever its groups and the words around it; its last four digits do', () => {
  fc.assert(
    fc.property(words, grouped, words, (before, number, after) => {
      const masked = maskCards(`${before}${number.written}${after}`);
      expect(masked).toBe(`${before}••••${number.digits.slice(-4)}${after}`);
      expect(maskCards(masked)).toBe(masked);
    }),
    { numRuns: 2_000 },
  );
});

test('text without thirteen digits in a row, and numbers that fail the check, stay as they are', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(words, fc.stringMatching(/^\d{1,12}$/))), (parts) => {
      const text = parts.join('|');
      expect(maskCards(text)).toBe(text);
    }),
  );
  fc.assert(
    fc.property(
      fc.stringMatching(/^\d{13,19}$/).filter((digits) => !passesLuhn(digits)),
      (digits) => {
        expect(maskCards(`ref ${digits}.`)).toBe(`ref ${digits}.`);
      },
    ),
  );
});

test('cards are found beside other digits and next to each other, not inside a longer unbroken number', () => {
  expect(maskCards('4111 1111 1111 1111 12/26 cvc 123')).toBe('••••1111 12/26 cvc 123');
  expect(maskCards('4111111111111111 5500-0000-0000-0004')).toBe('••••1111 ••••0004');
  expect(maskCards('tracking 00411111111111111100042')).toBe('tracking 00411111111111111100042');
});

test('every text of a body is masked; ids and keys are not touched', () => {
  expect(
    maskDeep({
      id: '4111111111111111',
      transcript: [{ id: 't1', text: 'pay with 4111111111111111' }],
      context: {
        facts: [{ label: 'Card', value: '5500 0000 0000 0004', turn: 3 }],
        open: ['4111-1111-1111-1111?'],
      },
      value: 7,
      none: null,
    }),
  ).toEqual({
    id: '4111111111111111',
    transcript: [{ id: 't1', text: 'pay with ••••1111' }],
    context: { facts: [{ label: 'Card', value: '••••0004', turn: 3 }], open: ['••••1111?'] },
    value: 7,
    none: null,
  });
});
