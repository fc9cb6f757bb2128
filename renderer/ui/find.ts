// Owns finding what is typed in the words of an entry: all of it, in any order, at the beginning of words rather than inside;
// where it is asked for, its letters in order are enough. Pure; accents and case do not count. Refuses: what is searched.

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
const TEXT_START = 6;
const WORD = 5;
const INSIDE = 2;
const LETTERS = 1;

function placeOf(text: string, word: string): Place | null {
  let inside: Place | null = null;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    const ranges: readonly Range[] = [[at, at + word.length]];
    if (at === 0) return { score: TEXT_START, ranges };
    if (!IN_WORD.test(text[at - 1] ?? ' ')) return { score: WORD, ranges };
    inside ??= { score: INSIDE, ranges };
  }
  return inside;
}

/** Its letters in order. One or two letters are somewhere in nearly everything; letters all over a text are chance. */
function lettersOf(text: string, word: string): Place | null {
  if (word.length < 3) return null;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return null;
    from = at + letter.length;
    const last = ranges.at(-1);
    if (last?.[1] === at) last[1] = from;
    else ranges.push([at, from]);
  }
  return ranges.length > 3 ? null : { score: LETTERS, ranges };
}

/**
 * Every typed word has to be in some field; the first field counts double. Null when one is missing. `letters`: in the first
 * field a word's letters in order are enough.
 */
export function find(typed: string, fields: readonly string[], letters = false): Found | null {
  const folded = fields.map(fold);
  const ranges: Range[][] = fields.map(() => []);
  let score = 0;
  for (const word of wordsOf(typed)) {
    let best: (Place & { readonly field: number }) | null = null;
    for (const [field, text] of folded.entries()) {
      const place = placeOf(text, word) ?? (letters && field === 0 ? lettersOf(text, word) : null);
      if (place === null) continue;
      const weighed = { ...place, field, score: field === 0 ? place.score * 2 : place.score };
      if (best === null || weighed.score > best.score) best = weighed;
    }
    if (best === null) return null;
    score += best.score;
    ranges[best.field]?.push(...best.ranges);
  }
  return { score, ranges };
}
