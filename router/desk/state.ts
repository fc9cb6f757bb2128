// Owns what the desk holds in memory (open work, people, queues, kept rights, timers) and how it is built from the
// store. Everything here can be computed again from what is stored.
// Refuses: changing it; that is a Change (change.ts).
import type { FreePerson, Matcher } from '#shared/domain/matching/port.ts';
import type { TriggerEngine } from '#shared/domain/trigger/port.ts';
import type { BatonConfig, BotConfig, PersonConfig, QueueConfig } from '#shared/schema/config.ts';
import type { Channel, Entry, Turn } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import {
  type Head,
  ownerOf,
  personText,
  type StoredConversation,
  type StoredPerson,
  type StoredQueue,
  type StoredWork,
} from './stored.ts';
import { type Timer, Timers } from './timers.ts';

export interface Engines {
  readonly trigger: TriggerEngine;
  readonly matcher: Matcher;
}

export interface Work {
  readonly head: Head;
  readonly entries: Entry[];
  readonly turns: Turn[];
  /** Turns and notes by their ids. */
  readonly said: Map<string, Entry>;
  /** JSON of what readers and the queue were told last. */
  readonly told: { conversation: string; handoff: string; row: string | null };
  /** Where it counts at present. */
  readonly place: { queue: Queue | null; holder: Person | null };
}

export interface Person {
  readonly config: PersonConfig;
  /** Not in the configuration any more: may hold nothing. */
  readonly removed: boolean;
  stored: StoredPerson;
  /** JSON of what was stored, and of the presence that was told. */
  readonly told: { stored: string; presence: string };
  readonly owned: Set<Work>;
  /** At most one offer stands per person: the next comes when this one is answered, so nobody is buried. */
  offered: Work | null;
  load: number;
  /** As the matcher sees them; null while they take no new offers. */
  free: FreePerson | null;
}

export interface Queue {
  readonly config: QueueConfig;
  readonly people: Person[];
  readonly free: Set<Person>;
  /** Queued or offered, by conversation. */
  readonly waiting: Map<string, Work>;
  learned: StoredQueue;
}

export interface State {
  readonly config: BatonConfig;
  readonly engines: Engines;
  readonly bots: ReadonlyMap<string, BotConfig>;
  readonly queues: ReadonlyMap<string, Queue>;
  readonly people: Map<string, Person>;
  readonly open: Map<string, Work>;
  /** Closed a moment ago: what is stored of them may not have landed yet. */
  readonly recent: Map<string, Work>;
  /** Kept rights: `person/conversation` -> until. */
  readonly kept: Map<string, number>;
  readonly timers: Timers;
  /** The first `timer` after a start looks at all work once: the configuration may have changed meanwhile. */
  started: boolean;
}

const DEFAULT_WEIGHTS: Readonly<Record<Channel, number>> = { chat: 1, email: 1, voice: 5, video: 5 };

export const weightOf = (state: State, channel: Channel): number =>
  state.config.capacityWeights[channel] ?? DEFAULT_WEIGHTS[channel];

/** Mean time from accept to end that is assumed before a queue has ended a handoff, ms. */
const ASSUMED_HANDLING = 300_000;

export const keptId = (person: string, conversation: string) => `${person}/${conversation}`;

export function presenceOf(person: Person): Presence {
  const { person: id, status, aux, since, afterThis, connected, graceUntil } = person.stored;
  return {
    person: id,
    status,
    ...(aux === undefined ? {} : { aux }),
    since,
    afterThis,
    connected,
    ...(graceUntil === undefined ? {} : { graceUntil }),
    load: person.load,
    capacity: person.config.capacity,
  };
}

/** Takes new offers at all: chosen, connected, not about to leave, no offer before them. */
export const takesOffers = ({ stored, offered, removed }: Person): boolean =>
  !removed && stored.connected && stored.status === 'available' && !stored.afterThis && offered === null;

export function freeFrom(person: Person): FreePerson | null {
  const room = person.config.capacity - person.load;
  if (!takesOffers(person) || room < 1) return null;
  const { id, name, queues, skills, languages } = person.config;
  return {
    person: id,
    name,
    queues,
    skills,
    languages,
    room,
    load: person.load,
    idleSince: person.stored.idleSince,
  };
}

