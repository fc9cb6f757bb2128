// Owns what a draft asks for: sentence by sentence the things that are asked for, and what is said of them. Pure, for English
// (english/). Refuses: whether they are held (reask.ts).
import { type EntityType, entityType } from '#shared/schema/context.ts';
import { min } from '../../../lib/math.ts';
import { PAUSE } from '../../trigger/tokens.ts';
import { createReader, type Hit, type Sentence } from '../reader.ts';
import { ASKING } from './english/pack.ts';

const { sentencesIn, isIn } = createReader(ASKING);

/** A thing that is asked for. */
export interface Asked {
  /** A type of entity, or `reference` for any that is one. */
  readonly type: string;
  /** What is said of it: "date.birth", "third.person". */
  readonly kinds: ReadonlySet<string>;
  /** Nothing more is said of it. */
  readonly plain: boolean;
  /** UTF-16 stretch of the draft that names it. */
  readonly from: number;
  readonly to: number;
}

/** Words between asking and the thing, at most. */
const NEAR = 7;
/** Groups of phrases that say something of the sentence; the others say of what kind a thing is. */
const OF_SENTENCE = new Set([
  'ask',
  'thing',
  'bare',
  'full',
  'stop',
  'wish',
  'choice',
  'other',
  'check',
  'later',
]);
const isKind = ({ group }: Hit): boolean => !OF_SENTENCE.has(group);

const lengthOf = ({ from, to }: Hit): number => to - from;
const covers = (hits: readonly Hit[], at: number): boolean =>
  hits.some(({ from, to }) => from <= at && at < to);

/** Of those that overlap the longest; before "the reference", that may be of anything, what says of what. */
function thingsIn({ hits }: Sentence): Hit[] {
  const kept: Hit[] = [];
  const found = (['full', 'thing', 'bare'] as const).flatMap((group) =>
    hits.filter((hit) => hit.group === group),
  );
  const rank = (hit: Hit) => (hit.name === 'reference' ? 0 : lengthOf(hit));
  for (const hit of found.sort((a, b) => rank(b) - rank(a)))
    if (!kept.some((other) => hit.from < other.to && other.from < hit.to)) kept.push(hit);
  return kept.sort((a, b) => a.from - b.from);
}

/** The asking that reaches the thing: the last before it, or what is said of it behind it. */
function askFor({ words, hits }: Sentence, thing: Hit): Hit | null {
  const asks = hits.filter(({ group }) => group === 'ask');
  const [last] = asks
    .filter(({ to, name }) => to <= thing.from && name !== 'back')
    .sort((a, b) => b.to - a.to || lengthOf(b) - lengthOf(a));
  const gap = words.slice(last?.to, thing.from);
  // "Your name and the order number": one asking reaches both.
  const isMore = !gap.some((word) => isIn('of', word));
  const between = hits.filter(({ group }) => group === thing.name || (isMore && group === 'thing'));
  const reaches =
    last !== undefined &&
    gap.length <= NEAR &&
    gap.every((word, at) => isIn('small', word) || covers(between, last.to + at));
  if (reaches) {
    const fits = thing.group === 'thing' || last.name === 'which' || last.name === 'tell';
    return fits && last.name !== 'not' && !last.negated ? last : null;
  }
  const back = asks.find(({ name, from, negated }) => name === 'back' && from >= thing.to && !negated);
  return thing.group === 'thing' ? (back ?? null) : null;
}

/** Where the clause begins in which a word stands; one that begins with "and" goes on with the one before. */
function clauseOf(sentence: Sentence, at: number): number {
  const { pauses, words } = sentence;
  const begin = pauses.slice(0, at + 1).findLastIndex((pause) => pause !== PAUSE.none);
  return begin > 0 && isIn('joins', words[begin] ?? '') ? clauseOf(sentence, begin - 1) : begin;
}

