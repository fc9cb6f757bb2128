// Owns what a wall may know of a queue at one moment: counts of what is in memory, beside what was counted of its day.
// Refuses: text and names of customers, and who may see which queue (router/server/wall).
import type { WallPeople, WallQueue } from '#shared/protocol/wall.ts';
import { closesAt, dayAround, isOpen, opensAt } from './hours.ts';
import { isStaffed, type Person, type Queue, type State, zoneOf } from './state.ts';
import { bars, dayOf, recent } from './tally.ts';
import { availabilityOf } from './views.ts';

/** A closing is told when it is this near, ms. */
const NEAR_MS = 3_600_000;

interface Hours {
  readonly minute: number;
  readonly open: boolean;
  readonly opensAt: number | null;
  readonly closesAt: number | null;
  /** When the local day began. */
  readonly since: number;
}

/** Hours change with the minute and are costly to look up; a wall asks every second. */
const known = new WeakMap<Queue, Hours>();

function hoursOf(state: State, queue: Queue, now: number): Hours {
  const minute = Math.floor(now / 60_000);
  const before = known.get(queue);
  if (before?.minute === minute) return before;
  const { hours } = queue.config;
  const open = isOpen(hours, now);
  const fresh: Hours = {
    minute,
    open,
    opensAt: open ? null : opensAt(hours, now),
    closesAt: open ? closesAt(hours, now) : null,
    since: dayAround(zoneOf(state, queue), now)[0],
  };
  known.set(queue, fresh);
  return fresh;
}

type Shape = 'available' | 'atLimit' | 'away' | 'break' | 'offline';

function shapeOf(person: Person): Shape {
  const { status, connected, afterThis } = person.stored;
  if (!connected || !isStaffed(person) || status === 'offline') return 'offline';
  if (status !== 'available') return status;
  return afterThis || person.load >= person.config.capacity ? 'atLimit' : 'available';
}

function peopleOf(people: Iterable<Person>): WallPeople {
  const counts = { available: 0, atLimit: 0, away: 0, break: 0, offline: 0, load: 0, capacity: 0 };
  for (const person of people) {
    if (person.removed) continue;
    const shape = shapeOf(person);
    counts[shape] += 1;
    if (shape === 'offline') continue;
    counts.load += person.load;
    counts.capacity += person.config.capacity;
  }
  return counts;
}

/** Null for a queue that is not configured. */
export function wallQueueOf(state: State, id: string, now: number): WallQueue | null {
  const queue = state.queues.get(id);
  if (queue === undefined) return null;
  const { config, tally } = queue;
  const { seconds, share } = config.sla;
  let longest: number | undefined;
  let breaches = 0;
  for (const { head } of queue.waiting.values()) {
    const queued = head.handoff?.queuedAt ?? now;
    if (longest === undefined || queued < longest) longest = queued;
    if (now - queued > seconds * 1_000) breaches += 1;
  }
  const { open, opensAt: opens, closesAt: closes, since } = hoursOf(state, queue, now);
  const availability = availabilityOf(state, id, 'chat', now);
  return {
    id,
    name: config.name,
    goal: { seconds, share },
    waiting: queue.waiting.size,
    ...(longest === undefined ? {} : { longestSince: longest }),
    breaches,
    ...(breaches === 0 || longest === undefined ? {} : { breachSince: longest + seconds * 1_000 }),
    withPeople: queue.withPeople,
    people: peopleOf(queue.people),
    free: availability?.free ?? 0,
    open,
    ...(opens === null ? {} : { opensAt: opens }),
    ...(closes === null || closes - now > NEAR_MS ? {} : { closesAt: closes }),
    ...(availability?.expectedWait === undefined ? {} : { expectedWait: availability.expectedWait }),
    recent: recent(tally, share, now),
    today: { since, ...dayOf(tally, now) },
    bars: bars(tally, now),
  };
}

/** The people of these queues, each once. */
export function wallPeopleOf(state: State, queues: readonly string[]): WallPeople {
  const people = new Set<Person>();
  for (const id of queues) for (const person of state.queues.get(id)?.people ?? []) people.add(person);
  return peopleOf(people);
}
