// Owns finding the searched words in a transcript that is open, the way the search does: words by their beginning, whatever
// their case and accents. Pure.
import type { Line } from '../../state/entries.ts';

type Range = readonly [number, number];

const WORD = /[\p{L}\p{N}]+/gu;
/** Length is kept per character where it can be; matching is per word, so offsets stay those of the text. */
const fold = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Ranges by turn. The last word may be a beginning; the others are whole words. */
export function matchesIn(lines: readonly Line[], searched: string): ReadonlyMap<number, readonly Range[]> {
  const words = (fold(searched).match(WORD) ?? []).map(String);
  const last = words.at(-1);
  const found = new Map<number, readonly Range[]>();
  if (last === undefined) return found;
  const whole = new Set(words);
  for (const { entry } of lines) {
    if (entry.type !== 'turn') continue;
    const ranges: Range[] = [];
    for (const { 0: word, index } of entry.text.matchAll(WORD)) {
      const folded = fold(word);
      if (whole.has(folded) || folded.startsWith(last)) ranges.push([index, index + word.length]);
    }
    if (ranges.length > 0) found.set(entry.index, ranges);
  }
  return found;
}
