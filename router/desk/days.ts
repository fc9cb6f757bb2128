// Owns each person's own day: what they handled, missed and declined since local midnight of their first queue.
import type { DayFigures } from '#shared/schema/presence.ts';
import type { Change } from './change.ts';
import { dayAround } from './hours.ts';
import { type Person, zoneOf } from './state.ts';

const dayOf = ({ state, now }: Change, { config }: Person): readonly [number, number] => {
  const first = state.queues.get(config.queues[0] ?? '');
  return dayAround(first === undefined ? state.zone : zoneOf(state, first), now);
};

const begun = (since: number): DayFigures => ({ since, handled: 0, handlingMs: 0, missed: 0, declined: 0 });

function count(change: Change, person: Person, add: (day: DayFigures) => DayFigures): void {
  const { stored, config } = person;
  const known = (stored.dayEnds ?? 0) > change.now ? stored.day : undefined;
  if (known !== undefined) person.stored = { ...stored, day: add(known) };
  else {
    const [start, end] = dayOf(change, person);
    person.stored = { ...stored, day: add(begun(start)), dayEnds: end };
    change.state.timers.add({ at: end, kind: 'day', person: config.id });
  }
  change.touchPerson(person);
}

/** They were done with one handoff, which they had for `ms`. */
export const countHandled = (change: Change, person: Person, ms: number): void =>
  count(change, person, (day) => ({ ...day, handled: day.handled + 1, handlingMs: day.handlingMs + ms }));

export const countMissed = (change: Change, person: Person): void =>
  count(change, person, (day) => ({ ...day, missed: day.missed + 1 }));

export const countDeclined = (change: Change, person: Person): void =>
  count(change, person, (day) => ({ ...day, declined: day.declined + 1 }));

/** Midnight: the next day begins with nothing, and is told once. */
export function endDay(change: Change, person: Person): void {
  const { dayEnds: since = change.now, ...rest } = person.stored;
  person.stored = { ...rest, day: begun(since), dayEnds: undefined };
  change.touchPerson(person);
}
