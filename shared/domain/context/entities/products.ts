// Owns named goods, plans and classes in a turn: told by lines of goods that everybody knows, by a number or level after a
// name ("ErgoLift 2") and by the word after it ("Premium plan").
import { type Entity, matchesOf, type Sought, soughtIn } from './spans.ts';

const LINES =
  'iphone|ipad|imac|macbook|airpods|apple watch|galaxy|thinkpad|chromebook|playstation|xbox|nintendo switch|kindle|chromecast|roomba|gopro|fitbit|laserjet|deskjet|officejet|ecotank|photoshop|office 365|microsoft 365|windows (?:\\d{1,2}|xp|vista)';
const WORDY = 'Pixel|Surface|XPS|Inspiron|Latitude|EliteBook|Echo Dot|Echo|Fire TV|Model [SXY3]';
const TAIL =
  '(?:\\s(?:Pro|Max|Mini|Air|Plus|Ultra|SE|Lite|Note|Fold|Flip|Paperwhite|Oasis|Go|[A-Z]{0,3}\\d{1,4}[A-Za-z]{0,2}|[A-Z]\\d{1,3})\\b){0,4}';
const GOODS = new RegExp(`\\b(?:${LINES})\\b`, 'giu');
const GOODS_MORE = new RegExp(
  `\\b(?:iPhone|iPad|iMac|MacBook|AirPods|Apple Watch|Galaxy|ThinkPad|PlayStation|Xbox|Kindle|${WORDY})\\b${TAIL}`,
  'gu',
);
/** A name with a capital inside it and a number or level; names and then a number or level: "ErgoLift 2", "Norton Secure Lite". */
const CAMEL =
  /(?<![\p{L}\d@./])\p{Lu}\p{Ll}+\p{Lu}\p{Ll}+\s(?:\d{1,4}|Pro|Max|Mini|Plus|Ultra|Lite|Go|[A-Z]\d{1,3})(?![\p{L}\d@])/gu;
const LEVEL =
  /(?<![\p{L}\d])(?:(?!(?:The|A|An|My|Your|Our|This|That|New|Mac|Option|Flight)\s)\p{Lu}\p{Ll}{2,20}\s){1,3}(?:Lite|Pro|Max|Mini|Plus|Ultra|Air|SE|XL)\b(?!\s(?:plan|Plan))/gu;

const NO_MODEL =
  'The|A|An|My|Your|Our|This|That|New|Option|Flight|Reservation|Booking|Order|Gate|Terminal|Room|Row|Seat|Step|Section|Chapter|Page|Day|Level|Phase|Zone|Group|Line|Number|Case|Ticket|Invoice|Part|Version|Question|Platform|Building|Floor|Unit|Apartment|Suite|Route|Highway|Exit|On|In|At|By|From|Since|Until|January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|Total|Price|Visa|Mastercard';
const NUMBERED = new RegExp(
  `(?<![\\p{L}\\d]|[.!?]\\s)(?:(?!(?:${NO_MODEL})\\s)\\p{Lu}\\p{Ll}{2,20}\\s){2,3}\\d{1,4}(?![\\p{L}\\d:%.,/-]*\\d|[\\p{L}%])`,
  'gu',
);
const CABIN_LINE =
  /\b[Cc]abin(?:\s[Cc]lass)?\**:?\**:?\s(?<it>Business|First|business|first)\b(?!\s[Cc]lass)/gu;

const PLAN =
  /(?<![\p{L}\d])(?:(?!(?:The|A|An|My|Your|Our|This|That|New|Which|What|Each|Any|No|Is|Can|Do)\s)(?:\p{Lu}[\p{L}\d+]{0,20}|\d{1,4}\s?[GM]B)\s){1,3}(?:[Pp]lan|[Ss]ubscription|[Pp]ackage|[Ee]dition|[Bb]undle|[Tt]ier|[Tt]ariff)\b/gu;
const CABIN = /\b(?:(?:basic|premium) economy|economy|business|first)\sclass\b/giu;
const CABIN_ALONE = /\b(?:(?:basic|premium) economy|economy)\b(?!\sclass)/giu;
/** The cabin where the turn speaks of cabins. */
const BUSINESS =
  /\b(?:to|in|from|for|of|fly|or|and|a|the|into)\s(?<it>business)\b(?!\s(?:trip|travel|day|days|hours?|meeting|purposes?|card|class|account|plan|reasons?|reason|partner|owner|matters?))/giu;
const CABINS = /\b(?:economy|cabins?|upgrad\w+|downgrad\w+|first class|business class)\b/iu;

const PATTERNS: readonly Sought[] = [
  [new RegExp(LINES, 'iu'), GOODS],
  [new RegExp(`${LINES}|${WORDY}`, 'iu'), GOODS_MORE],
  [/\p{Ll}\p{Lu}\p{Ll}/u, CAMEL],
  [/\s(?:Lite|Pro|Max|Mini|Plus|Ultra|Air|SE|XL)\b/u, LEVEL],
  [/\p{Ll}\s\d/u, NUMBERED],
  [/cabin/iu, CABIN_LINE],
  [/plan|subscription|package|edition|bundle|tier|tariff/iu, PLAN],
  [/\sclass\b/iu, CABIN],
  [/economy/iu, CABIN_ALONE],
  [CABINS, BUSINESS],
];

export const productsIn = (text: string): Entity[] =>
  soughtIn(text, PATTERNS).flatMap((one) => matchesOf('product', text, one));
