// Owns finding what a person means by a few letters: every word of the query is a beginning of a word, a part of one, or at
// least its letters in order. Pure; accents and case do not count. Refuses: what is searched.

import { fold } from '../ui/fold.ts';

export interface Found {
  /** Higher is nearer. */
  readonly score: number;
  /** Where it matched, [start, end) in UTF-16 units. */
  readonly ranges: readonly (readonly [number, number])[];
}

const BEGINNING = 3;
const PART = 2;
const LETTERS = 1;

const isWordStart = (text: string, at: number): boolean => at === 0 || /[\s\p{P}]/u.test(text.charAt(at - 1));

function findWord(text: string, word: string, letters: boolean): Found | null {
  let part = -1;
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (isWordStart(text, at)) return { score: BEGINNING, ranges: [[at, at + word.length]] };
    if (part < 0) part = at;
  }
  if (part >= 0) return { score: PART, ranges: [[part, part + word.length]] };
  // One or two letters are somewhere in nearly everything.
  if (!letters || word.length < 3) return null;
  const ranges: [number, number][] = [];
  let from = 0;
  for (const letter of word) {
    const at = text.indexOf(letter, from);
    if (at < 0) return null;
    const last = ranges.at(-1);
    if (last?.[1] === at) last[1] = at + letter.length;
    else ranges.push([at, at + letter.length]);
    from = at + letter.length;
  }
  // Letters all over a long text are chance, not meaning.
  return ranges.length > 3 ? null : { score: LETTERS, ranges };
}

/** Null when a word of the query is not in it. An empty query finds everything alike. `letters`: letters in order are enough. */
export function find(text: string, query: string, letters = true): Found | null {
  const folded = fold(text);
  let score = 0;
  const ranges: (readonly [number, number])[] = [];
  for (const word of fold(query).split(/\s+/)) {
    if (word === '') continue;
    const found = findWord(folded, word, letters);
    if (found === null) return null;
    score += found.score;
    ranges.push(...found.ranges);
  }
  return { score, ranges };
}
