// Owns the words that are known and their numbers: exact, as usually misspelt, or one slip of the finger away.
// Refuses: what they mean. A number is all that later steps look at.
import type { Pack } from './pack.ts';

export const UNKNOWN = -1;
/** Shortest word that is looked up with a slip: in shorter ones a slip is as often another word. */
const SHORTEST_SLIP = 5;
const MOST_REMEMBERED = 20_000;

export interface Vocabulary {
  /** Words of the phrases have numbers below this. */
  readonly phraseWords: number;
  readonly size: number;
  idOf(word: string): number;
  find(word: string): number;
  isStopWord(id: number): boolean;
}

/** One letter more, less, other, or two neighbours swapped. */
export function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  if (short.length !== long.length) return short.slice(at) === long.slice(at + 1);
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return (
    short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2)
  );
}

const without = (word: string, at: number): string => word.slice(0, at) + word.slice(at + 1);

/** `further`: words known beside those of the phrases, in their order of numbers. */
export function vocabularyOf(
  pack: Pack,
  phraseWords: Iterable<string>,
  further: Iterable<string>,
): Vocabulary {
  const ids = new Map<string, number>();
  const add = (word: string): void => {
    if (!ids.has(word)) ids.set(word, ids.size);
  };
  for (const word of phraseWords) add(word);
  const known = [...ids.keys()];
  for (const word of pack.stopWords.split(' ')) add(word);
  for (const word of further) add(word);
  const size = ids.size;
  const stopWords = new Uint8Array(size);
  for (const word of pack.stopWords.split(' ')) stopWords[ids.get(word) ?? size] = 1;
  for (const [spelling, word] of Object.entries(pack.spellings)) {
    const id = ids.get(word);
    if (id !== undefined) ids.set(spelling, id);
  }
  for (const word of pack.notSlips.split(' ')) if (!ids.has(word)) ids.set(word, UNKNOWN);

  const shortened = new Map<string, string[]>();
  for (const word of known) {
    if (word.length < SHORTEST_SLIP || !/^[a-z]+$/.test(word)) continue;
    for (let at = word.length > SHORTEST_SLIP ? 0 : 1; at < word.length; at += 1) {
      const key = without(word, at);
      const list = shortened.get(key);
      if (list === undefined) shortened.set(key, [word]);
      else if (!list.includes(word)) list.push(word);
    }
  }
  const number = ids.get('#') ?? UNKNOWN;
  const longNumber = ids.get('##') ?? UNKNOWN;
  const swear = ids.get('fuck') ?? UNKNOWN;
  const remembered = new Map<string, number>();

  function slipOf(word: string): number {
    for (const candidate of shortened.get(word) ?? [])
      if (isSlip(word, candidate)) return ids.get(candidate) ?? UNKNOWN;
    for (let at = word.length > SHORTEST_SLIP ? 0 : 1; at < word.length; at += 1) {
      const key = without(word, at);
      const exact = ids.get(key);
      if (exact !== undefined && exact >= 0 && exact < known.length && key.length >= SHORTEST_SLIP)
        return exact;
      for (const candidate of shortened.get(key) ?? [])
        if (isSlip(word, candidate)) return ids.get(candidate) ?? UNKNOWN;
    }
    return UNKNOWN;
  }

  function findUnknown(word: string): number {
    const first = word.charCodeAt(0);
    if (first >= 48 && first <= 57) return word.length <= 2 ? number : longNumber;
    if (word.includes('*')) return word.length > 2 ? swear : UNKNOWN;
    if (word.endsWith("'s")) {
      const id = ids.get(word.slice(0, -2));
      if (id !== undefined) return id;
    }
    const single = word.replace(/([a-z])\1/g, '$1');
    if (single !== word) {
      const id = ids.get(single);
      if (id !== undefined && id >= 0) return id;
    }
    return word.length >= SHORTEST_SLIP && word.length <= 20 && first < 128 ? slipOf(word) : UNKNOWN;
  }

  return {
    phraseWords: known.length,
    size,
    idOf: (word) => ids.get(word) ?? UNKNOWN,
    find(word) {
      const id = ids.get(word);
      if (id !== undefined) return id;
      // What a word was found to be is remembered for speed alone: forgetting it changes no answer.
      const before = remembered.get(word);
      if (before !== undefined) return before;
      const found = findUnknown(word);
      if (remembered.size >= MOST_REMEMBERED) remembered.clear();
      remembered.set(word, found);
      return found;
    },
    isStopWord: (id) => stopWords[id] === 1,
  };
}
