// Owns what it is worth to give a handoff to a person: urgency times fit, less what it costs the team. Every weight is a
// named number below, with its unit and where it comes from. Refuses: choosing (joint.ts) and who may not (eligible.ts).
//
// worth = urgency × fit − price of load × how busy they were − scarcity, all without unit; 1 = a new handoff of usual value
// with a perfect fit. The price of load is one for all that is decided together and grows with its greatest urgency: so
// fairness weighs the same beside fit whoever the customer is, and a person's load never says which handoff they get.
import { max, min, round } from '../../lib/math.ts';
import type { FreePerson, Mode, WaitingHandoff } from './port.ts';

export interface Weights {
  /**
   * Power of the customer's value in urgency. A customer of value v goes before one of value 1 until that one has waited
   * v^(precedence / 2) times their target longer. Chosen on scenarios 1 and 3.
   */
  readonly precedence: number;
  /** Targets waited from which on value counts no more and whoever waited longest goes first: nobody starves. */
  readonly ceiling: number;
  /** Share of quality by proficiency 1-5 (index), and how much longer than usual the work takes: the scenarios' tables. */
  readonly quality: readonly number[];
  readonly slowness: readonly number[];
  /**
   * How much longer it takes for each unit of load that the person has. A quarter of what scenario 2 measures (0.12): the
   * whole of it sends customers to people who do not know them.
   */
  readonly crowding: number;
  /** Added share of fit for the person who served this customer last. */
  readonly continuity: number;
  /** Share of fit that it outweighs to be as busy again as the mean of the team (their share of time taken, over its mean). */
  readonly fairness: number;
  /** Cost of each further skill that the work does not need: the flexible person is saved. */
  readonly scarcity: number;
}

const COMMON = {
  precedence: 6,
  ceiling: 30,
  quality: [0, 0.8, 0.87, 0.93, 0.97, 1],
  slowness: [1, 1.3, 1.15, 1.05, 0.95, 0.85],
  crowding: 0.03,
  continuity: 0.05,
} as const;

export const MODES = {
  fair: { ...COMMON, fairness: 1, scarcity: 0.02 },
  fit: { ...COMMON, fairness: 0.01, scarcity: 0.02 },
} as const satisfies Record<Mode, Weights>;

/** The most a customer may be worth beside others: keeps sums of costs exact. */
const MOST_VALUE = 3;
/** More than the ratio of the best fit of a person to the worst: what is over the ceiling goes first, whoever is free. */
const ABOVE = 3;

function power(value: number, times: number): number {
  let result = 1;
  for (let each = 0; each < times; each += 1) result *= value;
  return result;
}

/** What decides how urgent a handoff is. */
export type Ranked = Pick<WaitingHandoff, 'mode' | 'target' | 'dueAt' | 'value'>;

/** Targets waited: 1 = due now. At least 0. */
const targetsOf = ({ dueAt, target }: Ranked, now: number): number => max(0, 1 + (now - dueAt) / target);

/**
 * Convex in the wait: the generalised c-mu rule of Van Mieghem (1995) with a quadratic cost of delay. Above 0. Of two that
 * differ by when they are due alone, the later one is never more urgent.
 */
export function urgency(work: Ranked, now: number): number {
  const { precedence, ceiling } = MODES[work.mode];
  const targets = targetsOf(work, now);
  if (targets >= ceiling)
    return ABOVE * power(MOST_VALUE, precedence) * (1 + ceiling * ceiling) + min(ceiling, targets - ceiling);
  return power(min(MOST_VALUE, work.value), precedence) * (1 + targets * targets);
}

/** The lowest proficiency in what it needs; 5 where it needs nothing. */
export const proficiencyOf = ({ skills: needed }: WaitingHandoff, { skills }: FreePerson): number => {
  let lowest = 5;
  for (const skill of Object.keys(needed)) lowest = min(lowest, skills[skill] ?? 0);
  return lowest;
};

/** Quality over time, for the weakest of the skills it needs. At least 0. */
export function fitness(work: WaitingHandoff, person: FreePerson): number {
  const { quality, slowness, continuity, crowding } = MODES[work.mode];
  const proficiency = proficiencyOf(work, person);
  return (
    ((quality[proficiency] ?? 0) / (slowness[proficiency] ?? 1) / (1 + crowding * person.load)) *
    (work.last === person.person ? 1 + continuity : 1)
  );
}

/** What it costs to be as busy again as the mean, for all that is decided together: 0 where nothing is. */
export const loadPrice = (waiting: readonly WaitingHandoff[], now: number): number =>
  waiting.reduce((most, work) => max(most, MODES[work.mode].fairness * urgency(work, now)), 0);

/** How much busier than the mean is told apart. */
const MOST_BUSIER = 2;
/** Spare skills beyond this cost no more. */
const MOST_SPARE = 50;
/** More than scarcity can cost: whoever is free gets work, whatever else it costs. */
const GIVEN = 10;
const SCALE = 100_000;

/** What it costs the team; below 0 for who has had less to do than the mean. `price` is `loadPrice`. */
export function burden(work: WaitingHandoff, person: FreePerson, price: number): number {
  const spare = Object.keys(person.skills).length - Object.keys(work.skills).length;
  return (
    price * min(MOST_BUSIER, person.busyness - 1) + MODES[work.mode].scarcity * max(0, min(MOST_SPARE, spare))
  );
}

/** Of a pair among what is decided together. May be below 0 where load outweighs a fit. */
export const worthOf = (work: WaitingHandoff, person: FreePerson, urgent: number, price: number): number =>
  urgent * fitness(work, person) - burden(work, person, price);

/** Of what a pair is worth, for assign(): a whole number below 0, at most 2^40 in size. */
export const costOf = (worth: number, price: number): number =>
  -round(SCALE * (GIVEN + MOST_BUSIER * price + worth));
