// Owns a text as words that can be compared: what stands for one thing and is written in one way (figures, references, addresses),
// names, and stems. Pure. Refuses: what is said with them (clauses.ts).
import { SAYING } from '../brief/english.ts';
import { ABOUT, ALIKE, CURRENCIES, EXCLUSIVE, NEGATIONS, NUMBERS, OPPOSITES, TAKES } from './english.ts';

const stopWords = new Set(SAYING.stopWords.split(' '));

/** One thing: holds a digit, or is written as an address or a name of an account. */
const EXACT = /[\p{N}@_]|\p{L}\.\p{L}{2}/u;
const TOKEN = /[\p{L}\p{N}_@]+(?:[.,:'@/_+-]+[\p{L}\p{N}_@]+)*/gu;

const MARKED = /[,a-z]|\.00$/u;
/** As it would be written elsewhere: without the commas of thousands, "st", "pm" and the cents that are none. */
const figureOf = (token: string): string =>
  !MARKED.test(token)
    ? token
    : token
        .replaceAll(/(\d),(?=\d{3}(?!\d))/gu, '$1')
        .replace(/^(\d{1,2})(?:st|nd|rd|th)$/u, '$1')
        .replace(/^(\d{1,2}(?::\d\d)?)[ap]m$/u, '$1')
        .replace(/^(\d+)\.00$/u, '$1');

/** In lower case, in their order; what is one thing stays one. */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFC').replaceAll(/[’‘]/gu, "'").toLowerCase().replaceAll('e-mail', 'email');
  return (plain.match(TOKEN) ?? []).flatMap((token) => {
    if (/^\p{L}+$/u.test(token)) return token;
    if (!EXACT.test(token)) return token.split(/[.,:@/_+-]+/u);
    // A range of two numbers is two numbers, and so is a list without spaces.
    if (/^\d{1,3}[-/,]\d{1,3}$/u.test(token) && !/^\d{1,3},\d{3}$/u.test(token)) return token.split(/[-/,]/u);
    return [figureOf(token)];
  });
}

const bare = (word: string): string => (word.includes("'") ? word.replace(/'s$|'$/u, '') : word);

/** Figures, references, addresses. */
export const figuresIn = (words: readonly string[]): string[] => words.filter((word) => EXACT.test(word));

/** What has to be said as it is, numbers in digits. */
export const exactIn = (words: readonly string[]): string[] =>
  words.flatMap((word) => (EXACT.test(word) || EXCLUSIVE.has(word) ? [word] : (NUMBERS.get(word) ?? [])));

export const currenciesIn = (text: string): string[] =>
  CURRENCIES.flatMap(([name, pattern]) => (pattern.test(text) ? [name] : []));

const INNER = /(?<![.!?]\s+|^["“(\s]*)(?<![\p{L}\p{N}_@.-])\p{Lu}[\p{L}'’]*(?![\p{L}\p{N}_@]|-\p{N})/gu;
const CAPITALS = /(?<![\p{L}\p{N}_@])\p{Lu}{3,}(?![\p{L}\p{N}_@])/gu;
/** With a capital within a sentence, or in capitals alone anywhere; in lower case. */
export const namesIn = (text: string): string[] =>
  [INNER, CAPITALS]
    .flatMap((pattern) => text.match(pattern) ?? [])
    .map((name) => bare(name.replaceAll('’', "'").toLowerCase()))
    .filter((name) => !ABOUT.has(name) && name !== 'i' && !/^ids?$/u.test(name));

/** "refund", "refunds", "refunded", "refundable" are one word; so, now and then, are two. */
function endless(word: string): string {
  if (word.length <= 4) return word.replace(/s$/u, '');
  return word
    .replace(/ie[ds]$/u, 'y')
    .replace(/(?:ations?|ables?|ings?|ed|es|s)$/u, '')
    .replace(/([^aeiou])\1$/u, '$1')
    .replace(/[ey]$/u, '');
}

const alike = new Map(
  ALIKE.flatMap((line) => {
    const words = line.split(' ').map(endless);
    return words.map((word): [string, string] => [word, words[0] ?? word]);
  }),
);

export function stemOf(word: string): string {
  const stem = endless(OPPOSITES.get(bare(word)) ?? bare(word));
  return alike.get(stem) ?? stem;
}

export const isNegation = (word: string): boolean =>
  NEGATIONS.has(word) || word.endsWith("n't") || OPPOSITES.has(word);

/** Whether one can tell by a word that something was said. */
export const tells = (word: string): boolean =>
  (word.length > 2 || EXACT.test(word)) &&
  !stopWords.has(word) &&
  !ABOUT.has(bare(word)) &&
  !TAKES.has(word) &&
  (OPPOSITES.has(word) || !isNegation(word));
