// Owns how signals and account become four categories, one score and a decision, turn by turn, and how it is explained.
// Refuses: reading words. A change of policy only runs this again over signals that are already there.

import type { Category } from '../../schema/primitives.ts';
import { SIGNALS } from './model.ts';
import { between, micro, ONE, ramp } from './number.ts';
import { CATEGORIES, type Policy } from './policy.ts';
import type { TurnSignals } from './signals.ts';

/** What is known of the customer beyond this conversation. */
export interface Standing {
  readonly tier?: 'free' | 'standard' | 'premium' | 'enterprise' | undefined;
  /** Over twelve months. */
  readonly value?: number | undefined;
  readonly openDeals?: number | undefined;
  /** Whole days from now to the renewal; negative is past. */
  readonly renewalInDays?: number | undefined;
  /** Sessions in the last thirty days. */
  readonly sessions?: number | undefined;
}

/** One addend: how much of a category's score a signal gave, and from which turn. */
export interface Contribution {
  readonly category: Category;
  readonly source: string;
  /** Integer of 1e-6. */
  readonly amount: number;
  /** Turn, counted from 1; 0 for the account. */
  readonly turn: number;
}

export interface TurnVerdict {
  /** Integers of 1e-6. */
  readonly categories: Readonly<Record<Category, number>>;
  /** .5 is the threshold. */
  readonly score: number;
  readonly fired: boolean;
  /** What is nearest its threshold, or furthest above: a category by itself, or the weighted sum of all. */
  readonly by: Category | 'combined';
  readonly sum: number;
  readonly limit: number;
  /** What held it back although the score was reached. */
  readonly guard: 'solved' | 'refusal' | null;
  readonly contributions: readonly Contribution[];
}

type Carried = Readonly<Record<Exclude<Category, 'value'>, number>>;

export interface CombineState {
  readonly turn: number;
  readonly carried: Carried;
  readonly carriedFrom: readonly Contribution[];
  readonly frustrations: readonly number[];
  /** What the customer's last turn holds back; the bot's answers to it do not change that. */
  readonly guard: 'solved' | 'refusal' | null;
  readonly on: boolean;
}

export const NOTHING_YET: CombineState = {
  turn: 0,
  carried: { complexity: 0, emotion: 0, timing: 0 },
  carriedFrom: [],
  frustrations: [],
  guard: null,
  on: false,
};

/** Probabilistic or: grows with each part, never above 1. */
const either = (a: number, b: number): number => a + b - a * b;

/** A signal as strength: silent below the floor, full above one minus it. */
const strength = (signal: number, floor: number): number => ramp(signal / ONE, floor, 1 - floor);

/** 0..1 from the account alone. */
export function standingScore(
  standing: Standing | undefined,
  policy: Policy,
): { score: number; parts: [string, number][] } {
  if (standing === undefined) return { score: 0, parts: [] };
  const { value } = policy;
  const parts: [string, number][] = [];
  const add = (source: string, amount: number) => {
    if (amount > 0) parts.push([source, amount]);
  };
  if (standing.tier !== undefined) add('tier', value.tiers[standing.tier]);
  add('worth', value.worth * ramp(standing.value ?? 0, 0, value.fullValue));
  add('openDeals', (standing.openDeals ?? 0) > 0 ? value.openDeals : 0);
  const days = standing.renewalInDays;
  add('renewal', days !== undefined && days >= 0 && days <= value.renewalDays ? value.renewal : 0);
  add('activity', value.activity * visitsOf(standing, policy));
  return { score: parts.reduce((sum, [, amount]) => either(sum, amount), 0), parts };
}

/** Words of looking around decide nothing for who comes once, and much for who keeps coming back. Integer of 1e-6. */
export const interestOf = (buyingIntent: number, visits: number): number =>
  micro(ramp(buyingIntent / ONE, 0.2, 0.4) * visits);

/** 0..1: how often they come, of what a policy counts in full. */
export const visitsOf = (standing: Standing | undefined, { value }: Policy): number =>
  ramp(standing?.sessions ?? 0, 2, value.fullSessions);

/** Beyond what is frustration in full. Integer of 1e-6. */
export const outburstOf = (voiced: number): number => micro(ramp(voiced / ONE, 0.7, 0.95));

/** How much the customer's mood has fallen over their last three turns. */
function rising(frustrations: readonly number[]): number {
  const last = frustrations.at(-1) ?? 0;
  const before = frustrations.slice(-3, -1);
  if (before.length === 0) return 0;
  const lowest = before.reduce((low, value) => (value < low ? value : low), ONE);
  return micro(between(0, (last - lowest) / ONE, 1));
}

/** What a turn gives before anything is weighed: no weight and no threshold of a policy changes it. */
export interface Reading {
  /** By source, 0..1: signals, and what follows from them. */
  readonly strengths: Readonly<Record<string, number>>;
  /** What is left of what was carried here, 0..1. */
  readonly kept: number;
  readonly frustrations: readonly number[];
  /** What holds back from this turn on, whatever the score. */
  readonly guard: CombineState['guard'];
  /** A request for a person in this turn, or a bot that hands over by itself: no guard holds it back. */
  readonly asked: boolean;
}

