// Owns the page's words: the catalogue with this page's formatters, and what an error says to a person.
import { CallError } from '#shared/contract/errors.ts';
import { wordsOf } from '#shared/i18n/words.ts';

const numbers = new Intl.NumberFormat('en');
const plurals = new Intl.PluralRules('en');

export const t = wordsOf({
  number: (value) => numbers.format(value),
  plural: (count) => plurals.select(count),
});

/** A count as this language writes it. */
export const number = (value: number): string => numbers.format(value);

/** A score of 1e-6 units with two decimals. */
const scores = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
export const score = (millionths: number): string => scores.format(millionths / 1_000_000);

/** Money without decimals; an unknown currency is written as its code. */
export function money(value: number, currency: string | undefined): string {
  if (currency === undefined) return numbers.format(value);
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency, maximumFractionDigits: 0 }).format(
      value,
    );
  } catch {
    return `${currency} ${numbers.format(value)}`;
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
