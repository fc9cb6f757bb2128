// Owns what of a context package is told in lines: what the bot sent, and where it sent nothing of a kind, what the router drew
// from the turns, quoted.
import type { ContextPackage, DrawnLine } from '#shared/schema/context.ts';
import { t } from './words.ts';

export interface Told {
  readonly text: string;
  readonly turn?: number | undefined;
  /** Of what was tried. */
  readonly worked?: boolean;
  /** Who said it, of the lines of a paragraph. */
  readonly by?: 'bot' | 'customer';
}

/** As it was said, without the stars of Markdown. */
const quoted = <Line extends DrawnLine>(line: Line): Line => ({
  ...line,
  text: t('context.quoted', { text: line.text.replaceAll('**', '') }),
});

export function toldOf({ situation, highlights = [], tried = [], open = [], drawn }: ContextPackage) {
  const either = (sent: readonly Told[], found: readonly DrawnLine[] = []): readonly Told[] =>
    sent.length > 0 ? sent : found.map(quoted);
  return {
    situation: either(
      situation === undefined || situation === '' ? [] : [{ text: situation }],
      drawn?.situation.map(({ bot, ...line }) => ({
        ...line,
        by: bot ? ('bot' as const) : ('customer' as const),
      })),
    ),
    highlights: either(highlights, drawn?.highlights),
    tried: either(tried, drawn?.tried),
    open: either(
      open.map((text) => ({ text })),
      drawn?.open,
    ),
    promised: either([], drawn?.promised),
  };
}
