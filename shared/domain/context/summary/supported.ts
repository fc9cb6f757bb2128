// Owns whether a sentence that a model wrote about a conversation is borne out by the turns it names. Pure, for English. Errs to
// refusing: what is refused costs a line, what is invented costs the customer. Refuses: wording anything, and meaning beyond words.
import type { Said } from '../brief/statements.ts';
import { type Clause, clausesOf } from './clauses.ts';
import {
  AGREES,
  ASSURED,
  BEFORE_SUBJECT,
  BEFORE_VERB,
  BOT,
  COMMON,
  CUSTOMER,
  DECLINES,
  DONE,
  MODALS,
  NO,
  OFFERS,
  ORDERS,
  PERSONS,
  PROMISES,
  STATES,
  WISHES,
  YES,
} from './english.ts';
import { currenciesIn, exactIn, figuresIn, namesIn, stemOf, tells, wordsOf } from './words.ts';

/** A sentence of a model, and the turns it says it is drawn from. */
export interface Told {
  readonly text: string;
  /** From 1. */
  readonly turns: readonly number[];
}

/** Why a sentence is not shown; the first of these that holds. */
export type Doubt =
  /** It names no turn, or one that was not read. */
  | 'turn'
  /** It does not read as English, by whose words it is checked. */
  | 'language'
  /** It speaks as somebody, or to its reader. */
  | 'voice'
  /** A number, reference, address or day that its turns do not hold. */
  | 'figure'
  /** A name that its turns do not hold. */
  | 'name'
  /** It was somebody else who said or did it. */
  | 'speaker'
  /** Too few of its words stand in its turns. */
  | 'words'
  /** It says no where its turns say yes, or yes where they say no. */
  | 'negation'
  /** It takes for done, promised or sure what its turns do not. */
  | 'certainty';

export interface Checked<T extends Told> {
  readonly kept: readonly T[];
  readonly refused: readonly { readonly told: T; readonly why: Doubt }[];
}

/** Of the words of a sentence that tell something, so many must stand in its turns; of a clause, so many. Chosen, not learned. */
const ENOUGH = 0.6;
const ENOUGH_OF_CLAUSE = 0.5;
/** Of the words of a promise, so many stand in the sentence that makes it. */
const ENOUGH_OF_PROMISE = 0.4;
/** One word in so many is a common one. */
const COMMON_IN = 8;

/** A turn, read. */
interface Heard {
  readonly role: Said['role'];
  readonly text: string;
  readonly words: ReadonlySet<string>;
  readonly exact: ReadonlySet<string>;
  readonly stems: ReadonlySet<string>;
  readonly clauses: readonly Clause[];
}

