// Owns what can be asked of the desk without changing it: counts, availability, rows, snapshots, status.
import type { Availability, ConversationAnswer } from '#shared/protocol/edge.ts';
import type { PersonSnapshot, QueueSnapshot } from '#shared/protocol/feed.ts';
import type { Channel } from '#shared/schema/conversation.ts';
import type { QueueCounts } from '#shared/schema/queue.ts';
import { isOpen, opensAt } from './hours.ts';
import { conversationAnswer, statusOf } from './replies.ts';
import { grantOf } from './rights.ts';
import { isAvailable, type Person, presenceOf, rowOf, type State, type Work, weightOf } from './state.ts';
import type { StoredConversation } from './stored.ts';
import { expectedFor, standingOf } from './waits.ts';

export function countsOf(state: State, id: string, now: number): QueueCounts | null {
  const queue = state.queues.get(id);
  if (queue === undefined) return null;
  let longest: number | undefined;
  for (const { head } of queue.waiting.values()) {
    const since = head.handoff?.queuedAt ?? now;
    if (longest === undefined || since < longest) longest = since;
  }
  return {
    queue: id,
    name: queue.config.name,
    waiting: queue.waiting.size,
    ...(longest === undefined ? {} : { longestSince: longest }),
    available: queue.people.filter(isAvailable).length,
    open: isOpen(queue.config.hours, now),
    at: now,
  };
}

/**
 * What a bot may promise. The wait is left out while too few waits are known to say it, and when nobody is staffed or the
 * queue is closed: then there is nothing to promise.
 */
export function availabilityOf(state: State, id: string, channel: Channel, now: number): Availability | null {
  const queue = state.queues.get(id);
  if (queue === undefined) return null;
  const open = isOpen(queue.config.hours, now);
  const opens = open ? null : opensAt(queue.config.hours, now);
  const weight = weightOf(state, channel);
  const staff = queue.people.filter(isAvailable);
  const roomOf = ({ config, load }: Person) =>
    Math.max(0, Math.floor((config.capacity - load) / Math.max(weight, 1)));
  return {
    queue: id,
    open,
    ...(opens === null ? {} : { opensAt: opens }),
    staffed: staff.length,
    free: staff.reduce((sum, person) => sum + roomOf(person), 0),
    waiting: queue.waiting.size,
    ...(open ? expectedFor(queue, weight, now) : {}),
  };
}

export const queueState = (state: State, id: string): QueueSnapshot => {
  const rows = [...(state.queues.get(id)?.waiting.values() ?? [])].map(({ head }) => rowOf(head));
  return { rows: rows.filter((row) => row !== null) };
};

const held = (person: Person): Work[] => [
  ...person.owned,
  ...person.consulted,
  ...(person.offered === null ? [] : [person.offered]),
];

/** A person who is not configured has nothing and is offline. */
export function personState(state: State, id: string): PersonSnapshot {
  const person = state.people.get(id);
  if (person === undefined) {
    const presence = {
      person: id,
      status: 'offline' as const,
      since: 0,
      afterThis: false,
      connected: false,
      load: 0,
      capacity: 0,
    };
    return { presence, grants: [] };
  }
  const { day } = person.stored;
  const mentions = state.mentions.get(id);
  return {
    presence: presenceOf(person),
    grants: held(person).map((work) => grantOf(work, id)),
    ...(day === undefined ? {} : { day }),
    ...(mentions === undefined ? {} : { mentions: [...mentions] }),
  };
}

/** A bot's own conversation; while it waits with its place in line and the wait from now. */
export function statusFor(
  state: State,
  bot: string,
  id: string,
  now: number,
  closed: StoredConversation | null,
): ConversationAnswer | null {
  const work = state.open.get(id) ?? state.recent.get(id);
  const head = work?.head ?? (closed?.head.conversation.id === id ? closed.head : undefined);
  if (head === undefined || head.conversation.bot !== bot) return null;
  if (work?.place.queue == null || head.handoff === null) return conversationAnswer(head);
  return conversationAnswer(head, { ...statusOf(head.handoff), ...standingOf(work, now) });
}
