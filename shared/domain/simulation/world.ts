// Owns what one seed fixes before any policy decides: who calls when, needs what, how patient they are, how long they
// would take, and who is at work at which hour. Every policy of that seed meets the same world.

import { floor, max, min, round } from '../../lib/math.ts';
import { countWhile } from '../../lib/sorted.ts';
import { draw, PURPOSE, shuffled } from './random.ts';
import type { Scenario, TierName } from './scenario.ts';
import type { TraceCall } from './trace.ts';

export const HOUR = 3_600;
const DAY = 86_400;

export interface Call {
  readonly index: number;
  readonly at: number;
  readonly skill: string;
  readonly tier: TierName;
  readonly language: string;
  readonly customer: number;
  /** Seconds after which the caller leaves. */
  readonly patience: number;
  /** Seconds with a person of proficiency between 3 and 4. */
  readonly service: number;
  /** Seconds within which it is due. */
  readonly target: number;
}

export interface World {
  readonly seed: number;
  readonly calls: readonly Call[];
  /** Indexes of the people at work from the start of an hour (in hours since 1970), in the order of the day. */
  present(hour: number): readonly number[];
}

interface WorldOptions {
  readonly trace: readonly TraceCall[];
  readonly scenario: Scenario;
  readonly seed: number;
  /** Factor on the headcount. */
  readonly staff: number;
  /** Factor on the calls; left out = as they came. */
  readonly arrivals?: number;
  /** Who is at work at an hour (in hours since 1970) where that is known; left out = drawn by the scenario's headcount. */
  readonly rota?: (hour: number) => readonly number[];
}

/** Copies of a call from this number on are those of more arrivals. */
const MORE = 1_000;

const dayOf = (at: number): number => floor(at / DAY);

const tierOf = ({ tiers }: Scenario, priority: number): TierName =>
  tiers.vip.priorityIn.includes(priority) ? 'vip' : 'regular';

/**
 * Times and survival of patience (Kaplan and Meier 1958): leaving is the event, an answer censors. Never beyond the
 * last time anybody left: nothing is known of longer patience.
 */
function survival(calls: readonly TraceCall[]): { readonly at: number[]; readonly left: number[] } {
  const sorted = [...calls].sort((a, b) => a.waited - b.waited || Number(a.answered) - Number(b.answered));
  const at: number[] = [];
  const left: number[] = [];
  let share = 1;
  for (let index = 0; index < sorted.length; ) {
    const { waited } = sorted[index] as TraceCall;
    const risk = sorted.length - index;
    let gone = 0;
    for (; index < sorted.length && (sorted[index] as TraceCall).waited === waited; index += 1)
      if (!(sorted[index] as TraceCall).answered) gone += 1;
    if (gone === 0) continue;
    share *= 1 - gone / risk;
    at.push(waited);
    left.push(share);
  }
  return { at, left };
}

/** What of a world is the same for every seed: what is worked out from the whole file once. */
export function studied(trace: readonly TraceCall[], scenario: Scenario, vip: 'raw' | 'imputed') {
  const priority = (call: TraceCall): number => (vip === 'raw' ? call.priority : call.imputed);
  const tiers = trace.map((call) => tierOf(scenario, priority(call)));
  const patience = {
    regular: survival(trace.filter((_, at) => tiers[at] === 'regular')),
    vip: survival(trace.filter((_, at) => tiers[at] === 'vip')),
  };
  const served = new Map<string, number[]>();
  for (const { skill, answered, service } of trace) {
    if (!answered || service === 0) continue;
    const known = served.get(skill);
    if (known === undefined) served.set(skill, [service]);
    else known.push(service);
  }
  return { tiers, patience, served };
}

export function createWorld(
  { trace, scenario, seed, staff, arrivals = 1, rota }: WorldOptions,
  { tiers, patience, served }: ReturnType<typeof studied>,
): World {
  const { people, headcountByHour, language, serviceSeconds, stress } = scenario;
  const flash = stress.filter((each) => each.kind === 'flash');
  const leave = stress.filter((each) => each.kind === 'leave');
  const able = new Set(people.flatMap(({ skills }) => Object.keys(skills)));

  const known = new Map<number, readonly number[]>();
  function drawn(hour: number): readonly number[] {
    let list = known.get(hour);
    if (list === undefined) {
      const day = floor(hour / 24);
      const wanted = headcountByHour[hour % 24] ?? 0;
      const order = shuffled(seed, PURPOSE.attendance, day, people.length);
      let gone = 0;
      for (const { fromHour, people: many, everyNthDay } of leave)
        if (day % everyNthDay === 0 && hour % 24 >= fromHour) gone += many;
      // Whoever leaves was at work that day: the first of the order.
      list = wanted === 0 ? [] : order.slice(gone, max(gone + 1, round(wanted * staff)));
      known.set(hour, list);
    }
    return list;
  }
  const present = rota ?? drawn;
  const isOpen = (hour: number): boolean =>
    rota === undefined ? (headcountByHour[hour % 24] ?? 0) > 0 : rota(hour).length > 0;

  function languageOf(index: number): string {
    let rest = draw(seed, PURPOSE.language, index);
    let last = '';
    for (const [name, share] of Object.entries(language.draw)) {
      if (share > 0) last = name;
      if (rest < share) return name;
      rest -= share;
    }
    return last;
  }

  function patienceOf(call: TraceCall, tier: TierName, index: number, copy: number): number {
    if (!call.answered && copy === 0) return call.waited;
    const { at, left } = patience[tier];
    const chance = draw(seed, PURPOSE.patience, index, copy);
    return at[countWhile(left, (share) => share >= chance)] ?? Number.POSITIVE_INFINITY;
  }

  function serviceOf(call: TraceCall, index: number, copy: number): number {
    const known = served.get(call.skill);
    const drawn = (): number =>
      known?.[floor(draw(seed, PURPOSE.service, index, copy) * known.length)] ?? serviceSeconds.cap;
    return min(serviceSeconds.cap, call.answered && call.service > 0 && copy === 0 ? call.service : drawn());
  }

  const calls: Omit<Call, 'index'>[] = [];
  trace.forEach((call, index) => {
    if (!isOpen(floor(call.at / HOUR)) || !able.has(call.skill)) return;
    const tier = tiers[index] ?? 'regular';
    const add = (at: number, copy: number): void => {
      calls.push({
        at,
        skill: call.skill,
        tier,
        language: call.language ?? languageOf(index),
        customer: copy === 0 ? call.customer : 0,
        patience: patienceOf(call, tier, index, copy),
        service: serviceOf(call, index, copy),
        target: call.target ?? scenario.tiers[tier].slaSeconds,
      });
    };
    const chance = draw(seed, PURPOSE.arrivals, index);
    // Fewer calls are some of the same; more are them and others of the same hour.
    if (chance < arrivals) add(call.at, 0);
    for (let more = 1; more + chance < arrivals; more += 1)
      add(
        floor(call.at / HOUR) * HOUR + floor(draw(seed, PURPOSE.arrivals, index, more) * HOUR),
        MORE + more,
      );
    for (const { fromHour, minutes, times, everyNthDay } of flash) {
      const start = dayOf(call.at) * DAY + fromHour * HOUR;
      if (dayOf(call.at) % everyNthDay !== 0 || call.at < start || call.at >= start + minutes * 60) continue;
      for (let copy = 1; copy < times; copy += 1)
        add(start + floor(draw(seed, PURPOSE.flash, index, copy) * minutes * 60), copy);
    }
  });
  calls.sort((a, b) => a.at - b.at);

  return { seed, calls: calls.map((call, index) => ({ ...call, index })), present };
}
