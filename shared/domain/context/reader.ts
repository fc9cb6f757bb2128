// Owns reading a text as sentences with the phrases of a pack that stand in them. Refuses: what they mean together.

import type { Pack } from '../trigger/pack.ts';
import { compile, phraseWordsOf } from '../trigger/phrases.ts';
import { PAUSE, tokenise } from '../trigger/tokens.ts';
import { vocabularyOf } from '../trigger/vocabulary.ts';

/** A phrase: words `from` up to but without `to` of its sentence. */
export interface Hit {
  /** Of the name of its cue what is before the dot. */
  readonly group: string;
  /** And behind it. */
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
}

export interface Sentence {
  readonly words: readonly string[];
  /** UTF-16 offsets into the text. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly pauses: readonly number[];
  /** It ends in a question mark. */
  readonly question: boolean;
  readonly hits: readonly Hit[];
}

export interface Reader {
  sentencesIn(text: string): Sentence[];
  /** Whether a word, also one that is usually written short, is of a class of the pack. */
  isIn(name: string, word: string): boolean;
}

export function createReader(pack: Pack): Reader {
  const vocabulary = vocabularyOf(pack, phraseWordsOf(pack), []);
  const book = compile(pack, vocabulary);
  const classes = new Map(
    Object.entries(pack.classes).map(([name, words]) => [name, new Set(words.split(' '))]),
  );

  function hitsIn(words: readonly string[], pauses: readonly number[]): Hit[] {
    const ids = words.map((word) => vocabulary.find(word));
    return book.find({ pauses }, ids, 'bot', true).map(({ cue, ...hit }) => {
      const [group = '', name = ''] = (book.cues[cue] ?? '').split('.');
      return { group, name, ...hit };
    });
  }

  return {
    sentencesIn(text) {
      const tokens = tokenise(text);
      const begins = tokens.pauses.flatMap((pause, at) => (pause === PAUSE.sentence ? [at] : []));
      return begins.map((begin, n) => {
        const end = begins[n + 1] ?? tokens.words.length;
        const words = tokens.words.slice(begin, end);
        const pauses = tokens.pauses.slice(begin, end);
        return {
          words,
          starts: tokens.starts.slice(begin, end),
          ends: tokens.ends.slice(begin, end),
          pauses,
          question: text.slice(tokens.ends[end - 1], tokens.starts[end] ?? text.length).includes('?'),
          hits: hitsIn(words, pauses),
        };
      });
    },
    isIn: (name, word) => classes.get(name)?.has(pack.spellings[word] ?? word) === true,
  };
}
