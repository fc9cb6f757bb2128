// Owns finding what is typed in the words of an entry: all of it, in any order, at the beginning of words rather than inside.
// Pure. Refuses: which entries there are (entries.ts).

import { fold } from './fold.ts';

export type Range = readonly [start: number, end: number];

export interface Found {
  /** Higher is better; 0 when nothing is typed. */
  readonly score: number;
  /** [start, end) in UTF-16 units, by field. */
  readonly ranges: readonly (readonly Range[])[];
}

const WORD_START = /[\p{L}\p{N}]/u;
const wordsOf = (typed: string): readonly string[] =>
  fold(typed)
    .split(/\s+/)
    .filter((word) => word !== '');

interface Place {
  readonly at: number;
  readonly score: number;
}
/** At the beginning of the text 4, of a word 3, inside one 1. */
function placeOf(text: string, word: string): Place | null {
  let inside: Place | null = null;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0) return { at, score: 4 };
    if (!WORD_START.test(text[at - 1] ?? ' ')) return { at, score: 3 };
    inside ??= { at, score: 1 };
  }
  return inside;
}

/** Every typed word has to be in some field; the first field counts double. Null when one is missing. */
export function find(typed: string, fields: readonly string[]): Found | null {
  const folded = fields.map(fold);
  const ranges: Range[][] = fields.map(() => []);
  let score = 0;
  for (const word of wordsOf(typed)) {
    let best: (Place & { readonly field: number }) | null = null;
    for (const [field, text] of folded.entries()) {
      const place = placeOf(text, word);
      if (place === null) continue;
      const weighed = { ...place, field, score: field === 0 ? place.score * 2 : place.score };
      if (best === null || weighed.score > best.score) best = weighed;
    }
    if (best === null) return null;
    score += best.score;
    ranges[best.field]?.push([best.at, best.at + word.length]);
  }
  return { score, ranges };
}
