// Owns how long somebody will wait for a person: expected value and interval, from where they stand and from how long
// those waited who stood alike; and whether earlier intervals were right. Pure; times are seconds.
// Refuses: who goes before whom, and who is able to take what (line.ts; the desk and the simulator know).
//
// The reckoning is the queue-length predictor of Ibrahim and Whitt (2009, "Real-time delay estimation in overloaded
// multiserver queues with abandonments"): place in line times handling, over the conversations that can be held at once.
// What it leaves out (who hangs up, who declines, whom urgency lets overtake) is learned as the ratio of real waits to it.
// The interval is split conformal on the last ratios (Lei et al. 2018, "Distribution-free predictive inference for
// regression"), apart for those who stood alike (Mondrian: Vovk et al. 2005, "Algorithmic learning in a random world").
// Learned only from waits that ended with a person: it says how long it takes for whoever stays.
import { ceil, floor, max, min, round } from '../../lib/math.ts';

/** Where somebody stands at one moment. */
export interface Place {
  /** Somebody able to take it is free: nobody is before them. */
  readonly free: boolean;
  /** Handoffs that go before them; at least 0, counted whole. */
  readonly ahead: number;
  /** Conversations that those able to take it can hold together. */
  readonly slots: number;
  /** Recent mean from accept to end, s. */
  readonly handling: number;
  /** Worth more than usual: they overtake, and are not overtaken as often. */
  readonly valued: boolean;
}

/** Whole seconds; 0 <= low <= expected <= high. */
export interface Estimate {
  readonly expected: number;
  readonly low: number;
  readonly high: number;
}

/** What is known of waits from alike places, oldest first. */
export interface Alike {
  /** Waits over their reckoning, in thousandths. */
  readonly ratios: readonly number[];
  /** Of those that were told an interval: `i` came inside, `s` shorter, `l` longer. */
  readonly judged: string;
}

/** By cell: `0` while somebody was free, else the step of the place in line; `v` before it for the valued. */
export type Learned = Readonly<Record<string, Alike>>;

/** A wait that began: what its end is learned from. */
export interface Begun {
  readonly cell: string;
  /** s */
  readonly reckoned: number;
  /** What could be told then. */
  readonly told: Estimate | null;
}

/** Share of waits that are to come inside the interval. */
export const INSIDE = 0.8;
/** Waits of a cell that are remembered: what was longer ago says little of today. */
const KEPT = 100;
/** The least and the greatest of 9 are just an interval of 80 %; of fewer there is none. */
const LEAST = 9;
/** Places 1, 2-3, 4-7 ... are one step each; from the last on all are. */
const STEPS = 8;

const firstOf = (step: number): number => 1 << (step - 1);

function stepOf({ free, ahead }: Place): number {
  if (free) return 0;
  let step = 1;
  while (step < STEPS && ahead + 1 >= firstOf(step + 1)) step += 1;
  return step;
}

/** Where somebody is free the ratio is the wait itself. */
const reckon = (step: number, nth: number, { handling, slots }: Place): number =>
  step === 0 ? 1 : (nth * handling) / slots;

const cellOf = (step: number, valued: boolean): string => `${valued ? 'v' : ''}${step}`;

interface Quantiles {
  readonly low: number;
  readonly expected: number;
  readonly high: number;
}

const known = new WeakMap<readonly number[], Quantiles>();

/** Conformal: of n + 1 alike waits the next is as likely to be any in order. */
function quantilesOf(ratios: readonly number[]): Quantiles {
  const before = known.get(ratios);
  if (before !== undefined) return before;
  const sorted = [...ratios].sort((a, b) => a - b);
  const nth = (order: number): number => (sorted[max(1, min(sorted.length, order)) - 1] ?? 0) / 1_000;
  const tail = ((1 - INSIDE) / 2) * (sorted.length + 1);
  // A whole number may be missed by the last bit of a product.
  const low = nth(floor(tail + 1e-9));
  const high = nth(ceil(sorted.length + 1 - tail - 1e-9));
  const fresh = { low, expected: nth(ceil(sorted.length / 2)), high };
  known.set(ratios, fresh);
  return fresh;
}

/** Null while too little is known of waits from such a place, or nobody able to take it is there. */
export function estimateAt(learned: Learned, place: Place): Estimate | null {
  if (!(place.slots > 0)) return null;
  const seen = (step: number): Quantiles | null => {
    for (const valued of [place.valued, !place.valued]) {
      const ratios = learned[cellOf(step, valued)]?.ratios;
      if (ratios !== undefined && ratios.length >= LEAST) return quantilesOf(ratios);
    }
    // A line longer than any before: as the longest that was.
    return step > 1 ? seen(step - 1) : null;
  };
  const step = stepOf(place);
  const own = seen(step);
  if (own === null) return null;
  const raw = { low: 0, expected: 0, high: 0 };
  const atLeast = (ratio: Quantiles, reckoned: number): void => {
    raw.low = max(raw.low, ratio.low * reckoned);
    raw.expected = max(raw.expected, ratio.expected * reckoned);
    raw.high = max(raw.high, ratio.high * reckoned);
  };
  atLeast(own, reckon(step, place.ahead + 1, place));
  // Nobody waits less for standing further behind, whatever chance there was in few waits.
  for (let nearer = 0; nearer < step; nearer += 1) {
    const ratio = seen(nearer);
    if (ratio !== null) atLeast(ratio, reckon(nearer, firstOf(nearer + 1) - 1, place));
  }
  return { low: round(raw.low), expected: round(raw.expected), high: round(raw.high) };
}

/** Null where nobody able to take it is there: nothing can be learned of that wait. */
export function begin(learned: Learned, place: Place): Begun | null {
  if (!(place.slots > 0)) return null;
  const step = stepOf(place);
  const reckoned = reckon(step, place.ahead + 1, place);
  return { cell: cellOf(step, place.valued), reckoned, told: estimateAt(learned, place) };
}

/** What is known of its cell once it ended with a person after `waited` s. */
export function ended(learned: Learned, { cell, reckoned, told }: Begun, waited: number): Alike {
  const { ratios, judged } = learned[cell] ?? { ratios: [], judged: '' };
  const ratio = round((1_000 * waited) / max(reckoned, 0.001));
  return {
    ratios: [...ratios, ratio].slice(-KEPT),
    judged: (judged + (told === null ? '' : judge(told, waited))).slice(-KEPT),
  };
}

/** Told in whole seconds, it is judged in whole seconds. */
export function judge({ low, high }: Estimate, waited: number): 'i' | 's' | 'l' {
  if (round(waited) < low) return 's';
  return round(waited) > high ? 'l' : 'i';
}

/** How many waits came inside the interval they were told, of the last ones. */
export interface Calibration {
  readonly of: number;
  readonly inside: number;
  readonly shorter: number;
  readonly longer: number;
}

/** Apart for those for whom somebody was free, and for those who stood in line. */
export function calibrationOf(learned: Learned): { readonly free: Calibration; readonly line: Calibration } {
  const all = { free: '', line: '' };
  for (const [cell, { judged }] of Object.entries(learned))
    all[cell.endsWith('0') ? 'free' : 'line'] += judged;
  const counted = (judged: string): Calibration => {
    const times = (letter: string): number => judged.split(letter).length - 1;
    return { of: judged.length, inside: times('i'), shorter: times('s'), longer: times('l') };
  };
  return { free: counted(all.free), line: counted(all.line) };
}
