// Owns money in a turn: with a sign, a code or a word of a currency, in digits or in words.
import { type Entity, matchesOf, type Sought, soughtIn } from './spans.ts';

const SIGN = '(?:US|A|C|AU|CA|HK|NZ|S|R)?[$]|[€£¥₹₩₽₺₫₪₱]|\\bRs\\.?';
/** Signs that only stand behind. */
const BEHIND = 'zł|kr\\b|Kč|Ft\\b|Fr\\.';
const CODE =
  'USD|EUR|GBP|CHF|JPY|CNY|INR|AUD|CAD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RUB|TRY|BRL|MXN|ZAR|SGD|HKD|KRW|AED|ILS';
const WORD =
  'dollars?|bucks?|cents?|euros?|pounds?(?: sterling)?|quid|pence|francs?|yen|rupees?|yuan|kronor|kroner|zlot(?:y|ys)|pesos?|rand|reais|rubles?|roubles?|lira';
/** Thousands in groups, or digits alone, with decimals. */
const DIGITS =
  "\\d{1,3}(?:[,.\u00a0 \u2019']\\d{3})+(?:[.,]\\d{1,2})?(?!\\d)|\\d{1,9}(?:[.,]\\d{1,2})?(?!\\d)";
const SCALE = '(?:\\s?(?:[kKmM]|bn|[tT]housand|[mM]illion|[bB]illion|mio|grand)\\b)?';
const UNIT =
  'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|million|grand';
const SPOKEN = `(?:an?\\s(?=hundred|thousand|million|couple))?(?:${UNIT}|couple of|few hundred)(?:[\\s-](?:and\\s|a\\s)?(?:${UNIT}|half)){0,6}`;
/** "$50-75" and "50 to 75 euros" are one sum that is not settled yet. */
const TO = `(?:\\s?(?:-|–|to|or)\\s?(?:${DIGITS})(?!\\s?(?:%|\\p{L})))?`;
const UP_TO = `(?:(?:${DIGITS})\\s?(?:-|–|to|or)\\s?)?`;
const CENTS = '(?:\\s(?:and\\s)?(?:\\d{1,2}|fifty|twenty)\\s(?:cents?|pence))?';

const WORDS = new RegExp(`(?:${WORD})\\b`, 'iu');
const PATTERNS: readonly Sought[] = [
  [
    new RegExp(SIGN, 'u'),
    new RegExp(`(?:${SIGN})\\s?(?:${DIGITS})${SCALE}${TO}(?:\\s(?:${CODE})\\b)?`, 'gu'),
  ],
  [
    /\d/u,
    new RegExp(`(?<![\\w.,])${UP_TO}(?:${DIGITS})${SCALE}\\s?(?:${SIGN}|${BEHIND}|(?:${CODE})\\b)`, 'gu'),
  ],
  [
    new RegExp(`\\b(?:${CODE})\\s?\\d`, 'u'),
    new RegExp(`\\b(?:${CODE})\\s?(?:${DIGITS})${SCALE}${TO}`, 'gu'),
  ],
  [WORDS, new RegExp(`(?<![\\w.,$€£])${UP_TO}(?:${DIGITS})${SCALE}[\\s-](?:${WORD})\\b${CENTS}`, 'giu')],
  [WORDS, new RegExp(`\\b(?:${SPOKEN})\\s(?:${WORD})\\b${CENTS}`, 'giu')],
];

export const amountsIn = (text: string): Entity[] =>
  soughtIn(text, PATTERNS).flatMap((pattern) => matchesOf('amount', text, pattern));
