// Owns the masking of payment card numbers at the edge, before anything is stored.
// Refuses to guess at other personal data: only what passes the Luhn check is a card.

/** Digits that may stand in groups, up to three spaces or dashes between two digits. */
const RUN = /(?<![\d•])\d(?:[ \u00a0\u2009\u202f\-\u2010-\u2015]{0,3}\d){12,}/g;
const GROUP = /\d+/g;
const SHORTEST = 13;
const LONGEST = 19;

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

/**
 * Replaces each card number (13-19 digits, Luhn) by `••••` and its last four digits. A card begins and ends where a
 * group of digits does, so `4111 1111 1111 1111 12/26` is found and the inside of a longer unbroken number is not one.
 */
export function maskCards(text: string): string {
  return text.replace(RUN, maskRun);
}

function maskRun(run: string): string {
  const groups = [...run.matchAll(GROUP)].map((match) => ({
    digits: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
  let masked = '';
  let written = 0;
  for (let first = 0; first < groups.length; first += 1) {
    const last = lastGroupOfCard(
      groups.map((group) => group.digits),
      first,
    );
    const from = groups[first];
    const to = last === undefined ? undefined : groups[last];
    if (from === undefined || to === undefined || last === undefined) continue;
    masked += `${run.slice(written, from.start)}••••${run.slice(from.start, to.end).replace(/\D/g, '').slice(-4)}`;
    written = to.end;
    first = last;
  }
  return masked + run.slice(written);
}

/** The furthest group that closes a card begun at group `first`. */
function lastGroupOfCard(groups: readonly string[], first: number): number | undefined {
  let digits = '';
  let found: number | undefined;
  for (let index = first; index < groups.length; index += 1) {
    digits += groups[index] ?? '';
    if (digits.length > LONGEST) break;
    if (digits.length >= SHORTEST && passesLuhn(digits)) found = index;
  }
  return found;
}

/** Fields that are names of things, not words: masking them would break references. */
const REFERENCES: ReadonlySet<string> = new Set(['id', 'queue', 'language', 'type', 'role', 'channel']);

/** `maskCards` on every text in a parsed JSON value; keys and references stay. */
export function maskDeep(value: unknown): unknown {
  if (typeof value === 'string') return maskCards(value);
  if (Array.isArray(value)) return value.map(maskDeep);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      key,
      REFERENCES.has(key) && typeof inner === 'string' ? inner : maskDeep(inner),
    ]),
  );
}
