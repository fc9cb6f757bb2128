// Owns what the desk holds in memory: open work, people, queues, kept rights, timers. Everything here can be computed
// again from what is stored (build.ts).
// Refuses: changing it; that is a Change (change.ts).
import type { FreePerson, Matcher, WaitingHandoff } from '#shared/domain/matching/port.ts';
import { customerValue } from '#shared/domain/matching/value.ts';
import type { Heard, TriggerEngine } from '#shared/domain/trigger/port.ts';
import type { Learned } from '#shared/domain/waiting/estimate.ts';
import type { Order } from '#shared/domain/waiting/order.ts';
import type { BatonConfig, BotConfig, PersonConfig, QueueConfig } from '#shared/schema/config.ts';
import type { Channel, Entry, Mention, Turn } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import { servedKey } from './keys.ts';
import type { JudgingPolicy } from './policies.ts';
import {
  type Blocked,
  consultedOf,
  type Head,
  ownerOf,
  type Served,
  type StoredConversation,
  type StoredDisplay,
  type StoredPerson,
  type StoredQueue,
} from './stored.ts';
import type { Tally } from './tally.ts';
import type { Timers } from './timers.ts';

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
  /** What the trigger engine has heard of it; null = nothing since the desk was built, so it hears all again. */
  heard: Heard | null;
  /** JSON of what readers and the queue were told last, and how many offers of which handoff were counted. */
  readonly told: { conversation: string; handoff: string; row: string | null; offers: number; of: string };
  /** Where it counts at present. */
  readonly place: {
    queue: Queue | null;
    holder: Person | null;
    consulted: Person | null;
    waiting: WaitingHandoff | null;
    /** The queue it came from, while a person has it. */
    from: Queue | null;
  };
}

/** How busy somebody was is known only beside the others (occupancy.ts). */
export type Free = Omit<FreePerson, 'busyness'>;

export interface Person {
  readonly config: PersonConfig;
  /** Not in the configuration any more: may hold nothing. */
  readonly removed: boolean;
  stored: StoredPerson;
  /** JSON of what was stored, and of the presence and day that were told. */
  readonly told: { stored: string; presence: string; day: string };
  readonly owned: Set<Work>;
  /** What they are consulted on. */
  readonly consulted: Set<Work>;
  /** At most one offer stands per person: the next comes when this one is answered, so nobody is buried. */
  offered: Work | null;
  load: number;
  /** As the matcher sees them, but for how busy they were; null while they take no new offers. */
  free: Free | null;
  /** Counted among the staff of their queues. */
  staffed: boolean;
}

export interface Queue {
  readonly config: QueueConfig;
  readonly people: Person[];
  readonly free: Set<Person>;
  /** How many of its people are at work, be they busy, away or in their grace. */
  staff: number;
  /** Queued or offered, by conversation. */
  readonly waiting: Map<string, Work>;
  /** Those of them that nobody is asked about, as urgency orders them. */
  readonly order: Order;
  /** Conversations from here that people have. */
  withPeople: number;
  learned: StoredQueue;
  /** How long waits took that ended with a person. */
  waits: Learned;
  tally: Tally;
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
  readonly displays: Map<string, StoredDisplay>;
  /** Policies that judge bots, by id. */
  readonly policies: ReadonlyMap<string, JudgingPolicy>;
  /** Time zone of queues without hours: the first that is named, else UTC. */
  readonly zone: string;
  /** Customers who get no person any more, by `blockedKey`. */
  readonly blocked: Map<string, Blocked>;
  /** Who had a verified customer last, by `servedKey`; the longest ago first. */
  readonly served: Map<string, Served>;
  /** The notes that named a person last, oldest first. */
  readonly mentions: Map<string, readonly Mention[]>;
  readonly timers: Timers;
  /** Work that began to wait and people who became free: the next offers are theirs. */
  readonly queued: Set<Work>;
  readonly freed: Set<Person>;
  /** What was to be decided together with what is decided, and was too much for one step. */
  readonly left: Set<Work>;
  /** The first `timer` after a start looks at all work once: the configuration may have changed meanwhile. */
  started: boolean;
}

/** There was more to decide than fits into a step; the next steps of `timer` decide it, and no others. */
export const isBehind = ({ queued, freed, left }: State): boolean => queued.size + freed.size + left.size > 0;

const DEFAULT_WEIGHTS: Readonly<Record<Channel, number>> = { chat: 1, email: 1, voice: 5, video: 5 };

