// Owns the sentences of a conversation, each exactly as it stands in its turn, with what it says (english.ts). Pure. Refuses:
// which of them matter.
import { createReader, type Sentence } from '../reader.ts';
import { SAYING } from './english.ts';

const { sentencesIn } = createReader(SAYING);
const stopWords = new Set(SAYING.stopWords.split(' '));

export interface Said {
  /** Turn, from 1. */
  readonly index: number;
  readonly role: 'END_USER' | 'AUTOMATED_AGENT' | 'HUMAN_AGENT';
  readonly text: string;
}

export interface Statement {
  readonly turn: number;
  readonly role: Said['role'];
  /** A stretch of the turn. */
  readonly text: string;
  /** What it says: "want", "unable". */
  readonly says: ReadonlySet<string>;
  /** Words that carry a topic. */
  readonly topic: ReadonlySet<string>;
  readonly words: number;
  readonly question: boolean;
}

/** Characters of a statement, at most: a longer one ends after a word. */
const LONGEST = 240;
/** Characters of a turn that are read: what is longer was pasted. */
const READ = 4_000;
/** What belongs to the words before it. */
const CLOSES = /^[)\]”"]?[.!?…]*/u;
/** And to those behind it. */
const OPENS = '([“"$£€#+';
/** Sentences of a turn, at most: more is no talk. */
const MOST = 30;

function stretchOf(text: string, { starts, ends }: Sentence): string {
  const first = starts[0] ?? 0;
  const start = first > 0 && OPENS.includes(text.charAt(first - 1)) ? first - 1 : first;
  const last = ends.findLast((end) => end - start <= LONGEST) ?? start + LONGEST;
  const isWhole = last === ends.at(-1);
  const closing = isWhole ? (CLOSES.exec(text.slice(last, last + 3))?.[0] ?? '') : '';
  return text.slice(start, last) + closing;
}

export function statementsIn({ index, role, text: whole }: Said): Statement[] {
  const text = whole.slice(0, READ);
  return sentencesIn(text)
    .slice(0, MOST)
    .map((sentence) => ({
      turn: index,
      role,
      text: stretchOf(text, sentence),
      says: new Set(sentence.hits.filter(({ negated }) => !negated).map(({ name }) => name)),
      topic: new Set(sentence.words.filter((word) => word.length > 2 && !stopWords.has(word))),
      words: sentence.words.length,
      question: sentence.question,
    }));
}

/** Of the words of the shorter one, how many the other has too, from 0 to 1. */
export function likeness(a: Statement, b: Statement): number {
  const [few, many] = a.topic.size <= b.topic.size ? [a.topic, b.topic] : [b.topic, a.topic];
  if (few.size === 0) return a.text === b.text ? 1 : 0;
  let both = 0;
  for (const word of few) if (many.has(word)) both += 1;
  return both / few.size;
}
