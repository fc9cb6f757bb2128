// Owns days in a turn: of the calendar, of the week, and seen from today. Times of day, weeks and months are not days.
import { type Entity, type Sought, soughtIn } from './spans.ts';

const MONTH =
  '(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)';
const DAY = '(?:0?[1-9]|[12]\\d|3[01])';
const SPOKEN_DAY =
  '(?:(?:twenty|thirty)[\\s-])?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth)';
const ORDINAL = `(?:${DAY}(?:\\s?(?:st|nd|rd|th))?|${SPOKEN_DAY})`;
const YEAR = "(?:(?:19|20)\\d{2}|'\\d{2})";
const WEEKDAY = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day';
const LED = `(?:(?:${WEEKDAY}|Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\\.?,?\\s(?:the\\s)?)?`;
/** "May 20-22", "3 and 5 May": days that only one month's name dates. */
const MORE = `(?:\\s?(?:-|\u2013|to|and|or|,)\\s?${DAY}(?!\\d|[:.]\\d|\\s?(?:am|pm|%|st|nd|rd|th)|\\s\\p{Ll}))?`;
const BEFORE = `(?:${DAY}\\s?(?:-|\u2013|to|and|or)\\s?)?`;
const NUMBER_DATE = '(?<![\\d./-])';

const DIGIT = /\d/u;
const MONTHS = new RegExp(`\\b${MONTH}\\b|\\d${MONTH}\\b`, 'iu');

const PATTERNS: readonly Sought[] = [
  [
    DIGIT,
    new RegExp(
      `${NUMBER_DATE}(?:19|20)\\d{2}([-/.])(?:0?[1-9]|1[0-2])\\1(?:0?[1-9]|[12]\\d|3[01])(?!\\d)`,
      'gu',
    ),
  ],
  [
    MONTHS,
    new RegExp(
      `\\b${LED}${MONTH}\\b\\.?\\s(?:the\\s)?${ORDINAL}\\b(?![:.]\\d|%|\\s?[ap]m\\b)${MORE}(?:,?\\s${YEAR}(?!\\d))?`,
      'giu',
    ),
  ],
  [
    MONTHS,
    new RegExp(
      `\\b${LED}${BEFORE}${ORDINAL}\\.?[\\s-](?:day\\s)?(?:of\\s)?${MONTH}\\b(?:\\.?,?[\\s-]${YEAR}(?!\\d))?`,
      'giu',
    ),
  ],
  // 24/05/2024, 5/24/24, 24.5.2024, 24.5.; two numbers alone only with a slash.
  [
    DIGIT,
    new RegExp(`${NUMBER_DATE}${DAY}([/.-])${DAY}\\1(?:(?:19|20)\\d{2}|\\d{2})(?![\\d/-]|\\.\\d)`, 'gu'),
  ],
  [
    /\d\/\d/u,
    /(?<![\d./-])(?!24\/7|9\/11|1\/[234]\b|[23]\/[34]\b)(?:(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])\/(?:0?[1-9]|1[0-2]))(?![\d/%]|\.\d|\s(?:stars?|rating|of|cups?|inch\w*|hours?))/gu,
  ],
  [
    /day\b/iu,
    new RegExp(`(?<!Black |Good )\\b(?:(?:next|last|this|coming|this coming)\\s)?${WEEKDAY}\\b`, 'giu'),
  ],
  [/day\s/iu, /\bday\s(?:after\stomorrow|before\syesterday)\b/giu],
  [/./u, /\b(?:today|tom+or+ow|tmrw|tmr|2morrow|yesterday|tonight|tonite)\b/giu],
  [
    /\s(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/u,
    /(?<=\b(?:on|by|until|till|since|from|this|next|last)\s)(?:Mon|Tues?|Wed|Thurs?|Fri|Sat|Sun)\b(?!\.?,?\s\d)/gu,
  ],
  [
    /\sago\b/iu,
    /\b(?:\d{1,3}|a|one|two|three|four|five|six|seven|eight|nine|ten|a couple of|a few)\sdays?\sago\b/giu,
  ],
  [
    /\d(?:st|nd|rd|th)\b/iu,
    /(?<=\b(?:the|on|by|until|till|since|from|before|after)\s)(?:[12]?\d|3[01])(?:st|nd|rd|th)\b(?!\s(?:floor|time|anniversary|birthday|century|street|avenue|row|place|attempt|of))/giu,
  ],
];

/** Words that make two numbers with a slash something else: the month and year of a card, a share, a score. */
const NO_DAY =
  /\b(?:expir\w*|valid (?:thru|until|to)|exp\.?|rated?|score[ds]?|out of|seats?|rows?)[\s\w]{0,12}[:.]?\s?$/iu;

export const datesIn = (text: string): Entity[] =>
  soughtIn(text, PATTERNS)
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .filter(
      ({ 0: found, index }) => !(/^\d{1,2}\/\d{1,2}$/u.test(found) && NO_DAY.test(text.slice(0, index))),
    )
    .map((match) => ({ type: 'date', text: match[0].replace(/[.,]$/u, ''), start: match.index }));
