import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskCards, passesLuhn } from './cards.ts';

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

test('what a mask left over is no card with what follows it; a mark before a number hides nothing', () => {
  expect(maskCards('••••1111 5500 0000 0000 0004')).toBe('••••1111 ••••0004');
  expect(maskCards('•4111 1111 1111 1111')).toBe('•••••1111');
});

test('a hundred thousand digits apart from each other are read through: none is compared with all', () => {
  const hostile = '1 '.repeat(100_000);
  expect(maskCards(hostile)).toBe(hostile);
});
