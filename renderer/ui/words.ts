// Owns the page's words and numbers in the language it speaks, and what an error says to a person.
import { CallError } from '#shared/contract/errors.ts';
import { wordsOf } from '#shared/i18n/words.ts';
import { inLanguage, speaker } from './language.ts';

export const t = wordsOf(speaker);

/** Intl writes a hyphen where a minus belongs. */
const minus = (text: string): string => text.replace('-', '\u2212');

const numbers = inLanguage(({ locale }) => new Intl.NumberFormat(locale));
/** A number as this language writes it. */
export const number = (value: number): string => minus(numbers().format(value));

const scores = inLanguage(
  ({ locale }) => new Intl.NumberFormat(locale, { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
);
/** A score of 1e-6 units with two decimals. */
export const score = (millionths: number): string => minus(scores().format(millionths / 1_000_000));

const tenthsOf = inLanguage(
  ({ locale }) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
);
/** A number with one decimal: a rate, a mean. */
export const tenths = (value: number): string => minus(tenthsOf().format(value));

const currencies = inLanguage(({ locale }) => {
  const known = new Map<string, Intl.NumberFormat>();
  return (currency: string): Intl.NumberFormat => {
    const format =
      known.get(currency) ??
      new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 });
    known.set(currency, format);
    return format;
  };
});

const languages = inLanguage(({ locale }) => new Intl.DisplayNames(locale, { type: 'language' }));
/** What a language is called; what is no code of one is its own name. */
export function languageName(code: string): string {
  try {
    return languages().of(code) ?? code;
  } catch {
    return code;
  }
}

/** Money without decimals; an unknown currency is written as its code. */
export function money(value: number, currency: string | undefined): string {
  if (currency === undefined) return number(value);
  try {
    return minus(currencies()(currency).format(value));
  } catch {
    return `${currency} ${number(value)}`;
  }
}

/** The words of a refusal code of the router. */
export const refusal = (code: string): string => t.find(`refusal.${code}`) ?? t('conflict.refused');

/** The words of a reason that came over the wire: known ones in the catalogue, a bot's own as they are. */
export const reason = (given: string): string =>
  t.find(`reason.${given}`) ?? t.find(`label.${given}`) ?? given.replaceAll('_', ' ');

/** What an error of a call says to a person. */
export function explain(error: unknown): string {
  if (!(error instanceof CallError)) return t('error.internal');
  const { code, message, detail } = error.body;
  if (code === 'conflict' && detail !== undefined) return t.find(`refusal.${detail}`) ?? t('error.conflict');
  const words = t.find(message) ?? t(`error.${code}`);
  return code === 'internal' && detail !== undefined
    ? `${words} ${t('conversation.code', { code: detail })}`
    : words;
}
