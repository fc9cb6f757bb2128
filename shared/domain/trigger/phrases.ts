// Owns finding the cues of a pack in a row of words: phrases are compiled once, and each word only tries the phrases that
// can begin with it. Heeds negation. Linear: every phrase looks at a bounded number of words from where it begins.
import type { Pack } from './pack.ts';
import { PAUSE, type Tokens } from './tokens.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface CueHit {
  readonly cue: number;
  /** Words `from` up to but without `to`. */
  readonly from: number;
  readonly to: number;
  readonly negated: boolean;
}

interface Step {
  readonly kind: 'word' | 'start' | 'end' | 'not' | 'any';
  /** Number of the set of words that belong to the step. */
  readonly words: number;
  readonly gap: number;
  readonly least: 0 | 1;
  readonly most: number;
}

/** What must stand soon after the first word of a phrase, so that most phrases are ruled out at a glance. */
interface Soon {
  /** Number of the set of words that may be the second that the phrase has. */
  readonly words: number;
  /** Words that may stand in between. */
  readonly gap: number;
}

const NOTHING_SOON: Soon = { words: -1, gap: 0 };

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
  /** Hits in the order of the text; of each cue, unless `every`, the first that stands and the first that is taken back. */
  find(
    tokens: Pick<Tokens, 'pauses'>,
    ids: readonly number[],
    side: 'customer' | 'bot',
    every?: boolean,
  ): CueHit[];
}