/** Where ends what is said of the thing: at a pause, or at a word that begins something else. */
function endOfScope({ hits, pauses, words }: Sentence, thing: Hit): number {
  const stop = hits.find(({ group, from }) => group === 'stop' && from >= thing.to)?.from ?? words.length;
  const pause = pauses.findIndex((one, at) => at >= thing.to && one !== PAUSE.none);
  return pause < 0 ? stop : min(stop, pause);
}

/** "Order no?", "and your phone please": hardly more than the thing, and a sign that it is asked for. */
function isAlone(sentence: Sentence, thing: Hit, end: number): boolean {
  const { words, hits, question } = sentence;
  const begin = clauseOf(sentence, thing.from);
  const asks =
    (question && words.length - end <= 2) || words.slice(begin, end + 1).some((word) => isIn('please', word));
  const kinds = hits.filter(isKind);
  const all = (from: number, to: number, name: string) =>
    words.slice(from, to).every((word, at) => isIn(name, word) || covers(kinds, from + at));
  /** "The confirmation number for the room": what it is of may be anything. */
  const of = words.findIndex((word, at) => at >= thing.to && at < end && isIn('of', word));
  return asks && all(begin, thing.from, 'lead') && all(thing.to, of < 0 ? end : of, 'tail');
}

function askedOf(sentence: Sentence, thing: Hit): Asked | null {
  const { words, starts, ends, hits } = sentence;
  const end = endOfScope(sentence, thing);
  const ask = thing.group === 'full' ? thing : askFor(sentence, thing);
  if (ask === null && !isAlone(sentence, thing, end)) return null;
  const begin = ask === null ? thing.from : min(ask.from, thing.from);
  const has = (group: string, from: number) =>
    hits.some(
      (hit) =>
        hit.group === group &&
        hit.from >= from &&
        hit.to <= end &&
        (ask === null || !covers([ask], hit.from)),
    );
  const takenBack =
    has('other', begin) ||
    has('wish', clauseOf(sentence, begin)) ||
    has('later', 0) ||
    (thing.name !== 'phone' && thing.name !== 'email' && has('choice', begin));
  if (takenBack) return null;
  const kinds = hits.filter((hit) => isKind(hit) && hit.from >= begin && hit.to <= end);
  const parts = [...kinds, thing, ...(ask === null ? [] : [ask])];
  return {
    type: thing.name,
    kinds: new Set(kinds.map(({ group, name }) => `${group}.${name}`)),
    plain:
      (thing.group !== 'full' || thing.name === 'amount') &&
      words.slice(begin, end).every((word, at) => isIn('small', word) || covers(parts, begin + at)),
    from: starts[thing.from] ?? 0,
    to: ends[thing.to - 1] ?? 0,
  };
}

/** What a draft asks for, in its order; nothing where it is to make sure who is speaking. */
export function askedIn(draft: string): Asked[] {
  const sentences = sentencesIn(draft);
  if (sentences.some(({ hits }) => hits.some(({ group }) => group === 'check'))) return [];
  return sentences.flatMap((sentence) =>
    thingsIn(sentence).flatMap((thing) => askedOf(sentence, thing) ?? []),
  );
}

/** What the words of a label say of the thing under it. */
export const kindsIn = (label: string): ReadonlySet<string> =>
  new Set(
    sentencesIn(label).flatMap(({ hits }) =>
      hits.filter(isKind).map(({ group, name }) => `${group}.${name}`),
    ),
  );

/** The type of what a label names, by its last words: a "charge date" is a date. */
export function typeOf(label: string): EntityType | undefined {
  const sentence = sentencesIn(label).at(-1);
  if (sentence === undefined) return undefined;
  const ends = ({ to }: Hit): boolean => to === sentence.words.length;
  const names = [
    ...thingsIn(sentence)
      .filter(ends)
      .map(({ name }) => name),
    ...sentence.hits.filter((hit) => isKind(hit) && ends(hit)).map(({ group }) => group),
  ];
  return names.flatMap((name) => entityType.safeParse(name).data ?? [])[0];
}