/** The line of the live queue, while the handoff waits. */
export function rowOf({ conversation, handoff }: Head): QueueRow | null {
  if (handoff === null || (handoff.state !== 'queued' && handoff.state !== 'offered')) return null;
  const { customer, channel, demo } = conversation;
  return {
    handoff: handoff.id,
    conversation: conversation.id,
    queue: handoff.queue,
    state: handoff.state,
    channel,
    name: customer.name,
    ...(customer.organisation === undefined ? {} : { organisation: customer.organisation }),
    ...(handoff.context.intent === undefined ? {} : { intent: handoff.context.intent }),
    queuedAt: handoff.queuedAt ?? handoff.initiatedAt,
    dueAt: handoff.dueAt ?? handoff.initiatedAt,
    offers: handoff.offers,
    demo,
  };
}

const rowText = (head: Head): string | null => {
  const row = rowOf(head);
  return row === null ? null : JSON.stringify(row);
};

/** A conversation as it is held in memory. What readers were told is what is stored: a step tells all it changes. */
export function workFrom({ head, entries }: StoredConversation): Work {
  const turns = entries.filter((entry) => entry.type === 'turn');
  const said = new Map<string, Entry>();
  for (const entry of entries) if (entry.type !== 'mark') said.set(entry.id, entry);
  const told = {
    conversation: JSON.stringify(head.conversation),
    handoff: JSON.stringify(head.handoff),
    row: rowText(head),
  };
  return { head, entries: [...entries], turns, said, told, place: { queue: null, holder: null } };
}

/** The present or last handoff, where there must be one. */
export function standing({ head }: Work): Handoff {
  if (head.handoff === null) throw new Error(`${head.conversation.id} has no handoff`);
  return head.handoff;
}

/** Puts a conversation where it counts: the queue it waits in, the person it takes capacity of. */
export function place(state: State, work: Work): void {
  const { head } = work;
  const queue = rowOf(head) === null ? null : (state.queues.get(head.handoff?.queue ?? '') ?? null);
  const owner = ownerOf(head);
  const holder = state.people.get(owner ?? head.offer?.person ?? '') ?? null;
  const id = head.conversation.id;
  work.place.queue?.waiting.delete(id);
  queue?.waiting.set(id, work);
  const before = work.place.holder;
  if (before !== null) {
    before.owned.delete(work);
    if (before.offered === work) before.offered = null;
    before.load -= weightOf(state, head.conversation.channel);
  }
  if (holder !== null) {
    if (owner === null) holder.offered = work;
    else holder.owned.add(work);
    holder.load += weightOf(state, head.conversation.channel);
  }
  work.place.queue = queue;
  work.place.holder = holder;
}

/** Does the timer still say something true? */
function holds(state: State, timer: Timer): boolean {
  if (timer.kind === 'grace') return state.people.get(timer.person)?.stored.graceUntil === timer.at;
  if (timer.kind === 'kept') return state.kept.get(keptId(timer.person, timer.conversation)) === timer.at;
  const head = state.open.get(timer.conversation)?.head;
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
    told: { stored: personText(now), presence: '' },
    owned: new Set(),
    offered: null,
    load: 0,
    free: null,
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
  for (const [person, at] of Object.entries(head.pauses))
    timers.add({ at, kind: 'pause', conversation, person });
}

export function buildState(config: BatonConfig, engines: Engines, stored: StoredWork): State {
  const storedPeople = new Map(stored.people.map((person) => [person.person, person]));
  const people = new Map(
    config.people.map((person) => [person.id, buildPerson(person, storedPeople.get(person.id), false)]),
  );
  const learned = new Map(stored.queues.map((queue) => [queue.queue, queue]));
  const queues = new Map<string, Queue>();
  for (const queue of config.queues) {
    queues.set(queue.id, {
      config: queue,
      people: [...people.values()].filter((person) => person.config.queues.includes(queue.id)),
      free: new Set(),
      waiting: new Map(),
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
    timers: new Timers((timer) => holds(state, timer)),
    started: false,
  };
  for (const conversation of stored.open) {
    const work = workFrom(conversation);
    for (const id of [work.head.handoff?.owner, work.head.offer?.person]) {
      if (id !== undefined && !people.has(id))
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
    person.told.presence = JSON.stringify(presenceOf(person));
    person.free = freeFrom(person);
    if (person.free !== null) for (const id of person.config.queues) queues.get(id)?.free.add(person);
  }
  return state;
}
