// Owns what is measured of one turn: cues found, structure, mood words, and how it stands to the turns before.
// Refuses: what a measure is worth (model.ts). Everything is computed once per turn and depends on no policy.
import { languageOf } from './language.ts';
import type { Head } from './model.ts';
import { between, least, most, ramp } from './number.ts';
import type { Pack } from './pack.ts';
import { type CueHit, compile, phraseWordsOf } from './phrases.ts';
import { PAUSE, type Tokens, tokenise } from './tokens.ts';
import { UNKNOWN, vocabularyOf } from './vocabulary.ts';

export type Side = 'customer' | 'bot';

/** Measures that are no cue. `context.` looks at earlier turns, `reply.` at a bot's turn beside what it answers. */
const STRUCTURE = [
  'text.short',
  'text.length',
  'text.question',
  'text.questions',
  'text.exclaims',
  'text.capitals',
  'text.stretched',
  'text.items',
  'text.numbers',
  'text.negations',
  'mood.negative',
  'mood.positive',
  'mood.worst',
  'topic.words',
  'context.repeats',
  'context.repeatsLast',
  'context.botSorry',
  'context.botCannot',
  'context.botLost',
  'context.botRepeats',
  'context.botOffered',
  'context.acceptsOffer',
  'context.botIgnored',
  'context.failures',
  'context.turn',
  'context.before',
  'context.lowConfidence',
  'reply.repeats',
  'reply.repeatsExactly',
  'reply.echo',
  'reply.offTopic',
  'reply.unanswered',
  'reply.short',
  'reply.long',
  'reply.question',
  'reply.lowConfidence',
  'reply.toRepeated',
  'reply.toCorrection',
  'reply.before',
  'reply.negative',
] as const;
type Structure = (typeof STRUCTURE)[number];

/** What is remembered of a turn for those after it. */
interface Heard {
  readonly side: Side;
  readonly keys: ReadonlySet<number>;
  readonly words: number;
  readonly question: boolean;
}

export interface Memory {
  /** The newest customer and bot turns, oldest first. */
  readonly heard: readonly Heard[];
  readonly customerTurns: number;
  /** Of the last bot turn. */
  readonly bot: Readonly<
    Record<
      'sorry' | 'cannot' | 'lost' | 'repeats' | 'offered' | 'ignored' | 'lowConfidence' | 'failure',
      number
    >
  >;
  /** Of the last customer turn. */
  readonly customer: Readonly<Record<'repeats' | 'corrects' | 'frustration', number>>;
  /** Failures of the bot so far, fading. */
  readonly failures: number;
}

export const NOTHING_HEARD: Memory = {
  heard: [],
  customerTurns: 0,
  bot: { sorry: 0, cannot: 0, lost: 0, repeats: 0, offered: 0, ignored: 0, lowConfidence: 0, failure: 0 },
  customer: { repeats: 0, corrects: 0, frustration: 0 },
  failures: 0,
};

/** Words of a turn that are compared with others: a pasted log says no more with its ten-thousandth word. */
const COMPARED_WORDS = 200;

export interface Found {
  readonly feature: number;
  /** UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
}

export interface Features {
  readonly side: Side;
  readonly language: string;
  readonly values: Float64Array;
  readonly found: readonly Found[];
  readonly heard: Heard;
}

export interface Reader {
  readonly names: readonly string[];
  numberOf(feature: string): number;
  /** `values`: where they are put, all 0 before, for whoever needs them no longer than until the next turn. */
  read(
    text: string,
    side: Side,
    memory: Memory,
    confidence: number | undefined,
    values?: Float64Array,
  ): Features;
  /** Words and pairs of a text, for learning heads. */
  grams(text: string): string[];
}

const jaccard = (a: ReadonlySet<number>, b: ReadonlySet<number>): number => {
  if (a.size === 0 || b.size === 0) return 0;
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let both = 0;
  for (const key of small) if (large.has(key)) both += 1;
  return both / (a.size + b.size - both);
};

/** How much of `part` stands in `whole`. */
const share = (part: ReadonlySet<number>, whole: ReadonlySet<number>): number => {
  if (part.size === 0) return 0;
  let both = 0;
  for (const key of part) if (whole.has(key)) both += 1;
  return both / part.size;
};

/** Endings that change with grammar and not with the topic. */
function stem(word: string): string {
  if (word.length > 5 && word.endsWith('ing')) return word.slice(0, -3);
  if (word.length > 4 && word.endsWith('ed')) return word.slice(0, -2);
  if (word.length > 4 && word.endsWith('es')) return word.slice(0, -2);
  if (word.length > 3 && word.endsWith('s') && !word.endsWith('ss')) return word.slice(0, -1);
  return word.length > 4 && word.endsWith('e') ? word.slice(0, -1) : word;
}

const gramOf = (word: string): string => (/^\d/.test(word) ? (word.length <= 2 ? '#' : '##') : word);

function hash(word: string): number {
  let sum = 7;
  for (let at = 0; at < word.length; at += 1) sum = (sum * 31 + word.charCodeAt(at)) | 0;
  return sum;
}

