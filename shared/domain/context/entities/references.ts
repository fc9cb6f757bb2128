// Owns numbers and codes that stand for something at the company. What kind they are is told by the word nearest to them;
// some shapes need no word. Refuses: sums, days and telephone numbers, which have files of their own.
import type { EntityType } from '#shared/schema/context.ts';
import { type Entity, endOf, matchesOf, textBefore } from './spans.ts';

type Kind = Extract<EntityType, 'account' | 'ticket' | 'order' | 'flight' | 'booking'>;

/** Words that say what a code is; null = something that nobody asks the customer for. */
const CUES: readonly (readonly [Kind | null, string])[] = [
  [
    'booking',
    'bookings?|booked|reservations?|reserved|itinerar(?:y|ies)|pnr|record locator|locator|confirmation|appointments?|table',
  ],
  ['order', 'orders?|ordered|purchase orders?|po|purchases?|deliver(?:y|ies)'],
  ['flight', 'flights?'],
  ['ticket', 'tickets?|cases?|incidents?|requests?|complaints?|claims?|investigations?|tck|inquiry|enquiry'],
  [
    'account',
    'accounts?|user ?ids?|user ?names?|users?|logins?|customers?|kund\\w*|members?|memberships?|clients?|subscribers?|loyalty|frequent flyer|payment methods?|payment ids?|gift cards?|certificates?|policy|policies|contracts?|iban',
  ],
  [
    null,
    'invoices?|tracking|parcels?|serials?|quotes?|quotations?|articles?|items?|sku|parts?|versions?|patch|build|firmware|release|errors?|gates?|seats?|rows?|rooms?|terminals?|platforms?|plates?|postcodes?|zip|models?|pin|otp|passcode|password|coupons?|promo|vouchers?|e-?tickets?|trains?|bus(?:es)?|lines?|floors?|houses?|flats?|streets?|pages?|chapters?|steps?|options?|meters?|tax|vat|ending in|ends in|last (?:four|4)(?: digits)?|digits|extension|ext',
  ],
];
const cuePatterns = CUES.map(([kind, words]) => [kind, new RegExp(`\\b(?:${words})\\b`, 'giu')] as const);

