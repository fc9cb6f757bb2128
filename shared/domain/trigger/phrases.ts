// Owns finding the cues of a pack in a row of words: phrases are compiled once, and each word only tries the phrases that
// can begin with it. Heeds negation. Linear: every phrase looks at a bounded number of words from where it begins.
import type { Pack } from './pack.ts';
import { PAUSE, type Tokens } from './tokens.ts';
import { UNKNOWN, type Vocabulary } from './vocabulary.ts';

export interface CueHit {
  readonly cue: number;
  /** Words `from` up to but without `to`. */
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
}

interface Step {
  readonly kind: 'word' | 'start' | 'end' | 'not' | 'any';
  /** By word number: 1 where the word belongs to the step. */
  readonly words: Uint8Array;
  readonly gap: number;
  readonly least: 0 | 1;
  readonly most: number;
}

interface Phrase {
  readonly cue: number;
  readonly steps: readonly Step[];
}

const STAR = 5;
/** Words before a phrase within which a negation takes it back. */
const REACH = 5;

/** All words a pack's phrases are made of, in the order of first use. */
export function phraseWordsOf(pack: Pack): string[] {
  const words = new Set<string>(['#', '##', 'fuck', ...pack.negators.split(' ')]);
  for (const { phrases } of Object.values(pack.cues))
    for (const phrase of phrases)
      for (const step of phrase.split(/\s+/)) for (const word of wordsOf(step, pack)) words.add(word);
  for (const word of EXEMPT) words.add(word);
  return [...words];
}

function wordsOf(step: string, pack: Pack): string[] {
  const plain = step.replace(/^!/, '').replace(/[?*]$/, '');
  if (plain === '' || plain === '^' || plain === '$' || plain === '.' || /^~\d+$/.test(plain)) return [];
  return plain.split('|').flatMap((part) => {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name === undefined) return part === '' || part === '$' ? [] : [part];
    const words = pack.classes[name];
    if (words === undefined) throw new Error(`pack ${pack.language}: there is no class {${name}}`);
    return words.split(/\s+/);
  });
}

/** Words that make a negation ask all the more: "I don't know how to reach an agent", "why don't you". */
const EXEMPT = [
  'know',
  'understand',
  'see',
  'find',
  'why',
  'only',
  'remember',
  'if',
  'i',
  'we',
  'think',
  'sure',
  'but',
  'until',
  'unless',
  'just',
];

export interface PhraseBook {
  readonly cues: readonly string[];
  /** Hits in the order of the text; of each cue the first that stands and the first that is taken back. */
  find(tokens: Tokens, ids: readonly number[], side: 'customer' | 'bot'): CueHit[];
}

