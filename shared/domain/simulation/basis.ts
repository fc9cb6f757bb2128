// Owns what a what-if run starts from, in the simulator's terms: how the handoffs of a record went, played again with the people
// who took them at the hours they did; or a trace with its scenario. Refuses: changing any of it (what-if.ts).
import { floor, max, min } from '../../lib/math.ts';
import type { Colleague } from '../../schema/presence.ts';
import type { RecordedHandoff } from '../../schema/recorded.ts';
import { isEligible, understands } from '../matching/eligible.ts';
import type { Scenario } from './scenario.ts';
import type { TraceCall } from './trace.ts';
import { HOUR } from './world.ts';

export interface Basis {
  /** In the order of time; hours are those of the day as the lead's clock says them. */
  readonly trace: readonly TraceCall[];
  readonly scenario: Scenario;
  /** Who was at work at an hour; left out = the scenario draws it. */
  readonly rota?: (hour: number) => readonly number[];
  /** What somebody new can be for: a queue, or a skill of the trace. */
  readonly groups: readonly string[];
  readonly groupOf: (skill: string) => string;
  /** Those that calls ask for. */
  readonly languages: readonly string[];
  /** Calls of which the language is known; the others take anybody, or the scenario draws it. */
  readonly spoken: number;
}

/** Who works where, as far as it is known now; `capacity` 0 = not known: then it is the most they had at once. */
export type KnownPerson = Pick<Colleague, 'id' | 'queues' | 'skills' | 'languages'> & {
  readonly capacity: number;
};

/** Of a call that anybody may take, whatever they speak. */
export const ANY = '';
/** Where nothing is measured: no proficiency makes a conversation shorter or longer than it was. */
const SAME = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1 } as const;
/** How good somebody is at what they did where nothing says it, and somebody new. */
export const USUAL = 3;
const DAY_HOURS = 24;

const distinct = <T>(values: Iterable<T>): T[] => [...new Set(values)];

/** A queue and the skills asked for in it: who can take one such handoff can take them all. */
const classOf = ({ queue, skills }: RecordedHandoff): string =>
  JSON.stringify([queue, Object.entries(skills).sort(([a], [b]) => (a < b ? -1 : 1))]);

interface Kind {
  readonly queue: string;
  readonly skills: Readonly<Record<string, number>>;
}

/** The most that each had at once. */
function mostAtOnce(handoffs: readonly RecordedHandoff[]): ReadonlyMap<string, number> {
  const steps = handoffs.flatMap(({ by, queuedAt, waited, handled = 0 }) =>
    by === undefined
      ? []
      : [
          { by, at: queuedAt + waited, step: 1 },
          { by, at: queuedAt + waited + handled, step: -1 },
        ],
  );
  steps.sort((a, b) => a.at - b.at || a.step - b.step);
  const now = new Map<string, number>();
  const most = new Map<string, number>();
  for (const { by, step } of steps) {
    const has = (now.get(by) ?? 0) + step;
    now.set(by, has);
    most.set(by, max(most.get(by) ?? 1, has));
  }
  return most;
}

/**
 * From their first handoff of a day to the end of their last they were at work. An hour in which somebody came and nobody
 * is known to be there has the people of the hour before, or else of the next one of that day.
 */
function rotaOf(handoffs: readonly RecordedHandoff[], indexOf: (person: string) => number) {
  const spans = new Map<string, { person: number; from: number; to: number }>();
  const hourOf = (ms: number): number => floor(ms / 1_000 / HOUR);
  for (const { by, queuedAt, waited, handled = 0 } of handoffs) {
    if (by === undefined) continue;
    const from = hourOf(queuedAt + waited);
    const to = min(hourOf(queuedAt + waited + handled), from + DAY_HOURS - 1);
    const key = `${floor(from / DAY_HOURS)} ${by}`;
    const known = spans.get(key);
    spans.set(key, {
      person: indexOf(by),
      from: min(from, known?.from ?? from),
      to: max(to, known?.to ?? to),
    });
  }
  const present = new Map<number, Set<number>>();
  for (const { person, from, to } of spans.values())
    for (let hour = from; hour <= to; hour += 1)
      present.set(hour, (present.get(hour) ?? new Set()).add(person));
  const rota = new Map([...present].map(([hour, people]) => [hour, [...people].sort((a, b) => a - b)]));
  for (const hour of distinct(handoffs.map(({ queuedAt }) => hourOf(queuedAt))).sort((a, b) => a - b)) {
    if (rota.has(hour)) continue;
    const day = floor(hour / DAY_HOURS);
    const before = rota.get(hour - 1);
    let after: number[] | undefined;
    for (let next = hour + 1; after === undefined && floor(next / DAY_HOURS) === day; next += 1)
      after = rota.get(next);
    const people = before ?? after;
    if (people !== undefined) rota.set(hour, people);
  }
  return (hour: number): readonly number[] => rota.get(hour) ?? [];
}

