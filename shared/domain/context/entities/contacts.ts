// Owns how to reach people: e-mail addresses and telephone numbers, written or said aloud.
import { type Entity, matchesOf } from './spans.ts';

const EMAIL =
  /(?<![\w.+-])[A-Za-z0-9](?:[\w.+-]{0,62}[\w+-])?@(?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,24}(?![\w-])/gu;
const SPOKEN_EMAIL =
  /\b[a-z0-9]+(?:\s(?:dot|underscore|dash|minus|plus)\s[a-z0-9]+){0,4}\sat\s[a-z0-9-]+(?:\s(?:dot|dash)\s[a-z0-9]+){1,3}\b/giu;
export const emailsIn = (text: string): Entity[] => [
  ...(text.includes('@') ? matchesOf('email', text, EMAIL) : []),
  ...(/\sat\s.*\sdot\s/iu.test(text) ? matchesOf('email', text, SPOKEN_EMAIL) : []),
];

const END = '(?![\\w-]|[.,:/]\\d)';
const WRITTEN = [
  // International, with brackets, in groups after a zero, North American.
  new RegExp(
    `(?<![\\w.,/-])\\+\\d{1,3}[\\s.-]?(?:\\(0\\)\\s?)?(?:\\(\\d{1,4}\\)[\\s.-]?)?\\d{1,4}(?:[\\s./-]?\\d{2,4}){1,5}${END}`,
    'gu',
  ),
  new RegExp(`(?<![\\w.,/-])\\(\\d{2,5}\\)[\\s.-]?\\d{2,4}(?:[\\s./-]?\\d{2,4}){1,3}${END}`, 'gu'),
  new RegExp(`(?<![\\w.,/+-])(?<!\\d\\s)0\\d{1,4}(?:[\\s./-]\\d{2,8}){1,5}${END}`, 'gu'),
  new RegExp(`(?<![\\w.,/+-])(?<!\\d\\s)(?:1[\\s.-])?\\d{3}[\\s.-]\\d{3}[\\s.-]\\d{4}${END}`, 'gu'),
];
/** After a word that says so any number long enough is one. */
const CALLED =
  /\b(?:phone|telephone|mobile|cell|landline|hotline|call(?:ed|ing)?|ring|reach|text|whatsapp|tel|dial|handy)\b\.?(?:\s(?:me|us|you|him|her|them|back|numbers?|no\.?|line|is|was|on|at|to|under|the|my|its|it's|from|now|again|directly|for\s\w+)){0,5}[:,]?\s{0,2}(?<it>(?:\+|\(|0)?\d[\d\s().-]{3,18}\d)(?![\w-]|:\d|\s?(?:am|pm|%|€|\$|minutes?|hours?|times?|days?))/giu;
const WORD = '(?:oh|zero|one|two|three|four|five|six|seven|eight|nine|double|triple)';
const SPOKEN = new RegExp(`\\b${WORD}(?:[\\s,-]{1,2}${WORD}){6,16}\\b`, 'giu');

const digitsOf = (text: string): number => text.replaceAll(/\D/gu, '').length;
const between = (entity: Entity, least: number): boolean =>
  digitsOf(entity.text) >= least && digitsOf(entity.text) <= 15;

export function phonesIn(text: string): Entity[] {
  const written = /\d.*\d.*\d.*\d.*\d/u.test(text)
    ? [
        ...WRITTEN.flatMap((pattern) => matchesOf('phone', text, pattern)).filter((one) => between(one, 8)),
        ...matchesOf('phone', text, CALLED).filter((one) => between(one, 5)),
      ]
    : [];
  return [...written, ...matchesOf('phone', text, SPOKEN)];
}