const valuesOf = (line: string): [string, number][] =>
  line
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.lastIndexOf(':');
      return [part.slice(0, at), Number(part.slice(at + 1))];
    });

export function createReader(pack: Pack, valence: string, heads: Readonly<Record<string, Head>>): Reader {
  const moods = valuesOf(valence);
  const headEntries = Object.entries(heads).map(([name, { cap, words }]) => ({
    name,
    cap,
    entries: valuesOf(words),
  }));
  const further = new Set<string>();
  for (const [word] of moods) further.add(word);
  for (const { entries } of headEntries)
    for (const [gram] of entries) for (const word of gram.split('_')) further.add(word);
  const vocabulary = vocabularyOf(pack, phraseWordsOf(pack), further);
  const book = compile(pack, vocabulary);

  const headNames = headEntries.map(({ name }) => `head.${name}`);
  const names = [...book.cues, ...STRUCTURE, ...headNames];
  const numbers = new Map(names.map((name, number) => [name, number]));
  const numberOf = (feature: string): number => {
    const number = numbers.get(feature);
    if (number === undefined) throw new Error(`there is no feature "${feature}"`);
    return number;
  };
  const structure = new Map(STRUCTURE.map((name) => [name, numberOf(name)]));
  const accepts = numberOf('ask.accept');
  const negator = new Set(pack.negators.split(' ').map((word) => vocabulary.idOf(word)));

  const mood = new Float64Array(vocabulary.size);
  for (const [word, value] of moods) {
    // What is looked up as another word ("wth" as "with") must not give that one its mood.
    if (pack.spellings[word] !== undefined) continue;
    const id = vocabulary.idOf(word);
    if (id >= 0) mood[id] = value;
  }
  // Weights of a word in all heads lie side by side, and so do those of a pair, by first * size + second.
  const single = new Float64Array(vocabulary.size * headEntries.length);
  const pairs = new Map<number, Float64Array>();
  const beginsPair = new Uint8Array(vocabulary.size);
  headEntries.forEach(({ entries }, head) => {
    for (const [gram, weight] of entries) {
      const [first = '', second] = gram.split('_');
      const id = vocabulary.idOf(first);
      if (id < 0) continue;
      if (second === undefined) {
        single[id * headEntries.length + head] = weight;
        continue;
      }
      beginsPair[id] = 1;
      const key = id * vocabulary.size + vocabulary.idOf(second);
      const weights = pairs.get(key) ?? new Float64Array(headEntries.length);
      weights[head] = weight;
      pairs.set(key, weights);
    }
  });
  const caps = headEntries.map(({ name, cap }) => ({ number: numberOf(`head.${name}`), cap }));

  function measureWords(tokens: Tokens, ids: readonly number[], values: Float64Array): ReadonlySet<number> {
    const set = (name: Structure, value: number) => {
      values[structure.get(name) ?? 0] = value;
    };
    const count = ids.length;
    let negative = 0;
    let positive = 0;
    let worst = 0;
    let negations = 0;
    let digits = 0;
    let flipped = 0;
    const keys = new Set<number>();
    for (let at = 0; at < count; at += 1) {
      const id = ids[at] ?? UNKNOWN;
      if (tokens.pauses[at] === PAUSE.sentence) flipped = 0;
      if (id >= 0) {
        const value = mood[id] ?? 0;
        if (value !== 0) {
          const said = flipped > 0 ? -0.6 * value : value;
          if (said < 0) {
            negative -= said;
            worst = most(worst, -said);
          } else positive += said;
        }
        if (negator.has(id)) {
          negations += 1;
          flipped = 4;
        } else flipped -= 1;
      } else flipped -= 1;
      if (keys.size < COMPARED_WORDS) {
        const word = tokens.words[at] ?? '';
        if (word.charCodeAt(0) < 58 && word.charCodeAt(0) >= 48) digits += 1;
        if (!(id >= 0 && vocabulary.isStopWord(id))) keys.add(hash(stem(word)));
      }
    }
    set('text.short', count <= 2 ? 1 : 0);
    set('text.length', ramp(count, 4, 60));
    set('text.question', tokens.questions > 0 ? 1 : 0);
    set('text.questions', ramp(tokens.questions, 1, 4));
    set('text.exclaims', ramp(tokens.exclamations, 0, 3));
    set('text.capitals', tokens.capitals >= 2 ? ramp(tokens.capitals / most(count, 1), 0.15, 0.7) : 0);
    set('text.stretched', least(tokens.stretched, 1));
    set('text.items', ramp(tokens.items, 0, 3));
    set('text.numbers', ramp(digits, 0, 4));
    set('text.negations', ramp(negations, 0, 3));
    set('mood.negative', negative / (negative + 4));
    set('mood.positive', positive / (positive + 4));
    set('mood.worst', worst / 4);
    set('topic.words', ramp(keys.size, 4, 24));
    const sums = new Float64Array(caps.length);
    let before = UNKNOWN;
    for (let at = 0; at < count; at += 1) {
      const id = ids[at] ?? UNKNOWN;
      if (id >= 0) {
        const both =
          before >= 0 && beginsPair[before] === 1 ? pairs.get(before * vocabulary.size + id) : undefined;
        for (let head = 0; head < caps.length; head += 1) {
          sums[head] = (sums[head] ?? 0) + (single[id * caps.length + head] ?? 0);
          if (both !== undefined) sums[head] = (sums[head] ?? 0) + (both[head] ?? 0);
        }
      }
      before = tokens.pauses[at + 1] === PAUSE.sentence ? UNKNOWN : id;
    }
    caps.forEach(({ number, cap }, head) => {
      values[number] = between(-cap, sums[head] ?? 0, cap);
    });
    return keys;
  }

  function measureCustomer(values: Float64Array, keys: ReadonlySet<number>, memory: Memory): void {
    const set = (name: Structure, value: number) => {
      values[structure.get(name) ?? 0] = value;
    };
    let repeats = 0;
    let last = 0;
    for (const { side, keys: earlier } of memory.heard) {
      if (side !== 'customer') continue;
      last =
        keys.size >= 2 && earlier.size >= 2
          ? most(jaccard(keys, earlier), 0.9 * share(earlier, keys) * share(keys, earlier))
          : 0;
      repeats = most(repeats, last);
    }
    set('context.repeats', ramp(repeats, 0.15, 0.7));
    set('context.repeatsLast', ramp(last, 0.15, 0.7));
    const { bot } = memory;
    set('context.botSorry', bot.sorry);
    set('context.botCannot', bot.cannot);
    set('context.botLost', bot.lost);
    set('context.botRepeats', bot.repeats);
    set('context.botOffered', bot.offered);
    set('context.acceptsOffer', bot.offered > 0 && (values[accepts] ?? 0) > 0 ? 1 : 0);
    set('context.botIgnored', bot.ignored);
    set('context.lowConfidence', bot.lowConfidence);
    set('context.failures', ramp(memory.failures, 0, 2));
    set('context.turn', ramp(memory.customerTurns, 0, 8));
    set('context.before', memory.customer.frustration);
  }

  function measureBot(
    values: Float64Array,
    keys: ReadonlySet<number>,
    count: number,
    question: boolean,
    memory: Memory,
    confidence: number | undefined,
  ): void {
    const set = (name: Structure, value: number) => {
      values[structure.get(name) ?? 0] = value;
    };
    let repeats = 0;
    let exactly = 0;
    let answered: Heard | undefined;
    for (const heard of memory.heard) {
      if (heard.side === 'customer') {
        answered = heard;
        continue;
      }
      const alike = jaccard(keys, heard.keys);
      repeats = most(repeats, alike);
      if (alike === 1 && count === heard.words) exactly = 1;
    }
    set('reply.repeats', ramp(repeats, 0.3, 0.8));
    set('reply.repeatsExactly', exactly);
    set('reply.short', ramp(10 - count, 0, 8));
    set('reply.long', ramp(count, 15, 60));
    set('reply.question', question ? 1 : 0);
    set('reply.lowConfidence', confidence === undefined ? 0 : ramp(0.7 - confidence, 0, 0.5));
    set('reply.toRepeated', memory.customer.repeats);
    set('reply.toCorrection', memory.customer.corrects);
    set('reply.before', memory.bot.failure);
    set('reply.negative', values[structure.get('mood.negative') ?? 0] ?? 0);
    if (answered === undefined) return;
    set('reply.echo', answered.keys.size > 0 ? ramp(share(keys, answered.keys), 0.5, 1) : 0);
    set('reply.offTopic', answered.keys.size > 0 ? 1 - ramp(share(answered.keys, keys), 0, 0.5) : 0);
    set('reply.unanswered', answered.question && question ? 1 : 0);
  }

  return {
    names,
    numberOf,
    grams(text) {
      const tokens = tokenise(text);
      const all: string[] = [];
      tokens.words.forEach((word, at) => {
        if (word.includes('_') || word.includes(':')) return;
        const known = pack.spellings[word] ?? word;
        const single = gramOf(known);
        all.push(single);
        const next = tokens.words[at + 1];
        if (next === undefined || tokens.pauses[at + 1] === PAUSE.sentence) return;
        const then = pack.spellings[next] ?? next;
        all.push(`${single}_${gramOf(then)}`);
      });
      return all;
    },
    read(text, side, memory, confidence, values = new Float64Array(names.length)) {
      const tokens = tokenise(text);
      const ids = tokens.words.map((word) => vocabulary.find(word));
      const keys = measureWords(tokens, ids, values);
      const hits: CueHit[] = book.find(tokens, ids, side);
      const found: Found[] = [];
      for (const { cue, from, to, negated } of hits) {
        if (negated) continue;
        values[cue] = 1;
        found.push({ feature: cue, start: tokens.starts[from] ?? 0, end: tokens.ends[to - 1] ?? 0 });
      }
      const question = tokens.questions > 0;
      if (side === 'customer') measureCustomer(values, keys, memory);
      else measureBot(values, keys, ids.length, question, memory, confidence);
      return {
        side,
        language: languageOf(tokens.words),
        values,
        found,
        heard: { side, keys, words: ids.length, question },
      };
    },
  };
}