/**
 * `handoffs`: `queuedAt` in ms by the lead's own clock. People who are not known any more serve what they served. What the
 * record does not say is left out: declines, patience of those who were answered is drawn from those who left.
 */
export function recordedBasis(handoffs: readonly RecordedHandoff[], known: readonly KnownPerson[]): Basis {
  const ordered = [...handoffs].sort((a, b) => a.queuedAt - b.queuedAt);
  const kinds = new Map<string, Kind>(ordered.map((each) => [classOf(each), each]));
  const languages = distinct(ordered.flatMap(({ language = ANY }) => language)).sort();
  const byId = new Map(known.map((person) => [person.id, person]));
  const most = mostAtOnce(ordered);
  const ids = distinct(ordered.flatMap(({ by }) => by ?? []));
  const served = new Map(ids.map((id) => [id, new Set<string>()]));
  const spoke = new Map(ids.map((id) => [id, new Set<string>([ANY])]));
  for (const each of ordered) {
    served.get(each.by ?? '')?.add(classOf(each));
    spoke.get(each.by ?? '')?.add(each.language ?? ANY);
  }
  const people = ids.map((id) => {
    const person = byId.get(id);
    const skills: Record<string, number> = {};
    for (const [kind, { queue, skills: asked }] of kinds) {
      const may =
        person?.queues.includes(queue) && isEligible(person, { skills: asked, language: undefined });
      // As in matching: what asks for nothing is done as well by everybody.
      const least = min(5, ...Object.keys(asked).map((skill) => person?.skills[skill] ?? USUAL));
      if (may || served.get(id)?.has(kind)) skills[kind] = least;
    }
    const speaks = languages.filter(
      (language) =>
        spoke.get(id)?.has(language) ||
        (person !== undefined && understands(person, { skills: {}, language })),
    );
    return {
      ...{ id, skills, languages: speaks.length === 0 ? [ANY] : speaks },
      capacity: person === undefined || person.capacity === 0 ? (most.get(id) ?? 1) : person.capacity,
    };
  });
  const tier = { value: 1, slaSeconds: 60 };
  return {
    trace: ordered.map((each) => ({
      ...{ at: floor(each.queuedAt / 1_000), skill: classOf(each), language: each.language ?? ANY },
      ...{ priority: 0, imputed: 0, customer: 0, answered: each.by !== undefined },
      waited: floor(each.waited / 1_000),
      service: floor((each.handled ?? 0) / 1_000),
      target: floor(each.target / 1_000),
    })),
    scenario: {
      ...{ name: 'recorded', version: 1, people, capacityPerPerson: 1, stress: [] },
      headcountByHour: Array.from({ length: DAY_HOURS }, () => 0),
      serviceSeconds: { cap: 86_400, factorByProficiency: SAME, factorWhenSamePersonAsLastTime: 1 },
      concurrencySlowdownPerExtraConversation: 0,
      language: { draw: {} },
      tiers: { regular: { ...tier, priorityIn: [0] }, vip: { ...tier, priorityIn: [] } },
      outcomeValue: { quality: SAME, continuityBonus: 0 },
      offers: { decline: 0, timeout: 0, timeoutSeconds: 0, acceptSeconds: 0 },
    },
    rota: rotaOf(ordered, (id) => ids.indexOf(id)),
    groups: distinct([...kinds.values()].map(({ queue }) => queue)).sort(),
    groupOf: (skill) => kinds.get(skill)?.queue ?? skill,
    languages: languages.filter((language) => language !== ANY),
    spoken: ordered.filter(({ language }) => language !== undefined).length,
  };
}

/** A trace and its scenario, as `baton simulate` takes them. */
export function tracedBasis(trace: readonly TraceCall[], scenario: Scenario): Basis {
  const able = new Set(scenario.people.flatMap(({ skills }) => Object.keys(skills)));
  return {
    ...{ trace, scenario },
    groups: distinct(trace.map(({ skill }) => skill).filter((skill) => able.has(skill))).sort(),
    groupOf: (skill) => skill,
    languages: Object.entries(scenario.language.draw)
      .filter(([, share]) => share > 0)
      .map(([name]) => name),
    spoken: trace.length,
  };
}