export function compile(pack: Pack, vocabulary: Vocabulary): PhraseBook {
  const cues = Object.keys(pack.cues);
  /** Stands for every word that no phrase has. */
  const size = vocabulary.phraseWords;
  /** Numbers of phrases by the word they can begin with. */
  const begins: Record<'customer' | 'bot', number[][]> = {
    customer: Array.from({ length: size }, () => []),
    bot: Array.from({ length: size }, () => []),
  };
  /** Numbers of the words of each set, and the sets by those. */
  const sets: number[][] = [];
  const numbered = new Map<string, number>();
  const setWith = (words: readonly number[]): number => {
    const key = words.join(' ');
    const found = numbered.get(key);
    if (found !== undefined) return found;
    numbered.set(key, sets.length);
    sets.push([...words]);
    return sets.length - 1;
  };
  const setOf = (words: readonly string[]): number =>
    setWith(words.map((word) => vocabulary.idOf(word)).filter((id) => id >= 0));

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

  /** Nothing where the second word of a phrase can be any, or there is none. */
  function soonOf(steps: readonly Step[]): Soon {
    const own = steps.filter(({ kind }) => kind !== 'start' && kind !== 'not');
    const [first, ...rest] = own;
    if (first?.kind !== 'word' || first.least === 0 || first.most > 1) return NOTHING_SOON;
    const words = new Set<number>();
    let gap = 0;
    for (const step of rest) {
      if (step.kind !== 'word') return NOTHING_SOON;
      gap = step.gap > gap ? step.gap : gap;
      for (const word of sets[step.words] ?? []) words.add(word);
      if (step.least === 1) return { words: setWith([...words]), gap };
    }
    return NOTHING_SOON;
  }

  // Phrases by number, each of these in a row of its own: most are only glanced at.
  const stepsBy: (readonly Step[])[] = [];
  const cueBy: number[] = [];
  const soonBy: Soon[] = [];
  cues.forEach((name, cue) => {
    const { phrases, in: side } = pack.cues[name] ?? { phrases: [], in: 'both' };
    for (const text of phrases) {
      const steps = stepsOf(text);
      const phrase = stepsBy.push(steps) - 1;
      cueBy.push(cue);
      soonBy.push(soonOf(steps));
      const first = new Set<number>();
      for (const step of steps) {
        if (step.kind === 'start') continue;
        for (const word of sets[step.words] ?? []) first.add(word);
        if (step.gap > 0 && step === steps.find(({ kind }) => kind === 'word'))
          throw new Error(`pack ${pack.language}: "${text}" begins with a gap`);
        if (step.least === 1) break;
      }
      for (const id of first)
        for (const each of ['customer', 'bot'] as const)
          if (side === each || side === 'both') begins[each][id]?.push(phrase);
    }
  });
  const cueOf = Int32Array.from(cueBy);
  const soonWords = Int32Array.from(soonBy, ({ words }) => words);
  const soonGap = Int32Array.from(soonBy, ({ gap }) => gap);
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

  /**
   * A row of bits for each word, one for each set: what is asked of one word lies close together, and the last row is of the
   * words that are in none.
   */
  const width = (sets.length + 31) >> 5;
  const members = new Int32Array((size + 1) * width);
  for (const [set, words] of sets.entries())
    for (const word of words) {
      const place = word * width + (set >> 5);
      members[place] = (members[place] ?? 0) | (1 << (set & 31));
    }
  const isIn = (set: number, word: number): boolean =>
    (((members[word * width + (set >> 5)] ?? 0) >> (set & 31)) & 1) === 1;

  /** What is looked through now: its words by number, and the pause before each. */
  let ids = new Int32Array(256);
  let count = 0;
  let pauses: readonly number[] = [];
  /** Of each cue: 1 where it was found and taken back, 2 where it stands. */
  const stands = new Uint8Array(cues.length);

  const ends = (at: number, begin: number): boolean =>
    at >= count || (at > begin && pauses[at] === PAUSE.sentence);

  /** Where the steps from `step` on end, if they fit from word `at` on; -1 if they do not. */
  function fits(steps: readonly Step[], step: number, at: number, begin: number): number {
    const wanted = steps[step];
    if (wanted === undefined) return at;
    if (wanted.kind === 'word') return fitsWords(wanted, steps, step, at, begin);
    const ended = ends(at, begin);
    if (wanted.kind === 'start') return pauses[at] === PAUSE.sentence ? fits(steps, step + 1, at, begin) : -1;
    if (wanted.kind === 'end') return ended ? fits(steps, step + 1, at, begin) : -1;
    const word = ended ? size : (ids[at] ?? size);
    if (wanted.kind === 'not') return isIn(wanted.words, word) ? -1 : fits(steps, step + 1, at, begin);
    return !ended && word !== number && word !== longNumber ? fits(steps, step + 1, at + 1, begin) : -1;
  }

  /** The longest run first, so that quoted words are whole. */
  function fitsWords(wanted: Step, steps: readonly Step[], step: number, at: number, begin: number): number {
    const { words, gap, least, most } = wanted;
    for (let from = at; from <= at + gap; from += 1) {
      let run = 0;
      while (run < most && from + run < count && isIn(words, ids[from + run] ?? size)) {
        if (from + run > begin && pauses[from + run] === PAUSE.sentence) break;
        run += 1;
      }
      for (; run >= least; run -= 1) {
        if (run === 0 && from > at) break;
        const end = fits(steps, step + 1, from + run, begin);
        if (end >= 0) return end;
      }
      if (ends(from, begin)) break;
    }
    return -1;
  }

  function canBegin(phrase: number, at: number): boolean {
    const words = soonWords[phrase] ?? 0;
    if (words < 0) return true;
    const furthest = at + 1 + (soonGap[phrase] ?? 0);
    const last = furthest < count ? furthest : count - 1;
    for (let each = at + 1; each <= last; each += 1) if (isIn(words, ids[each] ?? size)) return true;
    return false;
  }

  function isNegated(from: number): boolean {
    for (let at = from; at > 0 && from - at < REACH; at -= 1) {
      if (pauses[at] === PAUSE.sentence) return false;
      const word = ids[at - 1] ?? size;
      if (word === but) return false;
      if (isIn(negators, word)) {
        const next = ids[at] ?? size;
        const before = at >= 2 && pauses[at - 1] !== PAUSE.sentence ? (ids[at - 2] ?? size) : size;
        const twoBefore = at >= 3 ? (ids[at - 3] ?? size) : size;
        return !(isIn(exemptAfter, next) || isIn(exemptBefore, before) || isIn(exemptBefore, twoBefore));
      }
      // "..., I want": a new clause with its own subject; "not sure I want" is still the old one.
      if (isIn(subject, word)) {
        const before = ids[at - 2] ?? size;
        if (!isIn(negators, before) && !isIn(doubt, before)) return false;
      }
    }
    return false;
  }

  return {
    cues,
    find(tokens, known, side, every = false) {
      const table = begins[side];
      pauses = tokens.pauses;
      count = known.length;
      if (ids.length < count) ids = new Int32Array(2 * count);
      for (let at = 0; at < count; at += 1) {
        const word = known[at] ?? size;
        ids[at] = word >= 0 && word < size ? word : size;
      }
      const hits: CueHit[] = [];
      stands.fill(0);
      for (let at = 0; at < count; at += 1) {
        const list = table[ids[at] ?? size];
        if (list === undefined) continue;
        for (const phrase of list) {
          if (!canBegin(phrase, at)) continue;
          const cue = cueOf[phrase] ?? 0;
          const state = stands[cue] ?? 0;
          if (state >= 2 && !every) continue;
          const to = fits(stepsBy[phrase] ?? [], 0, at, at);
          if (to <= at) continue;
          const negated = negatable[cue] === true && isNegated(at);
          if (negated && state === 1 && !every) continue;
          stands[cue] = negated ? 1 : 2;
          hits.push({ cue, from: at, to, negated });
        }
      }
      return hits;
    },
  };
}
