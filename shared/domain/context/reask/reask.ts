// Owns whether a draft asks the customer for what the context package holds: the first thing of which it is sure. Pure.
// Refuses: finding questions (questions.ts), how it is shown.
import { GIVEN_NAMES } from '../entities/given-names.ts';
import { EXACT } from './english/kinds.ts';
import type { Held } from './held.ts';
import { type Asked, askedIn } from './questions.ts';

/** Characters of a draft that are looked at, the latest. */
const LOOKED_AT = 2_000;

export interface ReAsk {
  readonly held: Held;
  /** UTF-16 stretch of the draft that names it. */
  readonly from: number;
  readonly to: number;
}

/** What "the reference" may be. */
const REFERENCES = new Set(['booking', 'order', 'ticket']);
/** One of these says little without what it is of. */
const OPEN = new Set(['date', 'amount', 'name', 'product', 'account']);
const given = new Set(GIVEN_NAMES.split(' '));

const kindsOf = (type: string, kinds: ReadonlySet<string>): string[] =>
  [...kinds].filter((kind) => kind.startsWith(`${type}.`));

/** How well a held thing answers: 2 by what is said of it, 1 by its type, 0 not. */
function fits({ type, kinds, plain }: Asked, held: Held): 0 | 1 | 2 {
  if (type !== held.type && !(type === 'reference' && REFERENCES.has(held.type))) return 0;
  const wanted = kindsOf(held.type, kinds);
  const exact = [...wanted, ...kindsOf('third', kinds)].filter((kind) => EXACT.has(kind));
  if (exact.some((kind) => !held.kinds.has(kind))) return 0;
  if (wanted.some((kind) => held.kinds.has(kind))) return 2;
  const disjoint = wanted.length > 0 && (OPEN.has(held.type) || kindsOf(held.type, held.kinds).length > 0);
  return disjoint || (!plain && OPEN.has(held.type)) ? 0 : 1;
}

/** A full name is not answered by half of one, nor a surname by a first name. */
function answersName(words: string, value: string): boolean {
  const parts = value.trim().split(/\s+/u);
  if (parts.length > 1) return true;
  if (/\b(?:full|and)\b/iu.test(words)) return false;
  const isGiven = given.has(value.toLowerCase());
  return /\b(?:last|sur|family)/iu.test(words)
    ? !isGiven
    : /\b(?:first|given)\b/iu.test(words)
      ? isGiven
      : true;
}

export function reAskIn(draft: string, held: readonly Held[]): ReAsk | null {
  const skipped = draft.length > LOOKED_AT ? draft.length - LOOKED_AT : 0;
  const text = draft.slice(skipped);
  const lower = text.toLowerCase();
  const unsaid = held.filter(({ value }) => !lower.includes(value.toLowerCase()));
  for (const asked of askedIn(text)) {
    const words = text.slice(asked.from, asked.to);
    const fitting = unsaid
      .filter(({ type, value }) => type !== 'name' || answersName(words, value))
      .map((one) => ({ one, how: fits(asked, one) }));
    const sure = fitting.filter(({ how }) => how === 2);
    const found = sure.length > 0 ? sure : fitting.filter(({ how }) => how === 1);
    const [first] = found;
    const isOnly = found.every(({ one }) => one.value === first?.one.value);
    if (first !== undefined && (isOnly || first.how === 2))
      return { held: first.one, from: asked.from + skipped, to: asked.to + skipped };
  }
  return null;
}