export const weightOf = (state: State, channel: Channel): number =>
  state.config.capacityWeights[channel] ?? DEFAULT_WEIGHTS[channel];

/** Where the queue's day begins and ends. */
export const zoneOf = ({ zone }: State, { config }: Queue): string => config.hours?.timeZone ?? zone;

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

/** At work and taking offers, free or not. */
export const isAvailable = ({ stored, removed }: Person): boolean =>
  !removed && stored.connected && stored.status === 'available' && !stored.afterThis;

/** Takes new offers at all: chosen, connected, not about to leave, no offer before them. */
export const takesOffers = (person: Person): boolean => isAvailable(person) && person.offered === null;

export function freeFrom(person: Person): Free | null {
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

/** At work: busy, on a break or gone for no longer than the grace still counts, they come back. */
export const isStaffed = ({ stored, removed }: Person): boolean =>
  !removed && stored.status !== 'offline' && (stored.connected || stored.graceUntil !== undefined);

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
    ...(handoff.judgement.moods === undefined ? {} : { moods: handoff.judgement.moods }),
    queuedAt: handoff.queuedAt ?? handoff.initiatedAt,
    dueAt: handoff.dueAt ?? handoff.initiatedAt,
    offers: handoff.offers,
    ...(Object.keys(handoff.skills).length === 0 ? {} : { skills: handoff.skills }),
    ...(handoff.relax === undefined ? {} : { relax: handoff.relax }),
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
    offers: head.handoff?.offers ?? 0,
    of: head.handoff?.id ?? '',
  };
  return {
    head,
    entries: [...entries],
    turns,
    said,
    heard: null,
    told,
    place: { queue: null, holder: null, consulted: null, waiting: null, from: null },
  };
}

/** The present or last handoff, where there must be one. */
export function standing({ head }: Work): Handoff {
  if (head.handoff === null) throw new Error(`${head.conversation.id} has no handoff`);
  return head.handoff;
}

/** As the matcher sees it, while nobody has it and nobody is asked. */
function waitingFrom(state: State, { handoff, conversation, pauses, served }: Head): WaitingHandoff | null {
  const queue = state.queues.get(handoff?.queue ?? '');
  if (handoff === null || handoff.state !== 'queued' || queue === undefined) return null;
  const { bot, channel, customer } = conversation;
  const { sla, matching: mode } = queue.config;
  const queuedAt = handoff.queuedAt ?? handoff.initiatedAt;
  return {
    ...{ handoff: handoff.id, queue: handoff.queue, queuedAt, mode, pauses },
    dueAt: handoff.dueAt ?? queuedAt + sla.seconds * 1_000,
    target: sla.seconds * 1_000,
    weight: weightOf(state, channel),
    skills: handoff.skills,
    language: handoff.language,
    value: customerValue(customer.account),
    last: served ?? (customer.verified ? state.served.get(servedKey(bot, customer.id))?.person : undefined),
    passedBy: handoff.passedBy,
  };
}

/** Puts a conversation where it counts: the queue it waits in, the person it takes capacity of. */
export function place(state: State, work: Work): void {
  const { head } = work;
  const queue = rowOf(head) === null ? null : (state.queues.get(head.handoff?.queue ?? '') ?? null);
  const owner = ownerOf(head);
  const holder = state.people.get(owner ?? head.offer?.person ?? '') ?? null;
  const id = head.conversation.id;
  // A line keeps its order while its work is offered and comes back: it stays nearly sorted by what is due.
  if (queue !== work.place.queue) {
    work.place.queue?.waiting.delete(id);
    queue?.waiting.set(id, work);
  }
  const from = owner === null ? null : (state.queues.get(head.handoff?.queue ?? '') ?? null);
  if (work.place.from !== null) work.place.from.withPeople -= 1;
  if (from !== null) from.withPeople += 1;
  work.place.from = from;
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
  const consulted = state.people.get(consultedOf(head) ?? '') ?? null;
  work.place.consulted?.consulted.delete(work);
  consulted?.consulted.add(work);
  work.place.consulted = consulted;
  const waiting = waitingFrom(state, head);
  if (work.place.waiting !== null) work.place.queue?.order.remove(work.place.waiting);
  if (waiting !== null) queue?.order.add(waiting);
  work.place.queue = queue;
  work.place.waiting = waiting;
  work.place.holder = holder;
}

/** How long somebody has waited, ms. Moved to another queue in this instant, they wait from a millisecond later on. */
export const waitOf = (queuedAt: number, now: number): number => Math.max(0, now - queuedAt);
