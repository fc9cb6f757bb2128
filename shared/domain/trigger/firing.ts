// Owns how a policy goes through a long history: for one conversation after another the turn in which it fires first, from
// signals laid flat in memory. The same sums in the same order as judgeTurn, bit for bit, without what explains them.
// Refuses: verdicts and contributions (combine.ts).
import { interestOf, outburstOf, type Standing, standingScore, visitsOf } from './combine.ts';
import { SIGNALS, type Signal } from './model.ts';
import { between, micro, ONE, ramp } from './number.ts';
import { CATEGORIES, type Policy } from './policy.ts';
import type { Role, TurnSignals } from './signals.ts';

const ROLES: readonly Role[] = ['END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'];
const CUSTOMER = ROLES.indexOf('END_USER');
const PERSON = ROLES.indexOf('HUMAN_AGENT');

/** Numbers of one turn: its role, then its signals in the order of SIGNALS. */
export const TURN_WIDTH = 1 + SIGNALS.length;

/** Turns one after another, TURN_WIDTH numbers each. */
export type FlatTurns = Int32Array;

export function flatten(turns: readonly Pick<TurnSignals, 'role' | 'signals'>[]): FlatTurns {
  const flat = new Int32Array(turns.length * TURN_WIDTH);
  for (const [at, { role, signals }] of turns.entries()) {
    flat[at * TURN_WIDTH] = ROLES.indexOf(role);
    for (const [place, signal] of SIGNALS.entries()) flat[at * TURN_WIDTH + 1 + place] = signals[signal];
  }
  return flat;
}

const placeOf = (signal: Signal): number => 1 + SIGNALS.indexOf(signal);
const HUMAN_REQUEST = placeOf('humanRequest');
const BOT_HANDOVER = placeOf('botHandover');
const VOICED = placeOf('voiced');
const BUYING = placeOf('buyingIntent');
const SOLVED = placeOf('solved');
const REFUSAL = placeOf('refusal');

/** Turn, counted from 1, in which the customer first asks for a person in words; null is never. */
export function asksAt(turns: FlatTurns): number | null {
  for (let row = 0, turn = 1; row < turns.length; row += TURN_WIDTH, turn += 1)
    if (turns[row] === CUSTOMER && (turns[row + HUMAN_REQUEST] ?? 0) >= ONE / 2) return turn;
  return null;
}

/** What a policy derives from signals, in places of their own behind those of a turn. */
const DERIVED: Readonly<Record<string, number>> = {
  frustration: placeOf('voiced'),
  outburst: TURN_WIDTH,
  rising: TURN_WIDTH + 1,
  interest: TURN_WIDTH + 2,
};

interface Part {
  readonly places: readonly number[];
  readonly weights: readonly number[];
}

function partOf(signals: Readonly<Record<string, number | undefined>>): Part {
  const weighed = Object.entries(signals).flatMap(([source, weight = 0]) =>
    weight > 0 ? [{ place: DERIVED[source] ?? placeOf(source as Signal), weight }] : [],
  );
  return { places: weighed.map(({ place }) => place), weights: weighed.map(({ weight }) => weight) };
}

/** Turn, counted from 1, in which the policy fires first; null is never. `firesAt` over flat turns, for many of them. */
export function createFiring(
  policy: Policy,
): (standing: Standing | undefined, turns: FlatTurns) => number | null {
  const { floor, decay, guards } = policy;
  const ceiling = 1 - floor;
  const parts = [policy.complexity, policy.emotion, policy.timing].map(({ signals }) => partOf(signals));
  const weights = CATEGORIES.map((category) => policy[category].weight);
  const thresholds = CATEGORIES.map((category) => policy[category].threshold ?? 0);
  const combined = policy.combined.threshold;
  /** One turn with what is derived from it. */
  const now = new Float64Array(TURN_WIDTH + 3);
  /** In the order of CATEGORIES. */
  const categories = new Float64Array(CATEGORIES.length);
  const at = (place: number): number => now[place] ?? 0;
  const strength = (place: number): number => ramp(at(place) / ONE, floor, ceiling);

  /** Categories but the first, which is the account's, grow by this turn and fade by `kept`. */
  function gather(kept: number): void {
    for (let category = 1; category < CATEGORIES.length; category += 1) {
      const { places, weights: amounts } = parts[category - 1] ?? { places: [], weights: [] };
      let fresh = 0;
      for (let each = 0; each < places.length; each += 1) {
        const amount = (amounts[each] ?? 0) * strength(places[each] ?? 0);
        if (amount > 0) fresh = fresh + amount - fresh * amount;
      }
      const carried = kept * (categories[category] ?? 0);
      categories[category] = fresh + carried - fresh * carried;
    }
  }

  function reached(): boolean {
    let sum = 0;
    for (let category = 0; category < CATEGORIES.length; category += 1)
      sum += (weights[category] ?? 0) * (categories[category] ?? 0);
    let limit = combined;
    for (let category = 0; category < CATEGORIES.length; category += 1) {
      const threshold = thresholds[category] ?? 0;
      const score = categories[category] ?? 0;
      if (threshold === 0 || score / threshold <= sum / limit) continue;
      sum = score;
      limit = threshold;
    }
    return micro(sum / limit / 2) >= ONE / 2;
  }

  return (standing, turns) => {
    const value = standingScore(standing, policy).score;
    const visits = visitsOf(standing, policy);
    let before = -1;
    let earlier = -1;
    let held = false;
    categories.fill(0);
    for (let row = 0, turn = 1; row < turns.length; row += TURN_WIDTH, turn += 1) {
      const role = turns[row];
      if (role === PERSON) {
        categories.fill(0);
        before = -1;
        earlier = -1;
        held = false;
        continue;
      }
      for (let place = 1; place < TURN_WIDTH; place += 1) now[place] = turns[row + place] ?? 0;
      const customer = role === CUSTOMER;
      let kept = 1;
      if (customer) {
        const voiced = at(VOICED);
        const low = earlier >= 0 && earlier < before ? earlier : before;
        const lowest = low < ONE ? low : ONE;
        now[TURN_WIDTH] = outburstOf(voiced);
        now[TURN_WIDTH + 1] = before < 0 ? 0 : micro(between(0, (voiced - lowest) / ONE, 1));
        now[TURN_WIDTH + 2] = interestOf(at(BUYING), visits);
        earlier = before;
        before = voiced;
        const solved = strength(SOLVED);
        kept = decay * (1 - 0.8 * solved);
        held = (guards.refusal && at(REFUSAL) >= ONE / 2) || (guards.solved && solved >= 0.5);
      } else now.fill(0, TURN_WIDTH);
      categories[0] = value;
      gather(kept);
      if (!reached()) continue;
      if (!held || strength(customer ? HUMAN_REQUEST : BOT_HANDOVER) >= 0.5) return turn;
    }
    return null;
  };
}
