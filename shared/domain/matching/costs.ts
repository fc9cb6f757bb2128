// Owns what it is worth to give a handoff to a person: urgency times fit, less what it costs the team. Every weight is a
// named number below, with its unit and where it comes from. Refuses: choosing (assignment.ts).
//
// worth = urgency × fit − fairness − scarcity, all without unit; 1 = a new handoff of usual value with a perfect fit.
import { max, min, round } from '../../lib/math.ts';
import type { Costs } from './assignment.ts';
import { type Abilities, type Demands, isEligible } from './eligible.ts';

export interface Weights {
  /**
   * Power of the customer's value in urgency. A customer of value v goes before one of value 1 until that one has waited
   * v^(precedence / 2) times their target longer: the ceiling on starvation. Chosen on scenarios 1 and 3.
   */
  readonly precedence: number;
  /** Targets waited beyond which urgency does not grow: keeps costs finite. */
  readonly longest: number;
  /** Share of quality by proficiency 1-5 (index), and how much longer than usual the work takes: the scenarios' tables. */
  readonly quality: readonly number[];
  readonly slowness: readonly number[];
  /** Added share of fit for the person who served this customer last. */
  readonly continuity: number;
  /** Factor on fit for somebody who declined or missed it: last, not never. */
  readonly passed: number;
  /** Cost of being as busy again as the mean of the team (their share of time taken, over its mean, less 1). */
  readonly fairness: number;
  /** Cost of each further skill that the work does not need: the flexible person is saved. */
  readonly scarcity: number;
}

const COMMON = {
  precedence: 6,
  longest: 30,
  quality: [0, 0.8, 0.87, 0.93, 0.97, 1],
  slowness: [1, 1.3, 1.15, 1.05, 0.95, 0.85],
  continuity: 0.05,
  passed: 0.3,
} as const;

/** `fair` keeps loads about as even as the longest-idle rule does; `fit` looks at the customer alone. */
export const MODES = {
  fair: { ...COMMON, fairness: 1, scarcity: 0.02 },
  fit: { ...COMMON, fairness: 0.05, scarcity: 0.02 },
} as const satisfies Record<string, Weights>;

export interface Demand extends Demands {
  /** What the customer is worth beside others; 1 = usual. */
  readonly value: number;
  /** Seconds. */
  readonly waited: number;
  readonly target: number;
  /** Who served this customer last. */
  readonly last: string | undefined;
  readonly passedBy: readonly string[];
}

export interface Supply extends Abilities {
  readonly person: string;
  /** Share of their time at work that conversations took, over the mean of the team; 1 = as busy as the others. */
  readonly busyness: number;
}

/** Convex in the wait: the generalised c-mu rule of Van Mieghem (1995) with a quadratic cost of delay. At least 1. */
export function urgency({ value, waited, target }: Demand, { precedence, longest }: Weights): number {
  const targets = min(longest, waited / target);
  let tier = 1;
  for (let power = 0; power < precedence; power += 1) tier *= value;
  return tier * (1 + targets * targets);
}

/** Quality over time, for the weakest of the skills it needs. Positive. */
export function fitness(demand: Demand, person: Supply, weights: Weights): number {
  let proficiency = 5;
  for (const skill of Object.keys(demand.skills)) proficiency = min(proficiency, person.skills[skill] ?? 0);
  const { quality, slowness, continuity, passed } = weights;
  return (
    ((quality[proficiency] ?? 0) / (slowness[proficiency] ?? 1)) *
    (demand.last === person.person ? 1 + continuity : 1) *
    (demand.passedBy.includes(person.person) ? passed : 1)
  );
}

/** More than any cost of a pair: whoever is free gets work, whatever else it costs. */
const GIVEN = 10;
const SCALE = 1_000_000;

/** Costs of giving `people` (columns) to `waiting` (rows), for assign(). */
export function costsOf(waiting: readonly Demand[], people: readonly Supply[], weights: Weights): Costs {
  const urgencies = waiting.map((demand) => urgency(demand, weights));
  const team = people.map(({ busyness, skills }) => ({
    fairness: weights.fairness * max(-2, min(2, busyness - 1)),
    skills: Object.keys(skills).length,
  }));
  const at = (row: number, column: number): number => {
    const demand = waiting[row];
    const person = people[column];
    const own = team[column];
    if (demand === undefined || person === undefined || own === undefined || !isEligible(person, demand))
      return Number.POSITIVE_INFINITY;
    const spare = max(0, own.skills - Object.keys(demand.skills).length);
    const worth =
      (urgencies[row] ?? 1) * fitness(demand, person, weights) - own.fairness - weights.scarcity * spare;
    return -round(SCALE * (GIVEN + worth));
  };
  return {
    columns: people.length,
    at,
    fill(row, into) {
      for (let column = 0; column < into.length; column += 1) into[column] = at(row, column);
    },
    skip: () => 0,
  };
}