export function compile(pack: Pack, vocabulary: Vocabulary): PhraseBook {
  const cues = Object.keys(pack.cues);
  const size = vocabulary.phraseWords;
  const begins: Record<'customer' | 'bot', Phrase[][]> = {
    customer: Array.from({ length: size }, () => []),
    bot: Array.from({ length: size }, () => []),
  };
  const sets = new Map<string, Uint8Array>();
  const setOf = (words: readonly string[]): Uint8Array => {
    const key = words.join('|');
    let set = sets.get(key);
    if (set === undefined) {
      set = new Uint8Array(size);
      for (const word of words) set[vocabulary.idOf(word)] = 1;
      sets.set(key, set);
    }
    return set;
  };

  function stepsOf(phrase: string): Step[] {
    const steps: Step[] = [];
    let gap = 0;
    for (const part of phrase.trim().split(/\s+/)) {
      const wide = /^~(\d+)$/.exec(part)?.[1];
      if (wide !== undefined) {
        gap = Number(wide);
        continue;
      }
      const kind =
        part === '^'
          ? 'start'
          : part === '$'
            ? 'end'
            : part.startsWith('!')
              ? 'not'
              : part === '.'
                ? 'any'
                : 'word';
      const last = part.at(-1);
      const optional = kind === 'word' && (last === '?' || last === '*');
      steps.push({
        kind,
        words: setOf(wordsOf(part, pack)),
        gap,
        least: optional ? 0 : 1,
        most: kind === 'word' && last === '*' ? STAR : 1,
      });
      gap = 0;
    }
    return steps;
  }

  cues.forEach((name, cue) => {
    const { phrases, in: side } = pack.cues[name] ?? { phrases: [], in: 'both' };
    for (const text of phrases) {
      const phrase = { cue, steps: stepsOf(text) };
      const first = new Set<number>();
      for (const step of phrase.steps) {
        if (step.kind === 'start') continue;
        for (let id = 0; id < size; id += 1) if (step.words[id] === 1) first.add(id);
        if (step.gap > 0 && step === phrase.steps.find(({ kind }) => kind === 'word'))
          throw new Error(`pack ${pack.language}: "${text}" begins with a gap`);
        if (step.least === 1) break;
      }
      for (const id of first)
        for (const each of ['customer', 'bot'] as const)
          if (side === each || side === 'both') begins[each][id]?.push(phrase);
    }
  });
  const negatable = cues.map((name) => pack.cues[name]?.negatable === true);
  const negators = setOf(pack.negators.split(' '));
  const id = (word: string) => vocabulary.idOf(word);
  const exemptAfter = setOf(['know', 'understand', 'see', 'find', 'only', 'remember', 'just']);
  const exemptBefore = setOf(['why', 'if', 'until', 'unless']);
  const subject = setOf(['i', 'we']);
  const doubt = setOf(['think', 'sure', 'if']);
  const but = id('but');
  const number = id('#');
  const longNumber = id('##');

  /** Where the steps from `step` on end, if they fit from word `at` on; -1 if they do not. */
  function fits(
    phrase: Phrase,
    step: number,
    at: number,
    begin: number,
    tokens: Tokens,
    ids: readonly number[],
  ): number {
    const wanted = phrase.steps[step];
    if (wanted === undefined) return at;
    const ended = at >= ids.length || (at > begin && tokens.pauses[at] === PAUSE.sentence);
    if (wanted.kind === 'start')
      return tokens.pauses[at] === PAUSE.sentence ? fits(phrase, step + 1, at, begin, tokens, ids) : -1;
    if (wanted.kind === 'end') return ended ? fits(phrase, step + 1, at, begin, tokens, ids) : -1;
    if (wanted.kind === 'not') {
      const next = ids[at] ?? UNKNOWN;
      return !ended && wanted.words[next] === 1 ? -1 : fits(phrase, step + 1, at, begin, tokens, ids);
    }
    if (wanted.kind === 'any')
      return !ended && ids[at] !== number && ids[at] !== longNumber
        ? fits(phrase, step + 1, at + 1, begin, tokens, ids)
        : -1;
    // The longest run first, so that quoted words are whole.
    for (let skip = 0; skip <= wanted.gap; skip += 1) {
      const from = at + skip;
      let run = 0;
      while (run < wanted.most && from + run < ids.length && wanted.words[ids[from + run] ?? UNKNOWN] === 1) {
        if (from + run > begin && tokens.pauses[from + run] === PAUSE.sentence) break;
        run += 1;
      }
      for (; run >= wanted.least; run -= 1) {
        if (run === 0 && skip > 0) break;
        const end = fits(phrase, step + 1, from + run, begin, tokens, ids);
        if (end >= 0) return end;
      }
      if (from >= ids.length || (from > begin && tokens.pauses[from] === PAUSE.sentence)) break;
    }
    return -1;
  }

  function isNegated(from: number, tokens: Tokens, ids: readonly number[]): boolean {
    for (let at = from; at > 0 && from - at < REACH; at -= 1) {
      if (tokens.pauses[at] === PAUSE.sentence) return false;
      const word = ids[at - 1] ?? UNKNOWN;
      if (word === but) return false;
      if (negators[word] === 1) {
        const next = ids[at] ?? UNKNOWN;
        const before =
          at >= 2 && tokens.pauses[at - 1] !== PAUSE.sentence ? (ids[at - 2] ?? UNKNOWN) : UNKNOWN;
        const twoBefore = at >= 3 ? (ids[at - 3] ?? UNKNOWN) : UNKNOWN;
        return !(exemptAfter[next] === 1 || exemptBefore[before] === 1 || exemptBefore[twoBefore] === 1);
      }
      // "..., I want": a new clause with its own subject; "not sure I want" is still the old one.
      if (subject[word] === 1) {
        const before = ids[at - 2] ?? UNKNOWN;
        if (negators[before] !== 1 && doubt[before] !== 1) return false;
      }
    }
    return false;
  }

  return {
    cues,
    find(tokens, ids, side) {
      const table = begins[side];
      const hits: CueHit[] = [];
      const stands = new Uint8Array(cues.length);
      for (let at = 0; at < ids.length; at += 1) {
        const word = ids[at] ?? UNKNOWN;
        const list = word >= 0 && word < size ? table[word] : undefined;
        if (list === undefined) continue;
        for (const phrase of list) {
          const state = stands[phrase.cue] ?? 0;
          if (state >= 2) continue;
          const to = fits(phrase, 0, at, at, tokens, ids);
          if (to <= at) continue;
          const negated = negatable[phrase.cue] === true && isNegated(at, tokens, ids);
          if (negated && state === 1) continue;
          stands[phrase.cue] = negated ? 1 : 2;
          hits.push({ cue: phrase.cue, from: at, to, negated });
        }
      }
      return hits;
    },
  };
}
