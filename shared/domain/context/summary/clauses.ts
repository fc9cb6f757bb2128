// Owns a text as clauses: the words of each, what it denies, and the item of a list it stands in. Pure. Refuses: comparing them
// (supported.ts).
import { HEDGES, TAKES } from './english.ts';
import { isNegation, stemOf, tells, wordsOf } from './words.ts';

export interface Clause {
  readonly words: readonly string[];
  /** Of the words that tell something. */
  readonly stems: ReadonlySet<string>;
  /** Of these, what "no" or "without" takes away. */
  readonly lacks: ReadonlySet<string>;
  /** These, and where it says no as a whole, what stands behind the no. */
  readonly denied: ReadonlySet<string>;
  /** It says no as a whole. */
  readonly denies: boolean;
  /** Its sentence is not sure. */
  readonly hedges: boolean;
  /** Its sentence asks. */
  readonly asks: boolean;
  /** It begins its sentence. */
  readonly first: boolean;
  /** The how manieth numbered item it is part of, from 0; null outside. */
  readonly item: number | null;
}

/** Characters of a turn that are read: what is longer was pasted. */
const READ = 4_000;
const SENTENCE = /(?<=[.!?])["”)*]*\s+/u;
const PART =
  /[;:,]+\s|\s[–—-]\s|\b(?:but|and|however|although|though|because|since|so|if|even|when|which|who|while)\b/iu;
const MARKER = /^\s*(?:\d{1,2}[.)]|[-*•])\s+/u;
/** Items that are numbered are things apart; others may be facts of one. */
const ITEM = /^(?<indent>\s*)\d{1,2}[.)]\s/u;
/** Words that "no" and "without" take away, at most, of those that follow. */
const TAKEN = 2;

/** "No longer", and "no" as an answer, deny a whole clause. */
const isWhole = (at: number, words: readonly string[]): boolean =>
  words[at] === 'no' && (at === 0 || words[at + 1] === 'longer');

function readIn(words: readonly string[]): Pick<Clause, 'words' | 'stems' | 'lacks' | 'denied' | 'denies'> {
  const stems = new Set<string>();
  const lacks = new Set<string>();
  const behind = new Set<string>();
  let left = 0;
  let noes = 0;
  for (const [at, word] of words.entries()) {
    if (isNegation(word) || isWhole(at, words)) noes += 1;
    if (tells(word)) {
      const stem = stemOf(word);
      stems.add(stem);
      if (left > 0) lacks.add(stem);
      if (noes > 0) behind.add(stem);
      left -= 1;
    } else left = TAKES.has(word) && !isWhole(at, words) ? TAKEN : 0;
  }
  // Twice no is yes.
  const denies = noes % 2 === 1;
  return { words, stems, lacks, denied: new Set([...lacks, ...(denies ? behind : [])]), denies };
}

function clausesIn(sentence: string, item: number | null): Clause[] {
  const parts = sentence
    .split(PART)
    .map((part) => wordsOf(part))
    .filter((words) => words.length > 0);
  const hedges = parts.some((words) => words.some((word) => HEDGES.has(word)));
  const asks = /\?["”)*]*\s*$/u.test(sentence);
  return parts.map((words, at) => ({ ...readIn(words), hedges, asks, item, first: at === 0 }));
}

/** In their order; lines that are set in belong to the item above them. */
export function clausesOf(text: string): Clause[] {
  let item = -1;
  let indent: number | null = null;
  return text
    .slice(0, READ)
    .split('\n')
    .flatMap((line) => {
      if (line.trim() === '') return [];
      const begins = ITEM.exec(line)?.groups?.indent?.length;
      if (begins === undefined && !line.startsWith(' ')) indent = null;
      if (begins !== undefined && (indent === null || begins <= indent)) {
        item += 1;
        indent = begins;
      }
      const place = indent === null ? null : item;
      return line
        .replace(MARKER, '')
        .split(SENTENCE)
        .flatMap((sentence) => clausesIn(sentence, place));
    });
}
