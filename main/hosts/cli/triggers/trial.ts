// Owns whether a policy learned from labels is better than the one in use, on conversations it has not seen: grouped folds, and
// the interval of the paired difference. Refuses: learning (policy-learning.ts) and files (train.ts).
import { type Share, shareOf } from '#shared/domain/trigger/backtest.ts';
import { firesAt } from '#shared/domain/trigger/counterfactual.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import {
  type Labelled,
  type LearnOptions,
  learnPolicy,
  matthews,
} from '#shared/domain/trigger/policy-learning.ts';
import { foldsOf } from './learn.ts';
import { randomOf } from './measures.ts';

/** A labelled conversation with what it must not be parted from: its customer, or conversations of the same words. */
export interface Case {
  readonly conversation: Labelled;
  readonly group: string;
}

/** Of one policy over all folds. */
interface Standing {
  readonly precision: Share | null;
  readonly recall: Share | null;
  readonly f1: number;
  /** Matthews' correlation of firing with need: 0 is no better than chance. */
  readonly agreement: number;
}

export interface Trial {
  readonly before: Standing;
  /** Each conversation under a policy learned without its group. */
  readonly after: Standing;
  /** Agreement after less agreement before, on the same conversations; 95 %, groups drawn with replacement. */
  readonly difference: { readonly value: number; readonly low: number; readonly high: number };
  /**
   * How often so large a difference comes about when each group's two answers are swapped by the toss of a coin. Holds where
   * few conversations differ, of which an interval says too much.
   */
  readonly byChance: number;
  /** The whole interval lies above nothing, and chance alone comes so far in less than one case of forty. */
  readonly better: boolean;
}

interface Pair {
  readonly group: string;
  readonly needed: boolean;
  readonly before: boolean;
  readonly after: boolean;
}

const DRAWS = 2_000;

/** Fired and rightly fired, by either policy. */
interface Counts {
  count: number;
  needed: number;
  flagged: [number, number];
  hits: [number, number];
}

const none = (): Counts => ({ count: 0, needed: 0, flagged: [0, 0], hits: [0, 0] });

function add(counts: Counts, by: Counts): void {
  counts.count += by.count;
  counts.needed += by.needed;
  for (const at of [0, 1] as const) {
    counts.flagged[at] += by.flagged[at];
    counts.hits[at] += by.hits[at];
  }
}

const exchanged = ({ flagged, hits, ...rest }: Counts): Counts => ({
  ...rest,
  flagged: [flagged[1], flagged[0]],
  hits: [hits[1], hits[0]],
});

const agreementOf = ({ count, needed, flagged, hits }: Counts, at: 0 | 1): number =>
  matthews({ count, needed, flagged: flagged[at], hits: hits[at] });

const standingOf = (counts: Counts, at: 0 | 1): Standing => ({
  precision: shareOf(counts.hits[at], counts.flagged[at]),
  recall: shareOf(counts.hits[at], counts.needed),
  f1: (2 * counts.hits[at]) / (counts.needed + counts.flagged[at]),
  agreement: agreementOf(counts, at),
});

function countsByGroup(pairs: readonly Pair[]): Counts[] {
  const groups = new Map<string, Counts>();
  for (const { group, needed, before, after } of pairs) {
    const counts = groups.get(group) ?? none();
    const both: [number, number] = [before ? 1 : 0, after ? 1 : 0];
    add(counts, { count: 1, needed: needed ? 1 : 0, flagged: both, hits: needed ? both : [0, 0] });
    groups.set(group, counts);
  }
  return [...groups.values()];
}

export function trial(
  policy: Policy,
  cases: readonly Case[],
  { folds, seed, ...options }: LearnOptions & { readonly folds: number; readonly seed: number },
  progress: (fold: number) => void = () => undefined,
): Trial {
  const foldOf = foldsOf(
    cases.map(({ group }) => group),
    folds,
    seed,
  );
  const pairs: Pair[] = [];
  for (let fold = 0; fold < folds; fold += 1) {
    const learned = learnPolicy(
      policy,
      cases.filter(({ group }) => foldOf.get(group) !== fold).map(({ conversation }) => conversation),
      options,
    );
    for (const { group, conversation } of cases) {
      if (foldOf.get(group) !== fold) continue;
      const { standing, turns, needed } = conversation;
      const fires = (by: Policy) => firesAt(by, standing, turns) !== null;
      pairs.push({ group, needed, before: fires(policy), after: fires(learned) });
    }
    progress(fold + 1);
  }
  const groups = countsByGroup(pairs);
  const whole = none();
  for (const counts of groups) add(whole, counts);
  const differenceOf = (counts: Counts) => agreementOf(counts, 1) - agreementOf(counts, 0);
  const value = differenceOf(whole);
  const random = randomOf(seed);
  const drawn: number[] = [];
  let asFar = 0;
  for (let draw = 0; draw < DRAWS; draw += 1) {
    const again = none();
    const swapped = none();
    for (const counts of groups) {
      const other = groups[Math.floor(random() * groups.length)];
      if (other !== undefined) add(again, other);
      add(swapped, random() < 0.5 ? counts : exchanged(counts));
    }
    drawn.push(differenceOf(again));
    if (differenceOf(swapped) >= value) asFar += 1;
  }
  drawn.sort((a, b) => a - b);
  const low = drawn[Math.floor(0.025 * DRAWS)] ?? 0;
  const high = drawn[Math.ceil(0.975 * DRAWS) - 1] ?? 0;
  const byChance = (asFar + 1) / (DRAWS + 1);
  const [before, after] = [standingOf(whole, 0), standingOf(whole, 1)];
  return { before, after, difference: { value, low, high }, byChance, better: low > 0 && byChance < 0.025 };
}
