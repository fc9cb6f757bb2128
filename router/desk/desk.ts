// Owns the desk of one shard: takes a command, lets the area that knows it decide, and gives back one step.
// Refuses: the rules themselves; each area (conversations, handoffs, offers, people ...) has its file.
import type { BatonConfig } from '#shared/schema/config.ts';
import { handleBot } from './bot-requests.ts';
import { buildState } from './build.ts';
import { Change } from './change.ts';
import { deliver } from './conversations.ts';
import { learn, remind } from './known.ts';
import { letGo } from './letting-go.ts';
import { settle } from './matching.ts';
import { setLink } from './people.ts';
import { conversationOf, handlePerson } from './person-commands.ts';
import { overruledIn, policiesFor } from './policies.ts';
import type { Desk, DeskCommand, Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { grantOf, rightOf } from './rights.ts';
import { type Engines, isBehind, keptId, presenceOf, type State, type Work, workFrom } from './state.ts';
import { filesIn, grantFromStored, liveRight, type StoredConversation, type StoredWork } from './stored.ts';
import { summarise } from './summaries.ts';
import { takenOf } from './taken.ts';
import { passTime } from './timer.ts';
import { availabilityOf, countsOf, personState, queueState, statusFor } from './views.ts';
import { waitsOf } from './waits.ts';
import { wallPeopleOf, wallQueueOf } from './wall.ts';
import { watchedOf } from './watched.ts';

/** The conversation a command is about, or null. */
function subject(command: DeskCommand): string | null {
  if (command.from === 'person') return conversationOf(command.command);
  if (command.from === 'delivery') return command.conversation;
  if (command.from !== 'bot') return null;
  return command.request.kind === 'open' ? command.request.id : command.request.conversation;
}

function decide(change: Change, command: DeskCommand, find: (id: string) => Work | null): Reply {
  const { state } = change;
  if (command.from === 'timer') {
    passTime(change);
    return done();
  }
  if (command.from === 'retention') return done(letGo(change, command));
  if (command.from === 'source') {
    // Over, it is closed to what comes late.
    const work = state.open.get(command.conversation);
    if (work !== undefined) learn(change, work, command.learned);
    return done();
  }
  if (command.from === 'past') {
    const work = state.open.get(command.conversation);
    if (work !== undefined) remind(change, work, command.contacts);
    return done();
  }
  if (command.from === 'summariser') {
    const work = state.open.get(command.conversation);
    if (work !== undefined) summarise(change, work, command.summarised);
    return done();
  }
  if (command.from === 'bot') return handleBot(change, command.bot, command.request, find);
  if (command.from === 'delivery') {
    const turn = find(command.conversation)?.said.get(command.turn);
    const work = find(command.conversation);
    if (work === null || turn?.type !== 'turn')
      return refused('not_found', 'delivery: there is no such turn');
    if (work.head.hosted !== true || command.shown === true) deliver(change, work, turn, command.delivery);
    return done();
  }
  const person = state.people.get(command.person);
  if (person === undefined || person.removed)
    return refused('forbidden', `${command.person} does not work here`);
  if (command.from === 'person') return handlePerson(change, { ...command, person }, find);
  setLink(change, person, command.connected);
  return done();
}

/** Memory first: what the clerk read may be older than what was just decided. */
function finder(state: State, closed: StoredConversation | null): (id: string) => Work | null {
  let read: Work | null = null;
  return (id) => {
    const work = state.open.get(id) ?? state.recent.get(id);
    if (work !== undefined) return work;
    if (closed?.head.conversation.id === id) read ??= workFrom(closed);
    return read;
  };
}

/** Builds the desk from what is stored (`readWork`). Pure: no clock, no I/O. */
export function createDesk(config: BatonConfig, engines: Engines, stored: StoredWork): Desk {
  const state = buildState(config, engines, stored);
  return {
    wants(command) {
      const id = subject(command);
      return id === null || state.open.has(id) || state.recent.has(id) ? null : id;
    },
    handle(command, now, closed = null) {
      const change = new Change(state, now);
      // Whoever asks for something never waits for what others left to decide, and a refusal changes nothing.
      const mayMatch = command.from === 'timer' || !isBehind(state);
      const reply = decide(change, command, finder(state, closed));
      if (mayMatch) settle(change);
      return change.finish(reply);
    },
    connected: () =>
      [...state.people.values()]
        .filter(({ stored: { connected } }) => connected)
        .map(({ config: { id } }) => id),
    nextTimer: () => (state.started && !isBehind(state) ? (state.timers.first()?.at ?? null) : 0),
    offersOf(person) {
      const work = state.people.get(person)?.offered ?? null;
      return work === null || work.head.offer === null
        ? []
        : [{ offer: { ...work.head.offer }, context: grantOf(work, person) }];
    },
    personState: (person) => personState(state, person),
    presence(person) {
      const known = state.people.get(person);
      return known === undefined || known.removed ? null : presenceOf(known);
    },
    queueState: (queue) => queueState(state, queue),
    counts: (queue, now) => countsOf(state, queue, now),
    watched: (queue) => watchedOf(state, queue),
    taken: (queue) => takenOf(state, queue),
    waits: (queue, now) => waitsOf(state, queue, now),
    wallQueue: (queue, now) => wallQueueOf(state, queue, now),
    wallPeople: (queues) => wallPeopleOf(state, queues),
    displays: () => [...state.displays.values()],
    overruled: () => overruledIn(state),
    policies: (person) => policiesFor(state, person),
    availability: (queue, channel, now) => availabilityOf(state, queue, channel, now),
    status: (bot, conversation, now, closed = null) => statusFor(state, bot, conversation, now, closed),
    attachments(person, conversation) {
      const work = state.open.get(conversation);
      if (work === undefined) return null;
      const kept = state.kept.has(keptId(person, conversation));
      if (liveRight(work.head, person) === null && !kept) return [];
      return filesIn(grantFromStored(work.head, work.entries, person));
    },
    rightOf: (person, conversation) => rightOf(state, person, conversation),
  };
}
