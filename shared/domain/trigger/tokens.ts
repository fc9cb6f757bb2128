// Owns how a text becomes words: lower case, accents folded, zero-width characters dropped, each word with its place in
// the text and the pause before it. Refuses: what words mean. Linear in the length, whatever the characters.
import { ownRanges } from './own-words.ts';

/** What stands between a word and the one before it. */
export const PAUSE = { none: 0, clause: 1, sentence: 2 } as const;

export interface Tokens {
  readonly words: readonly string[];
  /** UTF-16 offsets into the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  /** The pause before each word; the first has a sentence's. */
  readonly pauses: readonly number[];
  readonly questions: number;
  readonly exclamations: number;
  /** Words of two letters and more that are all capitals. */
  readonly capitals: number;
  /** Words with a letter said three times and more ("sooo"). */
  readonly stretched: number;
  /** Lines that begin like an item of a list. */
  readonly items: number;
  /** Characters that were the writer's own, without those that no reader sees. */
  readonly length: number;
}

const LOWER = 1;
const UPPER = 2;
const DIGIT = 3;
const APOSTROPHE = 4;
const STAR = 5;
const CLAUSE = 6;
const STOP = 7;
const QUESTION = 8;
const EXCLAMATION = 9;
const SYMBOL = 10;
const LINE = 11;

const ASCII = new Uint8Array(128);
for (let code = 97; code <= 122; code += 1) ASCII[code] = LOWER;
for (let code = 65; code <= 90; code += 1) ASCII[code] = UPPER;
for (let code = 48; code <= 57; code += 1) ASCII[code] = DIGIT;
for (const [characters, kind] of [
  ["'`", APOSTROPHE],
  ['*', STAR],
  [',;:()[]{}"', CLAUSE],
  ['.', STOP],
  ['?', QUESTION],
  ['!', EXCLAMATION],
  ['$%', SYMBOL],
  ['\n\r', LINE],
] as const)
  for (const character of characters) ASCII[character.charCodeAt(0)] = kind;

/** Letters with marks, by code from 0xC0 to 0x17F, as the letter alone; a space keeps the character as it is. */
const FOLDED =
  'aaaaaaaceeeeiiiidnooooo ouuuuy saaaaaaaceeeeiiiidnooooo ouuuuy y' +
  'aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii  jjkkkllllllllllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs';
/** Cyrillic letters that look Latin, used to hide a word from a filter; folded only inside a word that has Latin ones. */
const LOOKALIKES: Readonly<Record<string, string>> = {
  а: 'a',
  е: 'e',
  о: 'o',
  р: 'p',
  с: 'c',
  х: 'x',
  у: 'y',
  і: 'i',
  ѕ: 's',
  ј: 'j',
};

const isInvisible = (code: number): boolean =>
  (code >= 0x200b && code <= 0x200d) ||
  code === 0x2060 ||
  code === 0xfeff ||
  code === 0xad ||
  code === 0x180e ||
  (code >= 0xfe00 && code <= 0xfe0f) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  (code >= 0x300 && code <= 0x36f);

/** A letter outside ASCII that is written in words with others. */
const isLetter = (code: number): boolean =>
  (code >= 0xc0 && code < 0x2000 && code !== 0xd7 && code !== 0xf7) ||
  (code >= 0xff10 && code <= 0xff5a) ||
  (code >= 0x2c00 && code < 0x2e00) ||
  (code >= 0xa640 && code < 0xac00);

/** A character that is a word of its own: Chinese, Japanese, Korean. */
const isIdeograph = (code: number): boolean =>
  (code >= 0x3040 && code <= 0x9fff) || (code >= 0xac00 && code <= 0xd7af);

/** Longest word that is read as one: beyond it, a string without spaces is cut, so that every later step stays bounded. */
const LONGEST_WORD = 64;

const isWideUpper = (code: number): boolean => code >= 0xff21 && code <= 0xff3a;

/** Whether an apostrophe goes on with a letter: "we've", in whatever width, with or without what no reader sees. */
function goesOn(text: string, after: number): boolean {
  let at = after;
  while (at < after + LONGEST_WORD && isInvisible(text.charCodeAt(at))) at += 1;
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII[code] === LOWER || ASCII[code] === UPPER;
  return isWideUpper(code) || (code >= 0xff41 && code <= 0xff5a);
}

const SMILES: Readonly<Record<string, string>> = { ')': '🙂', D: '🙂', '(': '🙁', '/': '🙁', '[': '🙁' };

function foldWord(raw: string): string {
  let word = '';
  let latin = false;
  let cyrillic = false;
  for (let at = 0; at < raw.length; at += 1) {
    const code = raw.charCodeAt(at);
    if (isInvisible(code)) continue;
    if (code >= 0xc0 && code <= 0x17f) {
      const folded = FOLDED[code - 0xc0];
      word += folded === undefined || folded === ' ' ? raw[at] : folded;
    } else if (code === 0x2019 || code === 0x2018 || code === 0x60 || code === 0xb4) word += "'";
    else if (code >= 0xff10 && code <= 0xff5a) word += String.fromCharCode(code - 0xfee0);
    else word += raw[at];
    if (code < 128) latin = true;
    else if (code >= 0x400 && code < 0x530) cyrillic = true;
  }
  word = word.toLowerCase();
  if (!latin || !cyrillic) return word;
  let plain = '';
  for (const letter of word) plain += LOOKALIKES[letter] ?? letter;
  return plain;
}

/** A letter said three times and more is written once or twice; both may be looked up, so two stay. */
const STRETCHED = /([a-z])\1{2,}/g;

