// Owns the names of people in a turn. A capital letter alone makes no name: the words around it do, or a given name that is
// not a word of its own. Refuses: firms, places and products.
import { GIVEN_NAMES, WORD_NAMES } from './given-names.ts';
import { type Entity, endOf, textBefore } from './spans.ts';

const WORD = "\\p{Lu}(?:\\p{L}|[\u2019'-](?=\\p{L})){1,24}";
const PARTICLE = '(?:de|van|von|der|den|da|di|del|la|al|bin|ten|ter|le)';
const NAME = new RegExp(
  `(?<![\\p{L}\\p{N}_@.#/&-])${WORD}(?:\\s(?:\\p{Lu}\\.\\s)?(?:${PARTICLE}\\s){0,2}${WORD}){0,3}(?![\\p{L}\\p{N}_@]|-\\p{L})`,
  'gu',
);

const given = new Set(GIVEN_NAMES.split(' '));
const ambiguous = new Set(WORD_NAMES.split(' '));
const plain = (word: string): string => word.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();

/** Words with a capital that begin sentences or name other things. */
const NO_NAMES = new Set(
  "i the a an my your our we you it he she they this that these those is are was were do does did can could would will please yes no not ok okay hi hello hey dear thanks thank sorry sure just if and or but so for from to in on at as by with of what when where which who why how there here all everyone everybody both team sir madam ma customer support service agent representative supervisor manager assistant bot option flight reservation booking order account bank card visa mastercard paypal credit debit gift travel certificate insurance monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november december premium gold silver platinum bronze basic business economy first class good great user payment number name date birth origin destination departure arrival cabin trip type round one way total price passengers passenger baggage bags checked direct next last new york los san north south east west united states airport international county mr mrs ms miss dr prof re fw fwd subject regards best kind cheers sincerely morning afternoon evening day let have let's anyway also again once since after before while now then well oh ah lol because although however unfortunately alright perfect awesome right correct absolutely definitely certainly apologies welcome english german french spanish italian american european chinese indian".split(
    ' ',
  ),
);
/** "I'm", "You've": two words, of which none is a name. */
const SHORTENED = /['\u2019](?:m|ve|ll|d|re|t)$/iu;
const FIRM =
  /^\s(?:inc|ltd|llc|gmbh|ag|corp|co|company|airlines?|airways|bank|hotels?|street|st|road|avenue|lane|square|station|hospital|university|insurance|logistics|group|store|shop|county|city|park|beach|secure|pro|plan)\b/iu;

const TITLE = /\b(?:mr|mrs|ms|miss|mx|dr|prof|herr|frau|monsieur|madame|se\u00f1ora?)\.?\s$/iu;
const SURE =
  /(?:\bname(?:'s|\u2019s|\s(?:is|was|of|on it is)|:)?(?:\*\*)?:?(?:\*\*)?|\b(?:call me|i am called|known as|signed by|booked under|under|passengers?|travell?ers?|guests?|husband|wife|son|daughter|friend|colleague|boss|neighbou?r|brother|sister|partner|mother|father|mom|mum|dad|fianc\u00e9e?|roommate|assistant|technician|driver|supervisor|account manager|contact|agent|advisor)),?:?\s["*(\s]{0,3}$/iu;
const GREETS = /(?:^|[\n.!?]\s*)(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))(?:\sthere)?,?\s$/iu;
const THANKS =
  /\b(?:thanks(?: (?:so much|a lot|again))?|thank you(?: (?:so much|very much|again))?|regards|best|cheers|sincerely|greetings|yours|bye|welcome|okay|ok|sorry|no problem|sure),?\s{1,3}$/iu;
const SAYS_WHO =
  /\b(?:i\s?am|i['\u2019]m|this is|it['\u2019]?s|here is|speaking (?:to|with)|spoke (?:to|with)|talked to|from|by|with|to|for|and|asked|told|met|says?|is)\s["*(]{0,2}$/iu;
const PRESENTS =
  /(?:\b(?:this is|i am|i['\u2019]m)|(?:^|[.!?\n]\s*)it['\u2019]?s|\bask for|\battention|\bc\/o)\s$/iu;
const SPEAKS = /^\s(?:said|says|told|asked|called|wrote|promised|offered|from|here|speaking|at|in)\b/u;

interface Candidate extends Entity {
  /** Parts of it that may be names, cut before the first word that cannot. */
  readonly words: readonly string[];
}

function cut(found: string, start: number): Candidate | null {
  const words: string[] = [];
  let from = start;
  for (const word of found.split(' ')) {
    const bare = word.replace(/(?:\u2019s|'s)$/u, '');
    const key = plain(bare.replaceAll('.', ''));
    const isNo =
      (NO_NAMES.has(key) && !ambiguous.has(key)) || /^\p{Lu}{2,}$/u.test(bare) || SHORTENED.test(bare);
    if (isNo && words.length === 0) from += word.length + 1;
    else if (isNo) break;
    else words.push(bare);
    if (bare !== word) break;
  }
  while (words.length > 0 && /^(?:\p{Ll}|\p{Lu}\.$)/u.test(words.at(-1) ?? '')) words.pop();
  const text = words.join(' ');
  return text === '' ? null : { type: 'name', text, start: from, words };
}

function isName(text: string, one: Candidate, last: Entity | undefined): boolean {
  const before = textBefore(text, one.start, 60);
  const behind = text.slice(endOf(one), endOf(one) + 24);
  if (FIRM.test(behind)) return false;
  const [first = ''] = one.words;
  const isGiven = given.has(plain(first.split(/[-']/u)[0] ?? ''));
  const isWord = ambiguous.has(plain(first));
  const closes = /^\s*(?:[,.!\n]|$|-|\u2013|and\b)/u.test(behind);
  if (TITLE.test(before) || SURE.test(before)) return true;
  if (GREETS.test(before) || (THANKS.test(before) && (isGiven || /,\s*$|\n\s*$/u.test(before))))
    return closes;
  if (
    last !== undefined &&
    one.words.length > 1 &&
    /^\s?(?:,|and|,\sand|&)\s$/u.test(text.slice(endOf(last), one.start))
  )
    return true;
  if (PRESENTS.test(before))
    return /^(?:\s(?:from|here|speaking|calling|again|with|and)\b|[,.!]|\s*$)/u.test(behind);
  if (isWord)
    return (
      one.words.length > 1 ||
      (SAYS_WHO.test(before) && SPEAKS.test(behind)) ||
      /^\s(?:said|says|told|promised|called)\b/u.test(behind)
    );
  return isGiven;
}

/** Written small, a name is one only where it is given as one. */
const SMALL =
  /\b(?:my (?:full |first )?name(?:'s|\u2019s|\sis)|name:|call me|this is|i'?m|i am)\s(?<first>\p{Ll}{2,20})(?:\s(?<last>\p{Ll}{2,20})(?=\s*[,.!?\n]|$))?/giu;
function small(text: string): Entity[] {
  return [...text.matchAll(SMALL)].flatMap(({ 0: whole, index, groups }) => {
    const { first = '', last } = groups ?? {};
    if (!given.has(plain(first)) || ambiguous.has(plain(first))) return [];
    const name = last === undefined ? first : `${first} ${last}`;
    return [{ type: 'name', text: name, start: index + whole.lastIndexOf(name) }];
  });
}

export function namesIn(text: string): Entity[] {
  const found: Entity[] = small(text);
  for (const { 0: words, index } of text.matchAll(NAME)) {
    const one = cut(words, index);
    if (one !== null && isName(text, one, found.at(-1)))
      found.push({ type: 'name', text: one.text, start: one.start });
  }
  return found;
}
