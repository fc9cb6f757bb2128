// Owns what a simulation says of estimates of the wait: every caller is told one when they begin to wait, from no more than
// had ended by then, and it is judged when a person takes them. Refuses: the estimate itself (domain/waiting).
import { min } from '../../lib/math.ts';
import { urgency } from '../matching/costs.ts';
import {
  type Begun,
  begin,
  type Calibration,
  type Estimate,
  ended,
  INSIDE,
  judge,
  type Learned,
} from '../waiting/estimate.ts';
import { type Able, aheadOf } from '../waiting/line.ts';
import { workOf } from './matching.ts';
import { canServe, type Floor, type Onlooker, type Served, type Worker } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { Call } from './world.ts';

/** Whoever ended a conversation last counts one part of so many in the mean. */
const RECENT = 20;
/** Seconds that are assumed before the first conversation. */
const ASSUMED = 300;

export interface Told {
  readonly at: number;
  readonly waited: number;
  /** Somebody was free. */
  readonly free: boolean;
  readonly estimate: Estimate;
}

/** `byUrgency`: the order of the line is the matcher's; else by age. */
export function createWaits(scenario: Scenario, byUrgency: boolean): Onlooker & { readonly told: Told[] } {
  const learned: Record<string, Learned[string]> = {};
  const waiting = new Map<Call, Begun>();
  const told: Told[] = [];
  /** Conversations that go on: how long one takes is known when it is over. */
  let talking: { readonly until: number; readonly took: number }[] = [];
  let kinds = new Map<string, Able>();
  let team: readonly Worker[] = [];
  let handling = ASSUMED;
  let handled = 0;

  function learnHandling(now: number): void {
    const over = talking.filter(({ until }) => until <= now).sort((a, b) => a.until - b.until);
    if (over.length === 0) return;
    talking = talking.filter(({ until }) => until > now);
    for (const { took } of over) {
      handled += 1;
      handling += (took - handling) / min(handled, RECENT);
    }
  }

  const abilityOf = (call: Call): Able => {
    const kind = `${call.skill} ${call.language}`;
    const before = kinds.get(kind);
    if (before !== undefined) return before;
    const able = new Set(team.filter((worker) => canServe(worker, call)));
    kinds.set(kind, able);
    return able;
  };

  function lineBefore(floor: Floor, call: Call): Map<Able, number> {
    const before = new Map<Able, number>();
    const urgent = (one: Call) =>
      urgency(workOf(floor, { call: one, passedBy: [], offers: 0 }, 'fair'), floor.now);
    const mine = byUrgency ? urgent(call) : 0;
    for (const { call: other } of floor.waiting) {
      if (other === call || (byUrgency && urgent(other) < mine)) continue;
      const able = abilityOf(other);
      before.set(able, (before.get(able) ?? 0) + 1);
    }
    return before;
  }

  return {
    told,
    entered(floor, call) {
      learnHandling(floor.now);
      const present = floor.workers.filter(({ atWork }) => atWork);
      if (present.length !== team.length || present.some((worker, at) => worker !== team[at])) {
        team = present;
        kinds = new Map();
      }
      const able = abilityOf(call);
      const begun = begin(learned, {
        free: floor.free.some((worker) => able.has(worker)),
        ahead: aheadOf(lineBefore(floor, call), able),
        slots: able.size * scenario.capacityPerPerson,
        handling,
        valued: scenario.tiers[call.tier].value > 1,
      });
      if (begun !== null) waiting.set(call, begun);
    },
    ended({ call, waited, worker }: Served) {
      const begun = waiting.get(call);
      waiting.delete(call);
      if (worker === -1) return;
      talking.push({ until: call.at + waited + call.service, took: call.service });
      if (begun === undefined) return;
      const { cell, told: estimate } = begun;
      if (estimate !== null) told.push({ at: call.at, waited, free: cell.endsWith('0'), estimate });
      learned[cell] = ended(learned, begun, waited);
    },
  };
}

/** Means over waits; times in seconds. */
export interface WaitFigures extends Calibration {
  /** Share inside, and what it was meant to be; null of none. */
  readonly share: number | null;
  readonly meant: number;
  /** From the lower to the upper end of the interval. */
  readonly width: number | null;
  /** How far the expected wait was off. */
  readonly off: number | null;
}

function figuresOf(told: readonly Told[]): WaitFigures {
  const counted = { i: 0, s: 0, l: 0 };
  let width = 0;
  let off = 0;
  for (const { estimate, waited } of told) {
    counted[judge(estimate, waited)] += 1;
    width += estimate.high - estimate.low;
    off += waited < estimate.expected ? estimate.expected - waited : waited - estimate.expected;
  }
  const of = told.length;
  const mean = (sum: number, digits: number): number | null =>
    of === 0 ? null : Number((sum / of).toFixed(digits));
  return {
    ...{ of, inside: counted.i, shorter: counted.s, longer: counted.l },
    ...{ share: mean(counted.i, 4), meant: INSIDE, width: mean(width, 1), off: mean(off, 1) },
  };
}

/** Of callers from `since` on (s since 1970): whoever stood in line, and for whom somebody was free. */
export function waitFigures(
  told: readonly Told[],
  since: number,
): { readonly line: WaitFigures; readonly free: WaitFigures } {
  const judged = told.filter(({ at }) => at >= since);
  return {
    line: figuresOf(judged.filter(({ free }) => !free)),
    free: figuresOf(judged.filter(({ free }) => free)),
  };
}
