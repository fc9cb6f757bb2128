// Owns one what-if run: a basis as it is beside the same with a change, the same customers and the same luck in both, over
// several seeds. Pure. Refuses: where a basis comes from (basis.ts).
import { floor } from '../../lib/math.ts';
import type {
  Compared,
  WhatIfBasis,
  WhatIfMeasures,
  WhatIfPlan,
  WhatIfResult,
} from '../../schema/what-if.ts';
import { ANY, type Basis, USUAL } from './basis.ts';
import { figuresOf, interval } from './figures.ts';
import { POLICIES } from './named.ts';
import { type Run, run, type Served } from './run.ts';
import type { Scenario } from './scenario.ts';
import type { TraceCall } from './trace.ts';
import { createWorld, HOUR, studied } from './world.ts';

const DAY_HOURS = 24;

const dayOf = (at: number): number => floor(at / HOUR / DAY_HOURS);
const hourOf = (at: number): number => floor(at / HOUR) % DAY_HOURS;
const daysOf = (calls: readonly { readonly at: number }[]): ReadonlySet<number> =>
  new Set(calls.map(({ at }) => dayOf(at)));

/** What can be asked of a basis, and how much it holds. */
export function describe({ trace, scenario, groups, languages, spoken, rota }: Basis): WhatIfBasis {
  const served = trace
    .filter(({ answered, service }) => answered && service > 0)
    .map(({ service }) => service);
  served.sort((a, b) => a - b);
  return {
    ...{ handoffs: trace.length, days: daysOf(trace).size, people: scenario.people.length },
    from: trace[0] === undefined ? null : trace[0].at * 1_000,
    to: trace.at(-1) === undefined ? null : (trace.at(-1) as TraceCall).at * 1_000,
    ...{ groups: [...groups], languages: [...languages] },
    spoken: rota === undefined || trace.length === 0 ? null : spoken / trace.length,
    handling: served[floor(served.length / 2)] ?? null,
  };
}

/** What a plan names that its basis does not know, with its place; null where all is known. */
export function unknownIn({ groups, languages }: Basis, { counted, change }: WhatIfPlan): string | null {
  const named = [
    ['counted.group', counted.group, groups],
    ['counted.language', counted.language, languages],
    ['change.group', change.group ?? undefined, groups],
    ...change.languages.map((each, at) => [`change.languages.${at}`, each, languages] as const),
  ] as const;
  for (const [path, value, known] of named)
    if (value !== undefined && !known.includes(value)) return `plan.${path}: there is no "${value}"`;
  return null;
}

/** The scenario with those who come: at everything of their group, as good as most, as fast as anybody. */
function staffed({ scenario, trace, groupOf }: Basis, { change }: WhatIfPlan): Scenario {
  const skills: Record<string, number> = {};
  for (const { skill } of trace)
    if (change.group === null || groupOf(skill) === change.group) skills[skill] = USUAL;
  const capacities = scenario.people.map(({ capacity = scenario.capacityPerPerson }) => capacity);
  capacities.sort((a, b) => a - b);
  const more = Array.from({ length: change.people }, (_, at) => ({
    ...{ id: `new ${at + 1}`, skills, languages: [ANY, ...change.languages] },
    capacity: capacities[floor(capacities.length / 2)] ?? 1,
  }));
  return { ...scenario, people: [...scenario.people, ...more] };
}

/** What a run comes to where only some of it is looked at. `hours`: how many, over all days. */
function looked(scenario: Scenario, { workers, decisions }: Run, served: readonly Served[], hours: number) {
  const { waitP95, serviceLevel, abandonment } = figuresOf(scenario, { served, workers, decisions }).all;
  let waited = 0;
  let answered = false;
  for (const each of served) {
    waited += each.waited;
    answered ||= each.worker !== -1;
  }
  return {
    handoffs: served.length,
    wait: answered ? waitP95 : null,
    ...{ inTarget: serviceLevel, left: abandonment, waiting: waited / (hours * HOUR) },
  };
}
type Looked = ReturnType<typeof looked>;
type Pair<T> = readonly [base: T, whatIf: T];

function compare(pairs: readonly Pair<number>[]): Compared {
  return {
    base: interval(pairs.map(([base]) => base)),
    whatIf: interval(pairs.map(([, whatIf]) => whatIf)),
    difference: interval(pairs.map(([base, whatIf]) => whatIf - base)),
  };
}

