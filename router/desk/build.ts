// Owns how the desk's memory is built from what is stored and what is configured now.
import { isWaiting } from '#shared/domain/handoff/states.ts';
import type { Alike } from '#shared/domain/waiting/estimate.ts';
import { createOrder } from '#shared/domain/waiting/order.ts';
import type { BatonConfig, PersonConfig } from '#shared/schema/config.ts';
import { blockedKey, servedKey } from './keys.ts';
import { buildPolicies } from './policies.ts';
import {
  type Engines,
  freeFrom,
  isStaffed,
  keptId,
  type Person,
  place,
  presenceOf,
  type Queue,
  type State,
  workFrom,
} from './state.ts';
import { consultedOf, type Head, ownerOf, personText, type StoredPerson, type StoredWork } from './stored.ts';
import { newTally } from './tally.ts';
import { type Timer, Timers } from './timers.ts';

/** Mean time from accept to end that is assumed before a queue has ended a handoff, ms. */
const ASSUMED_HANDLING = 300_000;

/** Does the timer still say something true? */
function holds(state: State, timer: Timer): boolean {
  if (timer.kind === 'unstaffed') return state.queues.get(timer.queue)?.learned.unstaffedUntil === timer.at;
  if (timer.kind === 'day') return state.people.get(timer.person)?.stored.dayEnds === timer.at;
  if (timer.kind === 'grace') return state.people.get(timer.person)?.stored.graceUntil === timer.at;
  if (timer.kind === 'kept') return state.kept.get(keptId(timer.person, timer.conversation)) === timer.at;
  const head = state.open.get(timer.conversation)?.head;
  if (timer.kind === 'relax') return head?.handoff?.relax?.at === timer.at && isWaiting(head.handoff.state);
  if (timer.kind === 'hold') return head?.handoff?.hold?.until === timer.at;
  return timer.kind === 'offer' ? head?.offer?.id === timer.offer : head?.pauses[timer.person] === timer.at;
}

function buildPerson(config: PersonConfig, stored: StoredPerson | undefined, removed: boolean): Person {
  const fresh: StoredPerson = {
    person: config.id,
    status: 'offline',
    since: 0,
    afterThis: false,
    connected: false,
    idleSince: 0,
  };
  const now = stored ?? fresh;
  return {
    config,
    removed,
    stored: now,
    told: { stored: personText(now), presence: '', day: JSON.stringify(now.day) ?? '' },
    owned: new Set(),
    consulted: new Set(),
    offered: null,
    load: 0,
    free: null,
    staffed: false,
  };
}

const removedPerson = (id: string): PersonConfig => ({
  id,
  name: id,
  roles: ['agent'],
  queues: [],
  skills: {},
  languages: [],
  capacity: 1,
  tokenHashes: [],
});

function watch(timers: Timers, head: Head): void {
  const conversation = head.conversation.id;
  if (head.offer !== null)
    timers.add({ at: head.offer.expiresAt, kind: 'offer', conversation, offer: head.offer.id });
  if (head.handoff?.hold?.until !== undefined)
    timers.add({ at: head.handoff.hold.until, kind: 'hold', conversation });
  if (head.handoff?.relax?.at !== undefined)
    timers.add({ at: head.handoff.relax.at, kind: 'relax', conversation });
  for (const [person, at] of Object.entries(head.pauses))
    timers.add({ at, kind: 'pause', conversation, person });
}

export function buildState(config: BatonConfig, engines: Engines, stored: StoredWork): State {
  const storedPeople = new Map(stored.people.map((person) => [person.person, person]));
  const people = new Map(
    config.people.map((person) => [person.id, buildPerson(person, storedPeople.get(person.id), false)]),
  );
  const learned = new Map(stored.queues.map((queue) => [queue.queue, queue]));
  const tallies = new Map(stored.tallies.map((tally) => [tally.queue, tally]));
  const waits = new Map<string, Record<string, Alike>>();
  for (const { queue, cell, ratios, judged } of stored.waits)
    waits.set(queue, { ...waits.get(queue), [cell]: { ratios, judged } });
  const queues = new Map<string, Queue>();
  for (const queue of config.queues) {
    queues.set(queue.id, {
      config: queue,
      people: [...people.values()].filter((person) => person.config.queues.includes(queue.id)),
      free: new Set(),
      staff: 0,
      waiting: new Map(),
      order: createOrder(),
      withPeople: 0,
      waits: waits.get(queue.id) ?? {},
      tally: tallies.get(queue.id) ?? newTally(queue.id),
      learned: learned.get(queue.id) ?? { queue: queue.id, handled: 0, handling: ASSUMED_HANDLING },
    });
  }
  const state: State = {
    config,
    engines,
    bots: new Map(config.bots.map((bot) => [bot.id, bot])),
    queues,
    people,
    open: new Map(),
    recent: new Map(),
    kept: new Map(),
    zone: config.queues.find(({ hours }) => hours !== undefined)?.hours?.timeZone ?? 'UTC',
    policies: buildPolicies(config, engines.trigger.policyOf, stored.policies),
    displays: new Map(stored.displays.map((display) => [display.id, display])),
    blocked: new Map(stored.blocked.map((one) => [blockedKey(one.bot, one.customer), one])),
    served: new Map(
      [...stored.served]
        .sort((a, b) => a.at - b.at || (a.customer < b.customer ? -1 : 1))
        .map((one) => [servedKey(one.bot, one.customer), one]),
    ),
    mentions: new Map(stored.mentions.map(({ person, list }) => [person, list])),
    timers: new Timers((timer) => holds(state, timer)),
    queued: new Set(),
    freed: new Set(),
    left: new Set(),
    started: false,
  };
  for (const conversation of stored.open) {
    const work = workFrom(conversation);
    for (const id of [ownerOf(work.head), consultedOf(work.head), work.head.offer?.person ?? null]) {
      if (id !== null && !people.has(id))
        people.set(id, buildPerson(removedPerson(id), storedPeople.get(id), true));
    }
    state.open.set(work.head.conversation.id, work);
    place(state, work);
    watch(state.timers, work.head);
  }
  for (const { person, conversation, until } of stored.kept) {
    state.kept.set(keptId(person, conversation), until);
    state.timers.add({ at: until, kind: 'kept', person, conversation });
  }
  for (const person of people.values()) {
    if (person.stored.graceUntil !== undefined) {
      state.timers.add({ at: person.stored.graceUntil, kind: 'grace', person: person.config.id });
    }
    if (person.stored.dayEnds !== undefined)
      state.timers.add({ at: person.stored.dayEnds, kind: 'day', person: person.config.id });
    person.told.presence = JSON.stringify(presenceOf(person));
    person.free = freeFrom(person);
    person.staffed = isStaffed(person);
    for (const id of person.config.queues) {
      const queue = queues.get(id);
      if (queue === undefined) continue;
      if (person.free !== null) queue.free.add(person);
      if (person.staffed) queue.staff += 1;
    }
  }
  for (const {
    config: { id },
    learned: { unstaffedUntil },
  } of queues.values()) {
    if (unstaffedUntil !== undefined) state.timers.add({ at: unstaffedUntil, kind: 'unstaffed', queue: id });
  }
  return state;
}