const NOUN = '(?:ids?|numbers?|nos?\\.?|nr\\.?|codes?|references?|refs?\\.?|identifiers?)';
const MARK = '[*"\'\u201c\u201d(#:=,\u2013-]';
/** What may stand between a word and its code: its noun, marks, a verb, a few small words. */
const LEADS = new RegExp(
  `^(?:\\s(?:is|are|was|were|number|called|would be|should be|actually|under|with|the|of|it'?s|which is|that is|my|your|and|${NOUN}))*\\s?(?:\\([^()]{0,20}\\)\\s?)?(?:${MARK}|\\s(?:is|are|was|it'?s)|\\s(?=${MARK})){0,6}\\s{0,2}(?:${MARK}){0,3}$`,
  'iu',
);
/** One more of the same: "XEHM4B and 59XX6W", or the next line of a list. */
const AND =
  /^[*"'\u201d)]{0,3}(?:\s?,\s?(?:and\s|or\s)?|\s(?:and|or|&)\s|\s?[/&]\s?|[^\S\n]?\n\s*(?:[-*\u2022]|\d{1,2}[.)])\s*)(?:the\s|also\s|order\s|#)?[*"'\u201c]{0,3}$/u;
const FOLLOWED = /^[*"'\u201d)]{0,3}\s(reservation|booking|order|case|ticket|account|flight)\b/iu;
const AFTER: Readonly<Record<string, Kind>> = {
  reservation: 'booking',
  booking: 'booking',
  order: 'order',
  case: 'ticket',
  ticket: 'ticket',
  account: 'account',
  flight: 'flight',
};

const TOKEN =
  /(?<![\p{L}\p{N}_@.$€£¥+-])[A-Za-z0-9](?:[A-Za-z0-9]|[_./-](?=[A-Za-z0-9])){2,31}(?![\p{L}\p{N}_@]|\s?[€£%]|:\d)/gu;
const NOT_CODES =
  /^(?:\d+(?:st|nd|rd|th|x|am|pm|h|hr|hrs|min|mins|kg|g|lb|lbs|km|m|cm|mm|ml|l|gb|mb|tb|k|day|days|hour|hours|minute|week|month|year|person|inch)s?|\d{1,3}-(?:hour|day|week|month|year|minute|bag|seat|stop|way)\w*|\d{4}-\d{1,2}-\d{1,2}(?:t.*)?|\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d+\.\d+(?:\.\d+)*|\d+\/\d+)$/iu;
/** A number of things, or a measure of one. */
const COUNTED =
  /^\s(?:usd|eur|gbp|chf|dollars?|euros?|pounds?|bucks?|cents?|points?|miles?|km|kg|times?|days?|hours?|minutes?|weeks?|months?|years?|people|persons?|passengers?|units?|pieces?|boxes?|items?|percent|bags?|nights?|guests?|copies|pairs?)\b/iu;

interface Token {
  readonly text: string;
  readonly start: number;
}

/** Letters and digits, or groups of digits: nothing else that people write looks like that. */
const isStrong = (code: string): boolean =>
  /^(?=.*\d)(?=.*[A-Z])[A-Z0-9][A-Z0-9_./-]{3,}$/u.test(code) || /^\d{2,5}(?:-\d{3,8}){1,3}$/u.test(code);
const SIX_CAPITALS = /^[A-Z]{6}$/u;

function fits(kind: Kind, code: string): boolean {
  if (kind === 'flight') return /^[A-Za-z]{2,3}-?\d{1,4}$|^\d{3,4}$/u.test(code);
  if (SIX_CAPITALS.test(code)) return kind === 'booking';
  if (!/\d/u.test(code)) return false;
  return !/^(?:19|20)\d{2}$/u.test(code);
}

interface Cue {
  readonly kind: Kind | null;
  readonly start: number;
  readonly end: number;
}

const cuesOf = (text: string): Cue[] =>
  cuePatterns
    .flatMap(([kind, pattern]) =>
      [...text.matchAll(pattern)].map(({ 0: word, index }) => ({
        kind,
        start: index,
        end: index + word.length,
      })),
    )
    .sort((a, b) => a.end - b.end || a.start - b.start);

const IS_MY = /^[*"'\u201d)]{0,3}\s(?:is|was|as)\s(?:my|our|the|your|a)\s/iu;
/** A word that announces a code of whatever kind. */
const CALLED_SO = new RegExp(`\\b${NOUN}(?:\\s(?:is|are|was))?\\s?(?:${MARK}){0,2}\\s?$`, 'iu');
const HAS_NOUN = new RegExp(`^\\s?${NOUN}\\b`, 'iu');
/** "your account" is where a code belongs, not what it is. */
const isWeak = (text: string, { kind, start, end }: Cue): boolean =>
  kind === 'account' &&
  !HAS_NOUN.test(text.slice(end, end + 14)) &&
  /\b(?:your|my|the|our|an|this)\s$/iu.test(textBefore(text, start, 8));

/** How far a word may be from a code that looks like nothing else, in characters. */
const LEAD = 80;
const BEFORE = 160;
const BEHIND = 60;
/** How many words that say what a code is are looked at on either side of it. */
const NEAR = 10;

/** Null = something else; undefined = nothing says. */
function kindOf(text: string, cues: readonly Cue[], { text: code, start }: Token): Kind | null | undefined {
  const end = start + code.length;
  const after = FOLLOWED.exec(text.slice(end, end + 20))?.[1]?.toLowerCase();
  if (after !== undefined && (isStrong(code) || SIX_CAPITALS.test(code))) return AFTER[after];
  const before = cues.findLast((cue) => cue.end <= start);
  if (before !== undefined && start - before.end <= LEAD && LEADS.test(text.slice(before.end, start)))
    return before.kind;
  const said = IS_MY.exec(text.slice(end, end + 24))?.[0].length;
  if (said !== undefined) {
    const named = cues.find((cue) => cue.start === end + said);
    if (named !== undefined) return named.kind;
  }
  if (!isStrong(code) && !CALLED_SO.test(textBefore(text, start, 24))) return undefined;
  const near = cues.findLast((cue) => cue.end <= start && !isWeak(text, cue));
  if (near !== undefined && start - near.end <= BEFORE) return near.kind;
  return cues.find((cue) => cue.start >= end && cue.start - end <= BEHIND)?.kind;
}

function coded(text: string): Entity[] {
  const cues = cuesOf(text);
  if (cues.length === 0) return [];
  const found: Entity[] = [];
  const others: Token[] = [];
  let passed = 0;
  for (const { 0: code, index: start } of text.matchAll(TOKEN)) {
    if (!(/\d/u.test(code) || SIX_CAPITALS.test(code)) || NOT_CODES.test(code)) continue;
    if (/^\d+$/u.test(code) && COUNTED.test(text.slice(start + code.length))) continue;
    while ((cues[passed]?.end ?? Number.POSITIVE_INFINITY) <= start) passed += 1;
    const around = cues.slice(passed > NEAR ? passed - NEAR : 0, passed + NEAR);
    const last = found.at(-1);
    const same =
      last !== undefined && AND.test(text.slice(endOf(last), start)) && isAlike(last.text, code)
        ? (last.type as Kind)
        : undefined;
    const kind = same ?? kindOf(text, around, { text: code, start });
    if (kind != null && fits(kind, code)) found.push({ type: kind, text: code, start });
    else if (kind == null) others.push({ text: code, start });
  }
  // Said again, or one more that is written the same way.
  const more = others.flatMap(({ text: code, start }): Entity[] => {
    const like = found.find(
      (one) => one.text === code || (code.length >= 4 && formOf(one.text) === formOf(code)),
    );
    return like === undefined || !fits(like.type as Kind, code)
      ? []
      : [{ type: like.type, text: code, start }];
  });
  return [...found, ...more];
}

const formOf = (code: string): string => code.replaceAll(/\d/gu, '0').replaceAll(/[A-Z]/gu, 'A');
const isAlike = (a: string, b: string): boolean =>
  /\d/u.test(b)
    ? (isStrong(a) === isStrong(b) || a.length === b.length) && b.length >= 3
    : a.length === b.length;

const FLIES = /\b(?:flights?|fly|flying|flown|depart\w*|airline|airport|boarding|segment)\b/iu;
const BOOKS = /\b(?:reserv\w*|book(?:ed|ing|ings)?|itinerar\w+|trip|flights?|pnr|adjust)\b/iu;
const CARRIERS =
  'AA|AC|AF|AI|AK|AM|AS|AT|AV|AY|AZ|BA|BR|CA|CI|CM|CX|CZ|DL|EI|EK|ET|EW|EY|FR|GA|IB|JL|JU|KE|KL|KQ|LA|LH|LO|LX|LY|MA|MH|MU|NH|NK|NZ|OS|OZ|PC|PR|QF|QR|RJ|SA|SK|SN|SQ|SU|SV|TG|TK|TP|TR|U2|UA|UX|VA|VN|VS|VY|W6|WN|WS|WY';
/** Codes that need no word before them; the third says what a turn must be about. */
const SHAPES: readonly (readonly [Kind, RegExp, RegExp | null])[] = [
  ['account', /(?<![\w@.])[a-z]+(?:_[a-z]+)*_\d{3,}(?![\w@])/gu, null],
  ['account', /\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b/gu, null],
  ['account', /(?<![\d-])\d{4}([ -])\d{4}\1\d{4}\1\d{4}(?![\d-])/gu, null],
  ['order', /(?<![\w&])#(?<it>W?\d{5,12})(?!\w)/gu, null],
  ['ticket', /\b(?:INC|REQ|SR|CAS|CASE|TKT|TCK|TICKET|RITM|ZD|HD)-?\d{4,10}\b/gu, null],
  ['flight', new RegExp(`(?<![\\w-])(?:${CARRIERS})\\s?\\d{3,4}(?![\\w-])`, 'gu'), null],
  ['flight', /(?<![\w-])[A-Z]{2,3}\d{3,4}(?![\w-])/gu, FLIES],
  ['booking', /(?<![\w#-])(?=[A-Z]*\d)(?=\d*[A-Z])[A-Z0-9]{6}(?![\w-])/gu, BOOKS],
];

export function referencesIn(text: string): Entity[] {
  if (!/\d|[A-Z]{6}/u.test(text)) return [];
  const shaped = SHAPES.flatMap(([kind, shape, about]) =>
    about === null || about.test(text) ? matchesOf(kind, text, shape) : [],
  );
  return [...coded(text), ...shaped];
}
