// Owns what a score is made of, as a table that adds up: each signal with its weight and what it gave the sum. Pure.
// Refuses: judging; the verdict is the domain's (shared/domain/trigger/combine.ts).
import type { Contribution, TurnVerdict } from '#shared/domain/trigger/combine.ts';
import { CATEGORIES, type Policy } from '#shared/domain/trigger/policy.ts';
import type { Category } from '#shared/schema/primitives.ts';

export const ONE = 1_000_000;

export interface Part {
  readonly category: Category;
  readonly source: string;
  /** Counted from 1; 0 is the account. */
  readonly turn: number;
  /** What of the signal comes through to the sum: its own weight, its category's, less what others of the category give already. */
  readonly weight: number;
  /** How much of it there is, 0..1; of an earlier turn, what is left of it. */
  readonly signal: number;
  /** What it gives the sum, integer of 1e-6. */
  readonly adds: number;
}

/** What a signal is heard by when it is made of another. */
const HEARD_AS: Readonly<Record<string, string>> = {
  frustration: 'voiced',
  outburst: 'voiced',
  rising: 'voiced',
  interest: 'buyingIntent',
};
export const heardAs = (source: string): string => HEARD_AS[source] ?? source;

/** How far a signal alone can raise its category, 0..1. */
function ownWeightOf(policy: Policy, { category, source, amount }: Contribution): number {
  if (category !== 'value') return policy[category].signals[source] ?? 0;
  const { value } = policy;
  // A tier is there or not: what it is worth is all its weight.
  const own = {
    worth: value.worth,
    openDeals: value.openDeals,
    renewal: value.renewal,
    activity: value.activity,
  };
  return own[source as keyof typeof own] ?? amount / ONE;
}

/** What each category adds to the sum of all, integers of 1e-6. */
export const weighted = (
  policy: Policy,
  verdict: Pick<TurnVerdict, 'categories'>,
): Record<Category, number> => {
  const of = (category: Category): number =>
    Math.round(policy[category].weight * verdict.categories[category]);
  return { value: of('value'), complexity: of('complexity'), emotion: of('emotion'), timing: of('timing') };
};

/**
 * Signals of one category raise it together, never above 1, so what a category gives is shared out among its signals by
 * what each would give alone. In each row weight × signal is what it adds; the rows add up to the sum, but for what is too
 * small to be written; the largest first.
 */
export function madeOf(policy: Policy, verdict: TurnVerdict): readonly Part[] {
  const { by, categories, contributions } = verdict;
  const gives = by === 'combined' ? weighted(policy, verdict) : { ...NOTHING, [by]: categories[by] };
  return CATEGORIES.flatMap((category) => {
    const own = contributions.filter((each) => each.category === category && each.amount > 0);
    const whole = own.reduce((sum, { amount }) => sum + amount, 0);
    let left = gives[category];
    return own.map((each, at): Part => {
      // The last gets the rest, so that rounding loses nothing.
      const adds = at === own.length - 1 ? left : Math.round((gives[category] * each.amount) / whole);
      left -= adds;
      const alone = ownWeightOf(policy, each);
      const signal = alone === 0 ? 0 : Math.min(1, each.amount / ONE / alone);
      const weight = signal === 0 ? 0 : adds / ONE / signal;
      return { category, source: each.source, turn: each.turn, weight, signal, adds };
    });
  })
    .filter(({ adds }) => adds >= LEAST)
    .sort((a, b) => b.adds - a.adds);
}

/** What is written as 0.00 is no row. */
const LEAST = ONE / 200;
const NOTHING: Record<Category, number> = { value: 0, complexity: 0, emotion: 0, timing: 0 };
