// Owns what stands in place of personal data: what kind it is can still be told, whom it is of cannot. A mask is never longer than
// what it hides, and the mask of a mask is itself.
import { passesLuhn } from './cards.ts';
import type { Kind, MaskedKind } from './classes.ts';

/** For what cannot be told apart from what it would hide. */
export const HIDDEN = '•••';

/** A few signs, dots, and at most the last digits: nothing is left to hide. */
const ALREADY = /^[^•]{0,2}•{1,5}[^•]{0,4}$/u;

const dots = (length: number): string => HIDDEN.slice(0, length < 0 ? 0 : length);
const digitsOf = (text: string): string => text.replaceAll(/\D/gu, '');
const firstOf = (text: string): string => String.fromCodePoint(text.codePointAt(0) ?? 0);

/** The first sign of what is long enough that it says little. */
const initial = (text: string): string => {
  const first = firstOf(text);
  return text.length < 2 ? dots(text.length) : first + dots(text.length - first.length);
};

/** `j•••@example.org`; one that was said aloud keeps its first letter. */
function email(text: string): string {
  const at = text.lastIndexOf('@');
  if (at < 0) return initial(text);
  const who = text.slice(0, at);
  if (ALREADY.test(who)) return text;
  return (who.length < 4 ? dots(at) : initial(who)) + text.slice(at);
}

/** The last two of what is long enough that they say little. */
const ending = (text: string): string => (text.length < 6 ? dots(text.length) : HIDDEN + text.slice(-2));

const MASKS: Readonly<Record<MaskedKind, (text: string) => string>> = {
  card: (text) => `••••${digitsOf(text).slice(-4)}`,
  iban: (text) => `${text.slice(0, 2)}••••${text.replaceAll(/\s/gu, '').slice(-4)}`,
  birth: () => HIDDEN,
  email,
  phone: (text) => (digitsOf(text).length < 6 ? HIDDEN : HIDDEN + digitsOf(text).slice(-2)),
  account: ending,
  ticket: ending,
  order: ending,
  booking: ending,
  name: initial,
};

export const maskOf = (kind: MaskedKind, text: string): string =>
  ALREADY.test(text) ? text : MASKS[kind](text);

/** ISO 7064 mod 97-10, as ISO 13616-1 has it: the first four signs behind the others, letters as 10 to 35, leave 1. */
function isIban(text: string): boolean {
  const plain = text.replaceAll(/\s/gu, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/u.test(plain)) return false;
  let rest = 0;
  for (const sign of plain.slice(4) + plain.slice(0, 4)) {
    const value = Number.parseInt(sign, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

const BORN = /\b(?:born|birth(?:day|date)?|d\.?o\.?b|geburtsdatum|geboren)\b[^.!?\n\d•]{0,30}$/iu;

/** What a thing that was found is beyond its type. `before`: the words before it. */
export function kindOf(type: Kind, text: string, before: string): Kind {
  if (type === 'date' && BORN.test(before)) return 'birth';
  if (type !== 'account') return type;
  if (isIban(text)) return 'iban';
  const digits = digitsOf(text);
  return digits.length > 12 && digits.length < 20 && /^[\d\s-]+$/u.test(text) && passesLuhn(digits)
    ? 'card'
    : type;
}