/** Not for turns of a person. `interest` = words of looking around by someone who comes often (sessions). */
export function readTurn(
  policy: Policy,
  standing: Standing | undefined,
  before: Pick<CombineState, 'frustrations' | 'guard'>,
  { role, signals }: TurnSignals,
): Reading {
  const { floor, decay, guards } = policy;
  const customer = role === 'END_USER';
  const frustrations = customer ? [...before.frustrations.slice(-4), signals.voiced] : before.frustrations;
  const strengths: Record<string, number> = {
    outburst: 0,
    rising: 0,
    interest: 0,
  };
  for (const signal of SIGNALS) strengths[signal] = strength(signals[signal], floor);
  // What the bot does makes a mood likely; it is the bot's failure that counts then, and once.
  strengths.frustration = strengths.voiced ?? 0;
  if (customer) {
    strengths.outburst = strength(outburstOf(signals.voiced), floor);
    strengths.rising = strength(rising(frustrations), floor);
    strengths.interest = strength(interestOf(signals.buyingIntent, visitsOf(standing, policy)), floor);
  }
  const solved = customer ? strength(signals.solved, floor) : 0;
  // Words that merely soften a complaint ("thanks, but") have a low `solved`.
  const guard = !customer
    ? before.guard
    : guards.refusal && signals.refusal >= ONE / 2
      ? 'refusal'
      : guards.solved && solved >= 0.5
        ? 'solved'
        : null;
  return {
    strengths,
    // Time passes with the customer's turns; thanks make the past fade faster.
    kept: customer ? decay * (1 - 0.8 * solved) : 1,
    frustrations,
    guard,
    asked: strength(customer ? signals.humanRequest : signals.botHandover, floor) >= 0.5,
  };
}

/** The next turn under a policy. */
export function judgeTurn(
  policy: Policy,
  standing: Standing | undefined,
  state: CombineState,
  turn: TurnSignals,
): { readonly verdict: TurnVerdict; readonly state: CombineState } {
  const number = state.turn + 1;
  if (turn.role === 'HUMAN_AGENT')
    return {
      verdict: {
        categories: { value: 0, complexity: 0, emotion: 0, timing: 0 },
        score: 0,
        fired: false,
        by: 'combined',
        sum: 0,
        limit: micro(policy.combined.threshold),
        guard: null,
        contributions: [],
      },
      state: { ...NOTHING_YET, turn: number },
    };
  const { strengths, kept, frustrations, guard: holds, asked } = readTurn(policy, standing, state, turn);

  const contributions: Contribution[] = [];
  const now = { complexity: 0, emotion: 0, timing: 0 };
  for (const category of ['complexity', 'emotion', 'timing'] as const) {
    let fresh = 0;
    for (const [source, weight] of Object.entries(policy[category].signals)) {
      const amount = (weight ?? 0) * (strengths[source] ?? 0);
      if (amount <= 0) continue;
      fresh = either(fresh, amount);
      contributions.push({ category, source, amount: micro(amount), turn: number });
    }
    now[category] = either(fresh, kept * state.carried[category]);
  }
  const carriedFrom = [
    ...contributions,
    ...state.carriedFrom.map((part) => ({ ...part, amount: micro((kept * part.amount) / ONE) })),
  ]
    .filter(({ amount }) => amount >= ONE / 50)
    .slice(0, 24);
  const account = standingScore(standing, policy);
  const categories = { value: account.score, ...now };
  const parts = [
    ...account.parts.map(([source, amount]) => ({
      category: 'value' as const,
      source,
      amount: micro(amount),
      turn: 0,
    })),
    ...carriedFrom,
  ];

  let total = 0;
  for (const category of CATEGORIES) total += policy[category].weight * categories[category];
  let by: Category | 'combined' = 'combined';
  let sum = total;
  let limit = policy.combined.threshold;
  for (const category of CATEGORIES) {
    const { threshold } = policy[category];
    if (threshold === null || threshold === 0 || categories[category] / threshold <= sum / limit) continue;
    by = category;
    sum = categories[category];
    limit = threshold;
  }
  const score = micro(sum / limit / 2);

  const wants = score >= (state.on ? ONE / 2 - policy.release * ONE : ONE / 2);
  // Neither guard holds back who asks for a person in the same turn, nor a bot that hands over by itself.
  const guard = wants && !asked ? holds : null;
  const fired = wants && guard === null;
  return {
    verdict: {
      categories: {
        value: micro(categories.value),
        complexity: micro(categories.complexity),
        emotion: micro(categories.emotion),
        timing: micro(categories.timing),
      },
      score,
      fired,
      by,
      sum: micro(sum),
      limit: micro(limit),
      guard,
      contributions: parts.sort((a, b) => b.amount - a.amount),
    },
    state: { turn: number, carried: now, carriedFrom, frustrations, guard: holds, on: fired },
  };
}