function heardFrom({ role, text }: Said): Heard {
  const clauses = clausesOf(text);
  const words = clauses.flatMap((clause) => clause.words);
  return {
    ...{ role, text, clauses },
    words: new Set(words.flatMap((word) => [word, word.replace(/'s$/u, '')])),
    exact: new Set(exactIn(words)),
    stems: new Set(clauses.flatMap(({ stems }) => [...stems])),
  };
}

/** Of these stems, how many are among those, 0 to 1. */
function shareIn(some: ReadonlySet<string>, all: ReadonlySet<string>): number {
  if (some.size === 0) return 0;
  let both = 0;
  for (const stem of some) if (all.has(stem)) both += 1;
  return both / some.size;
}

const has = (words: readonly string[], some: ReadonlySet<string>): boolean =>
  words.some((word) => some.has(word));
const together = (heard: readonly Heard[], of: 'stems' | 'exact' | 'words'): ReadonlySet<string> =>
  new Set(heard.flatMap((each) => [...each[of]]));

interface Part {
  readonly clause: Clause;
  readonly subject: 'customer' | 'bot' | null;
  /** What they do. */
  readonly verb: string | undefined;
}

/** The clauses with who they are about: who is not named is who was named last in the sentence. */
function partsOf(clauses: readonly Clause[]): Part[] {
  let subject: Part['subject'] = null;
  return clauses.map((clause) => {
    if (clause.first) subject = null;
    const from = clause.words.findIndex((word) => !BEFORE_SUBJECT.has(word));
    const who = clause.words[from] ?? '';
    const named = CUSTOMER.has(who) ? 'customer' : BOT.has(who) ? 'bot' : null;
    subject = named ?? subject;
    const rest = clause.words.slice(named === null ? from : from + 1);
    return { clause, subject, verb: rest.find((word) => !BEFORE_VERB.has(word)) };
  });
}

/** The turns that can bear out a part; none where it was somebody else's. */
function sourcesOf({ subject, verb = '' }: Part, heard: readonly Heard[]): readonly Heard[] {
  if (subject === null) return heard;
  const role = subject === 'bot' ? 'AUTOMATED_AGENT' : 'END_USER';
  const own = heard.filter((turn) => turn.role === role);
  if (subject === 'bot') return own;
  if (STATES.has(verb)) return heard;
  if (own.length === 0) return [];
  const answers = AGREES.has(verb) ? YES : DECLINES.has(verb) ? NO : null;
  if (answers === null) return own;
  return own.some(
    ({ words }) => [...answers].some((word) => words.has(word)) || (answers === NO && denied(words)),
  )
    ? heard
    : [];
}
const denied = (words: ReadonlySet<string>): boolean => [...words].some((word) => word.endsWith("n't"));

/** What was said nearest to a clause, in as many places as are equally near. */
function nearest(clause: Clause, said: readonly Clause[]): readonly Clause[] {
  const shares = said.map(({ stems }) => shareIn(clause.stems, stems));
  const most = shares.reduce((best, share) => (share > best ? share : best), 0);
  return most === 0 ? [] : said.filter((_, at) => shares[at] === most);
}

/** What these clauses say is so, what they say is not, and both. */
function stemsIn(said: readonly Clause[]) {
  const affirmed = new Set<string>();
  const denied = new Set<string>();
  for (const clause of said)
    for (const stem of clause.stems) (clause.denied.has(stem) ? denied : affirmed).add(stem);
  return { affirmed, denied };
}

function denialOf({ clause, subject, verb = '' }: Part, said: readonly Clause[]): Doubt | null {
  // Whether they said yes or no was asked already.
  if (subject === 'customer' && (AGREES.has(verb) || DECLINES.has(verb))) return null;
  const { affirmed, denied } = stemsIn(said);
  const isTurned = (stem: string): boolean =>
    clause.denied.has(stem)
      ? clause.lacks.has(stem) && affirmed.has(stem) && !denied.has(stem)
      : clause.lacks.size === 0 && denied.has(stem) && !affirmed.has(stem);
  if ([...clause.stems].some(isTurned)) return 'negation';
  const near = nearest(clause, said);
  if (near.length === 0) return null;
  // Of what a clause denies, only that counts which is told.
  const isNo = ({ denied: no }: Clause): boolean => [...no].some((stem) => clause.stems.has(stem));
  const like = near.filter((each) =>
    clause.denies ? each.denies || each.lacks.size > 0 : clause.lacks.size > 0 || !isNo(each),
  );
  if (like.length === 0) return 'negation';
  const isOwnWord = subject === 'customer' && !STATES.has(verb);
  const isSure = !clause.hedges && !isOwnWord && !has(clause.words, OFFERS);
  return isSure && like.every(({ hedges }) => hedges) ? 'certainty' : null;
}

/** What is done was said to be done, what will be was said to be coming. */
function isClaimed({ clause, subject }: Part, said: readonly Clause[]): boolean {
  const { words } = clause;
  if (has(words, WISHES)) return true;
  if (has(words, ASSURED) || (has(words, PROMISES) && subject !== 'customer'))
    return said.some(
      (each) =>
        has(each.words, PROMISES) && !each.asks && shareIn(clause.stems, each.stems) >= ENOUGH_OF_PROMISE,
    );
  if (clause.denies || has(words, MODALS)) return true;
  const done = said.filter((each) => !each.asks && !has(each.words, MODALS)).flatMap((each) => each.words);
  const stems = new Set(done.filter((word) => DONE.has(word)).map(stemOf));
  return words.every((word) => !DONE.has(word) || stems.has(stemOf(word)));
}

/** The items of a list that hold one of these things; null: nothing is said of a list. */
function itemsWith(clauses: readonly Clause[], things: readonly string[]): ReadonlySet<number> | null {
  const items = clauses.flatMap(({ item, words }) =>
    item !== null && has(things, new Set(words)) ? [item] : [],
  );
  return items.length === 0 ? null : new Set(items);
}

/** Of a list the items that are about one of these things; all where none is. */
function about(clauses: readonly Clause[], things: readonly string[]): readonly Clause[] {
  const items = itemsWith(clauses, things);
  return items === null ? clauses : clauses.filter(({ item }) => item === null || items.has(item));
}

/** Whether what is said together stands in several items of a list, and nowhere together. */
function isMixed(told: Clause, clauses: readonly Clause[]): boolean {
  const outside = new Set(clauses.filter(({ item }) => item === null).flatMap(({ words }) => words));
  const listed = figuresIn(told.words).filter((one) => !outside.has(one));
  const places = listed.flatMap((one) => itemsWith(clauses, [one]) ?? []);
  return (
    places.length > 1 && ![...(places[0] ?? [])].some((item) => places.every((place) => place.has(item)))
  );
}

function doubtOfPart(part: Part, heard: readonly Heard[], things: readonly string[]): Doubt | null {
  const sources = sourcesOf(part, heard);
  if (sources.length === 0) return 'speaker';
  const { clause } = part;
  if (clause.stems.size > 1 && shareIn(clause.stems, together(sources, 'stems')) < ENOUGH_OF_CLAUSE)
    return 'words';
  if (sources.some(({ clauses }) => isMixed(clause, clauses))) return 'figure';
  const said = sources.flatMap(({ clauses }) => about(clauses, things));
  return denialOf(part, said) ?? (isClaimed(part, said) ? null : 'certainty');
}

function isEnglish(text: string): boolean {
  const words = wordsOf(text);
  return words.filter((word) => COMMON.has(word)).length * COMMON_IN >= words.length;
}

function doubtOf({ text, turns: named }: Told, turns: ReadonlyMap<number, Heard>): Doubt | null {
  const heard = named.flatMap((index) => turns.get(index) ?? []);
  if (heard.length === 0 || heard.length < named.length) return 'turn';
  const parts = partsOf(clausesOf(text));
  const words = parts.flatMap(({ clause }) => clause.words);
  if (!isEnglish(text)) return 'language';
  const orders = parts.some(({ clause }) => clause.first && ORDERS.has(clause.words[0] ?? ''));
  if (orders || has(words, PERSONS) || text.includes('?')) return 'voice';

  const own = exactIn(words);
  const names = namesIn(text);
  const exact = together(heard, 'exact');
  const currencies = heard.flatMap((turn) => currenciesIn(turn.text));
  if (own.some((one) => !exact.has(one)) || currenciesIn(text).some((one) => !currencies.includes(one)))
    return 'figure';
  const spoken = together(heard, 'words');
  const stems = together(heard, 'stems');
  const opens = parts.flatMap(({ clause }) => (clause.first ? (clause.words[0] ?? []) : []));
  if (names.some((name) => !spoken.has(name))) return 'name';
  if (opens.some((word) => tells(word) && !spoken.has(word) && !stems.has(stemOf(word)))) return 'name';

  const telling = new Set(parts.flatMap(({ clause }) => [...clause.stems]));
  if (telling.size === 0) return 'words';
  const things = [...figuresIn(words), ...names].filter((thing) => thing.length > 2);
  const doubts = parts.flatMap((part) => doubtOfPart(part, heard, things) ?? []);
  if (doubts.includes('speaker')) return 'speaker';
  return shareIn(telling, stems) < ENOUGH ? 'words' : (doubts[0] ?? null);
}

/**
 * Which of these sentences are borne out by the turns they name: every figure and name in them stands there, most of their words
 * do, said by whom they say it, and they deny, promise and take for done what is denied, promised and done there.
 */
export function supportedBy<T extends Told>(turns: readonly Said[], told: readonly T[]): Checked<T> {
  const named = new Set(told.flatMap((one) => one.turns));
  const read = turns.filter(({ index, role }) => named.has(index) && role !== 'HUMAN_AGENT');
  const heard = new Map(read.map((turn): [number, Heard] => [turn.index, heardFrom(turn)]));
  const kept: T[] = [];
  const refused: { told: T; why: Doubt }[] = [];
  for (const one of told) {
    const why = doubtOf(one, heard);
    if (why === null) kept.push(one);
    else refused.push({ told: one, why });
  }
  return { kept, refused };
}
