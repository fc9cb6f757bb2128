// Owns keeping words from outside and figures in their place: a name that runs the other way turns nothing of the sentence around
// it, and a sign stays on its side of the number.

type Values = Readonly<Record<string, string | number>>;

/** Letters that run from right to left, and what makes any letter do so. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;
/** What a sentence that runs from right to left would turn: letters, and all that is more than one bare number or time. */
const NOT_BARE = /[^\d.,:]/u;

/**
 * Values of a sentence: text whose direction may be another stands between U+2068 and U+2069; without a letter in it, it then
 * runs from left to right, as figures do.
 */
export function isolated(values: Values, direction: 'ltr' | 'rtl'): Values {
  const other = direction === 'ltr' ? RIGHT_TO_LEFT : NOT_BARE;
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      typeof value === 'string' && other.test(value) ? `\u2068${value}\u2069` : value,
    ]),
  );
}
