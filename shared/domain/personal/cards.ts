// Owns payment card numbers in a text: where they stand, and their mask. Refuses to guess: only what passes the Luhn check is
// a card. PCI DSS 4.0.1, requirement 3.4.1: of a number that is shown at most its issuer and the last four digits are.

/** Digits that may stand in groups, up to three spaces or dashes between two digits; not those that a mask left over. */
const RUN = /(?<!\d|••••)\d(?:[ \u00a0\u2009\u202f\-\u2010-\u2015]{0,3}\d){12,}/gu;
const GROUP = /\d+/gu;
const SHORTEST = 13;
const LONGEST = 19;

export interface Card {
  /** UTF-16 offsets; `end` is behind it. */
  readonly start: number;
  readonly end: number;
  readonly digits: string;
}

interface Group {
  readonly digits: string;
  readonly start: number;
  readonly end: number;
}

/** ISO/IEC 7812-1 annex B: doubles every second digit from the right; the sum must end in 0. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = digits.charCodeAt(digits.length - 1 - index) - 48;
    const doubled = index % 2 === 1 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}

/** The furthest group that closes a card begun at group `first`. */
function lastGroupOfCard(groups: readonly Group[], first: number): number | undefined {
  let digits = '';
  let found: number | undefined;
  for (let index = first; index < groups.length; index += 1) {
    digits += groups[index]?.digits ?? '';
    if (digits.length > LONGEST) break;
    if (digits.length >= SHORTEST && passesLuhn(digits)) found = index;
  }
  return found;
}

/**
 * Each card number (13-19 digits, Luhn) in the order of the text. A card begins and ends where a group of digits does, so
 * `4111 1111 1111 1111 12/26` is found and the inside of a longer unbroken number is not one.
 */
export function cardsIn(text: string): Card[] {
  const found: Card[] = [];
  for (const { 0: run, index: at } of text.matchAll(RUN)) {
    const groups = [...run.matchAll(GROUP)].map(({ 0: digits, index }) => ({
      digits,
      start: at + index,
      end: at + index + digits.length,
    }));
    for (let first = 0; first < groups.length; first += 1) {
      const last = lastGroupOfCard(groups, first);
      const from = groups[first];
      const to = last === undefined ? undefined : groups[last];
      if (from === undefined || to === undefined || last === undefined) continue;
      const digits = groups
        .slice(first, last + 1)
        .map((group) => group.digits)
        .join('');
      found.push({ start: from.start, end: to.end, digits });
      first = last;
    }
  }
  return found;
}

/** Replaces each card number by `••••` and its last four digits. */
export function maskCards(text: string): string {
  let masked = '';
  let written = 0;
  for (const { start, end, digits } of cardsIn(text)) {
    masked += `${text.slice(written, start)}••••${digits.slice(-4)}`;
    written = end;
  }
  return masked + text.slice(written);
}