function measured(pairs: readonly Pair<Looked>[]): WhatIfMeasures {
  const of = (name: 'inTarget' | 'left' | 'waiting'): Compared =>
    compare(pairs.map(([base, whatIf]) => [base[name], whatIf[name]]));
  const waits = pairs.flatMap(([{ wait: base }, { wait: whatIf }]) =>
    base === null || whatIf === null ? [] : [[base, whatIf] as const],
  );
  return {
    handoffs: interval(pairs.map(([{ handoffs }]) => handoffs)).mean,
    wait: waits.length < pairs.length ? null : compare(waits),
    ...{ inTarget: of('inTarget'), left: of('left'), waiting: of('waiting') },
  };
}

function loadOf({ workers }: Run): number {
  let busy = 0;
  let room = 0;
  for (const worker of workers) {
    busy += worker.busy;
    room += worker.present * worker.capacity;
  }
  return room === 0 ? 0 : busy / room;
}

/** As the record has it, by the same definitions. */
function asRecorded(scenario: Scenario, trace: readonly TraceCall[]): WhatIfResult['recorded'] {
  const served = trace.map((call, index): Served => {
    const { at, skill, language = ANY, customer, waited, service, target = 0, answered } = call;
    const known = { index, at, skill, language, customer, service, target, patience: waited };
    return {
      call: { ...known, tier: 'regular' },
      waited,
      worker: answered ? 0 : -1,
      proficiency: 0,
      again: false,
    };
  });
  const { waitP95, serviceLevel, abandonment } = figuresOf(scenario, {
    served,
    workers: [],
    decisions: 0,
  }).all;
  return { wait: waitP95, inTarget: serviceLevel, left: abandonment };
}

/**
 * `told` hears how many seeds are done. A seed fixes who comes when, how patient they are and how long they take; arrivals that
 * are changed are the same ones, some of them left out or more of the same hours. Hours that are closed stay closed.
 */
export function whatIf(
  basis: Basis,
  plan: WhatIfPlan,
  told: (done: number) => void,
): Omit<WhatIfResult, 'tookMs'> {
  const { trace, scenario, rota, groupOf } = basis;
  const { change, counted, seeds } = plan;
  const study = studied(trace, scenario, 'raw');
  const more = staffed(basis, plan);
  const came = daysOf(trace);
  const added = more.people.map((_, index) => index).slice(scenario.people.length);
  const isWithin = (hour: number): boolean => hour >= change.from && hour < change.to;
  const isCounted = (skill: string, language: string): boolean =>
    (counted.group === undefined || groupOf(skill) === counted.group) &&
    (counted.language === undefined || language === counted.language);

  const all: Pair<Looked>[] = [];
  const within: Pair<Looked>[] = [];
  const rest: Pair<Looked>[] = [];
  const hours = Array.from({ length: DAY_HOURS }, (): Pair<Looked>[] => []);
  const loads: Pair<number>[] = [];
  const span = change.to - change.from;
  const days = came.size;

  for (let seed = 1; seed <= seeds; seed += 1) {
    const given = { trace, scenario, seed, staff: 1, ...(rota === undefined ? {} : { rota }) };
    const world = createWorld(given, study);
    const changed =
      change.arrivals === 1 ? world : createWorld({ ...given, arrivals: change.arrivals }, study);
    const present = (hour: number): readonly number[] => {
      const there = world.present(hour);
      const joins = there.length > 0 && isWithin(hour % DAY_HOURS) && came.has(floor(hour / DAY_HOURS));
      return joins ? [...there, ...added] : there;
    };
    const base = run(world, scenario, POLICIES[plan.policy]);
    const other = run({ ...changed, present }, more, POLICIES[change.policy]);
    const look = (into: Pair<Looked>[], fits: (hour: number) => boolean, length: number): void => {
      const [own, theirs] = [base, other].map((each) =>
        looked(
          scenario,
          each,
          each.served.filter(({ call }) => fits(hourOf(call.at)) && isCounted(call.skill, call.language)),
          length * days,
        ),
      );
      if (own !== undefined && theirs !== undefined) into.push([own, theirs]);
    };
    look(all, () => true, DAY_HOURS);
    if (span < DAY_HOURS) {
      look(within, isWithin, span);
      look(rest, (hour) => !isWithin(hour), DAY_HOURS - span);
    }
    for (const [hour, into] of hours.entries()) look(into, (each) => each === hour, 1);
    loads.push([loadOf(base), loadOf(other)]);
    told(seed);
  }
  return {
    ...{ seeds, days },
    recorded:
      rota === undefined
        ? null
        : asRecorded(
            scenario,
            trace.filter(({ skill, language = ANY }) => isCounted(skill, language)),
          ),
    all: measured(all),
    load: compare(loads),
    within: span < DAY_HOURS ? measured(within) : null,
    rest: span < DAY_HOURS ? measured(rest) : null,
    hours: hours.flatMap((pairs, hour) => {
      const measures = measured(pairs);
      return measures.handoffs === 0 ? [] : [{ hour, ...measures }];
    }),
  };
}