function hasRun(word: string): boolean {
  let before = -1;
  let run = 1;
  for (let at = 0; at < word.length; at += 1) {
    const code = word.charCodeAt(at);
    run = code === before ? run + 1 : 1;
    if (run === 3) return true;
    before = code;
  }
  return false;
}

export function tokenise(text: string): Tokens {
  const words: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const pauses: number[] = [];
  let questions = 0;
  let exclamations = 0;
  let capitals = 0;
  let stretched = 0;
  let items = 0;
  let length = 0;
  let pause: number = PAUSE.sentence;

  const push = (word: string, start: number, end: number) => {
    words.push(word);
    starts.push(start);
    ends.push(end);
    pauses.push(pause);
    pause = PAUSE.none;
  };

  for (const range of ownRanges(text)) {
    length += range.end - range.start;
    let at = range.start;
    while (at < range.end) {
      const code = text.charCodeAt(at);
      const kind = code < 128 ? ASCII[code] : isLetter(code) || isInvisible(code) ? LOWER : 0;
      if (kind === LOWER || kind === UPPER || kind === DIGIT) {
        const start = at;
        let plain = code < 128;
        const wide = isWideUpper(code);
        let hidden = isInvisible(code) ? 1 : 0;
        let upper = kind === UPPER || wide ? 1 : 0;
        let lower = kind === LOWER && !wide && hidden === 0 ? 1 : 0;
        let digits = kind === DIGIT ? 1 : 0;
        at += 1;
        for (; at < range.end && at - start < LONGEST_WORD; at += 1) {
          const next = text.charCodeAt(at);
          if (next >= 128) {
            if (isInvisible(next)) hidden += 1;
            else if (isWideUpper(next)) upper += 1;
            else if (isLetter(next)) lower += 1;
            else if ((next !== 0x2019 && next !== 0x2018 && next !== 0xb4) || !goesOn(text, at + 1)) break;
            plain = false;
            continue;
          }
          const then = ASCII[next];
          if (then === LOWER) lower += 1;
          else if (then === UPPER) upper += 1;
          else if (then === DIGIT) digits += 1;
          else if (then === APOSTROPHE ? !goesOn(text, at + 1) : then !== STAR) break;
        }
        length -= hidden;
        const raw = text.slice(start, at);
        let word = plain ? (upper > 0 ? raw.toLowerCase() : raw) : foldWord(raw);
        if (word === '') continue;
        if (upper >= 2 && lower === 0) capitals += 1;
        // A run of three is rare, and a glance is cheaper than a pattern.
        if (digits === 0 && word.length > 3 && hasRun(word)) {
          const short = word.replace(STRETCHED, '$1$1');
          if (short !== word) {
            stretched += 1;
            word = short;
          }
        }
        push(word, start, at);
        continue;
      }
      if (kind === STOP) {
        // "3.5", "www.example.com" and "e.g." go on; a full stop before a space or a capital ends the sentence.
        const next = ASCII[text.charCodeAt(at + 1)] ?? 0;
        if (next !== LOWER && next !== DIGIT) {
          // "1. ..." at the beginning of a line or sentence is an item of a list.
          const last = words.length - 1;
          const mark = words[last] ?? '';
          if (
            ends[last] === at &&
            mark.length <= 2 &&
            mark >= '1' &&
            mark <= '99' &&
            pauses[last] === PAUSE.sentence
          )
            items += 1;
          pause = PAUSE.sentence;
        }
      } else if (kind === QUESTION) {
        questions += 1;
        pause = PAUSE.sentence;
      } else if (kind === EXCLAMATION) {
        exclamations += 1;
        pause = PAUSE.sentence;
      } else if (kind === LINE) {
        pause = PAUSE.sentence;
        const next = text.charCodeAt(at + 1);
        if (next === 45 || next === 42 || next === 0x2022) items += 1;
      } else if (kind === CLAUSE) {
        const nose = text[at + 1] === '-' ? 1 : 0;
        const smile = code === 58 || code === 59 ? SMILES[text[at + 1 + nose] ?? ''] : undefined;
        if (smile !== undefined) {
          push(smile, at, at + 2 + nose);
          at += 1 + nose;
        } else {
          if (pause === PAUSE.none) pause = PAUSE.clause;
          // "1) ... 2) ..." is a list within one line.
          if (code === 41 && words.length > 0) {
            const last = words[words.length - 1] ?? '';
            if (last.length <= 2 && last >= '1' && last <= '99' && ends[ends.length - 1] === at) items += 1;
          }
        }
      } else if (kind === SYMBOL) push(text[at] ?? '', at, at + 1);
      else if (code >= 0xd800 && code <= 0xdbff) {
        const low = text.charCodeAt(at + 1);
        // Skin tones belong to the picture before them.
        if (low >= 0xdc00 && low <= 0xdfff && !(code === 0xd83c && low >= 0xdffb))
          push(text.slice(at, at + 2), at, at + 2);
        at += 1;
      } else if (isIdeograph(code)) push(text[at] ?? '', at, at + 1);
      else if (code === 0x20ac || code === 0xa3) push('$', at, at + 1);
      else if (code >= 0x2600 && code <= 0x27bf) push(text[at] ?? '', at, at + 1);
      else if (code === 0x3002 || code === 0x2026) pause = PAUSE.sentence;
      else if (code === 0xff1f || code === 0x61f || code === 0xbf) {
        if (code !== 0xbf) questions += 1;
        pause = PAUSE.sentence;
      } else if (code === 0xff01) {
        exclamations += 1;
        pause = PAUSE.sentence;
      } else if ((code === 0x2013 || code === 0x2014) && pause === PAUSE.none) pause = PAUSE.clause;
      at += 1;
    }
    pause = PAUSE.sentence;
  }
  return { words, starts, ends, pauses, questions, exclamations, capitals, stretched, items, length };
}
