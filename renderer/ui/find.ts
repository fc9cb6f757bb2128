// Owns finding what is typed in the words of an entry: all of it, in any order, at the beginning of words rather than inside;
// where it is asked for, the beginnings of several words are enough. Pure; accents and case do not count. Refuses: what is
// searched.

import { fold } from './fold.ts';

export type Range = readonly [start: number, end: number];

export interface Found {
  /** Higher is better; 0 when nothing is typed. */
  readonly score: number;
  /** [start, end) in UTF-16 units, by field. */
  readonly ranges: readonly (readonly Range[])[];
}

const IN_WORD = /[\p{L}\p{N}]/u;
const wordsOf = (typed: string): readonly string[] =>
  fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '');

interface Place {
  readonly score: number;
  readonly ranges: readonly Range[];
}
const TEXT_START = 5;
const WORD_START = 4;
/** More when a word of the text ends there as well. */
const WHOLE = 3;
const BEGINNINGS = 2;
const INSIDE = 1;

const inWord = (text: string, at: number): boolean => IN_WORD.test(text[at] ?? ' ');

function placeOf(text: string, word: string): Place | null {
  let best: Place | null = null;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const end = at + word.length;
    const whole = inWord(text, end) ? 0 : WHOLE;
    const score = at === 0 ? TEXT_START + whole : inWord(text, at - 1) ? INSIDE : WORD_START + whole;
    if (best === null || score > best.score) best = { score, ranges: [[at, end]] };
  }
  return best;
}

/** The word cut into pieces, each of which begins a later word of the text; the longest first piece that lets the rest follow. */
function beginningsOf(text: string, word: string): Place | null {
  const starts = Array.from({ length: text.length }, (_, at) => at).filter(
    (at) => inWord(text, at) && !inWord(text, at - 1),
  );
  /** Where no rest follows, by what is left of the word and of the text: each is tried once. */
  const dead = new Set<string>();
  const from = (letter: number, after: number): readonly Range[] | null => {
    if (letter === word.length) return [];
    const key = `${letter} ${after}`;
    if (dead.has(key)) return null;
    for (const start of starts) {
      if (start < after) continue;
      let run = 0;
      while (letter + run < word.length && text[start + run] === word[letter + run]) run += 1;
      for (; run > 0; run -= 1) {
        const rest = from(letter + run, start + run);
        if (rest !== null) return [[start, start + run], ...rest];
      }
    }
    dead.add(key);
    return null;
  };
  const ranges = from(0, 0);
  return ranges === null ? null : { score: BEGINNINGS, ranges };
}

/**
 * Every typed word has to be in some field, all of it in one place; the first field counts double. Whole words are best, then
 * the beginning of the text, of a word, then any place inside. Null when one is missing.
 *
 * `beginnings`: in the first field a word may also be made of the beginnings of several words in their order, as in fzf: each
 * of its letters begins a word or follows the letter before it. `arei` and `ar` find "Ana Reis"; `ana` does not find
 * "Passenger care", whose letters merely come in that order.
 */
export function find(typed: string, fields: readonly string[], beginnings = false): Found | null {
  const folded = fields.map(fold);
  const ranges: Range[][] = fields.map(() => []);
  let score = 0;
  for (const word of wordsOf(typed)) {
    const places = folded.flatMap((text, field) =>
      [placeOf(text, word), beginnings && field === 0 ? beginningsOf(text, word) : null].flatMap((place) =>
        place === null ? [] : [{ ...place, field, score: field === 0 ? place.score * 2 : place.score }],
      ),
    );
    const [first, ...others] = places;
    if (first === undefined) return null;
    const best = others.reduce((one, other) => (other.score > one.score ? other : one), first);
    score += best.score;
    ranges[best.field]?.push(...best.ranges);
  }
  return { score, ranges };
}
