// Owns one step while it is being made: what will be stored, appended and shown, each event encoded once. At its end
// it tells readers and queues what differs from what they were told last.
// Refuses: deciding. Nothing may be refused once the first change is made.
import type { BotEvent } from '#shared/protocol/edge.ts';
import type { PersonEvent, QueueEvent } from '#shared/protocol/feed.ts';
import { AUDIT_STREAM, botStream, personStream, queueStream } from '#shared/protocol/streams.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Append } from '../engine/port.ts';
import { dayAround } from './hours.ts';
import { doneKey, entryKey, openKey, personKey, queueKey, tallyKey } from './keys.ts';
import { noteWork } from './occupancy.ts';
import type { Live, Reply, Step } from './port.ts';
import {
  freeFrom,
  isStaffed,
  keptId,
  type Person,
  place,
  presenceOf,
  type Queue,
  rowOf,
  type State,
  type Work,
  waitOf,
  zoneOf,
} from './state.ts';
import { type Head, personText, readersOf, type StoredQueue } from './stored.ts';
import { count, type Fact } from './tally.ts';

/** Closed conversations that stay in memory for a moment: far more than commits that can be under way. */
const RECENT = 1_024;
/** Ms that work waits for somebody to come to a queue where everybody is offline. */
const DESERTED = 300_000;

/** An entry before it has its place. `Omit` on each member of the union. */
export type NewEntry = Entry extends infer E ? (E extends Entry ? Omit<E, 'seq'> : never) : never;

const whyLeft = (head: Pick<Head, 'handoff'>): Extract<QueueEvent, { kind: 'queue.left' }>['data']['why'] => {
  const state = head.handoff?.state;
  if (state === 'canceled') return head.handoff?.endReason === 'customer_left' ? 'customer_left' : 'canceled';
  return state === 'failed' ? 'failed' : 'accepted';
};

export class Change {
  readonly state: State;
  readonly now: number;
  readonly #puts = new Map<string, string | null>();
  readonly #append: Append[] = [];
  readonly #live: Live[] = [];
  readonly #revokes: { readonly at: number; readonly work: Work }[] = [];
  readonly #works = new Set<Work>();
  readonly #people = new Set<Person>();
  /** Queues whose line or staff changed. */
  readonly staffing = new Set<Queue>();

  constructor(state: State, now: number) {
    this.state = state;
    this.now = now;
  }

  put(key: string, value: string | null): void {
    this.#puts.set(key, value);
  }

  live(live: Live): void {
    this.#live.push(live);
  }

  /** The offer ended; at the end of the step it says where the work went. */
  revoke(live: Extract<Live, { kind: 'revoke' }>, work: Work): void {
    this.#revokes.push({ at: this.#live.push(live) - 1, work });
  }

  /** Appends to a person's feed. `data` is already encoded. */
  tell(person: string, kind: PersonEvent['kind'], data: string): void {
    this.#append.push({ stream: personStream(person), kind, data });
  }

  tellBot<T extends BotEvent['type']>(
    work: Work,
    type: T,
    data: Extract<BotEvent, { type: T }>['data'],
  ): void {
    const { head } = work;
    const { id: conversation, bot } = head.conversation;
    head.events += 1;
    const event = { type, id: `${conversation}.e${head.events}`, at: this.now, conversation, data };
    this.#append.push({ stream: botStream(bot), kind: type, data: JSON.stringify(event) });
    this.touch(work);
  }

  #tellQueue<K extends QueueEvent['kind']>(queue: string, kind: K, data: string): void {
    this.#append.push({ stream: queueStream(queue), kind, data });
  }

  /** Writes down what somebody of rank changed. `data` is already encoded. */
  audit(kind: 'policy.published', data: string): void {
    this.#append.push({ stream: AUDIT_STREAM, kind, data });
  }

  /** The conversation changed: it is stored and told at the end of the step. */
  touch(work: Work): void {
    this.#works.add(work);
  }

  /** The person changed, or what they hold did. */
  touchPerson(person: Person): void {
    this.#people.add(person);
    const before = person.free;
    noteWork(person, this.now);
    person.free = freeFrom(person);
    const { free } = person;
    const staffed = isStaffed(person);
    const more = Number(staffed) - Number(person.staffed);
    person.staffed = staffed;
    for (const id of person.config.queues) {
      const queue = this.state.queues.get(id);
      if (queue === undefined) continue;
      if (free === null) queue.free.delete(person);
      else queue.free.add(person);
      queue.staff += more;
      if (more !== 0) this.staffing.add(queue);
    }
    if (free !== null && (before === null || free.room > before.room)) this.state.freed.add(person);
  }

  holdsKept(person: string, conversation: string): boolean {
    return this.state.kept.has(keptId(person, conversation));
  }

  learn(queue: Queue, learned: StoredQueue): void {
    queue.learned = learned;
    this.put(queueKey(queue.config.id), JSON.stringify(queue.learned));
  }

  /** Counts a fact of a queue; one that is not configured has no wall. */
  count(id: string, fact: Fact): void {
    const queue = this.state.queues.get(id);
    if (queue === undefined) return;
    const dayAt = (at: number) => dayAround(zoneOf(this.state, queue), at);
    queue.tally = count(queue.tally, fact, this.now, dayAt);
    this.put(tallyKey(id), JSON.stringify(queue.tally));
  }

  /** The handoff moved or changed hands: puts it where it counts now. */
  placed(work: Work): void {
    const { holder: before, queue } = work.place;
    place(this.state, work);
    for (const each of [queue, work.place.queue]) if (each !== null) this.staffing.add(each);
    if (before !== null) this.touchPerson(before);
    if (work.place.holder !== null) this.touchPerson(work.place.holder);
    this.touch(work);
  }

  /** Adds to the transcript, for whoever reads it now. */
  add(work: Work, entry: NewEntry): Entry {
    const { head } = work;
    // The spread of a union loses which member it is; only `seq` is added.
    const whole = { ...entry, seq: head.entries } as Entry;
    head.entries += 1;
    work.entries.push(whole);
    if (whole.type === 'turn') work.turns.push(whole);
    if (whole.type !== 'mark') work.said.set(whole.id, whole);
    const { id } = head.conversation;
    const text = JSON.stringify(whole);
    this.put(entryKey(id, whole.seq), text);
    const told = `{"conversation":${JSON.stringify(id)},"entry":${text}}`;
    for (const reader of readersOf(head)) this.tell(reader, 'entry.added', told);
    this.touch(work);
    return whole;
  }

  /** Stores an entry of which something changed, in the same place. */
  replace(work: Work, entry: Entry): void {
    work.entries[entry.seq] = entry;
    if (entry.type === 'turn') work.turns[entry.index - 1] = entry;
    if (entry.type !== 'mark') work.said.set(entry.id, entry);
    this.put(entryKey(work.head.conversation.id, entry.seq), JSON.stringify(entry));
  }

  /** Tells people what changed of conversation and handoff; nobody only notes it as told. */
  tellChanges(work: Work, people: readonly string[]): void {
    const { head, told } = work;
    const conversation = JSON.stringify(head.conversation);
    const handoff = JSON.stringify(head.handoff);
    for (const person of people) {
      if (conversation !== told.conversation)
        this.tell(person, 'conversation.changed', `{"conversation":${conversation}}`);
      if (handoff !== told.handoff && head.handoff !== null)
        this.tell(person, 'handoff.changed', `{"handoff":${handoff}}`);
    }
    told.conversation = conversation;
    told.handoff = handoff;
  }

  #tellRow({ head, told }: Work): void {
    const row = rowOf(head);
    const text = row === null ? null : JSON.stringify(row);
    const queue = head.handoff?.queue ?? '';
    if (text === told.row) return;
    const before = told.row === null ? null : (JSON.parse(told.row) as QueueRow);
    const moved = before !== null && queue !== before.queue;
    const counted = told.of === head.handoff?.id ? told.offers : 0;
    this.#countRow(head, queue, moved ? null : before, row, counted);
    told.offers = head.handoff?.offers ?? 0;
    told.of = head.handoff?.id ?? '';
    if (before !== null && (text === null || moved)) {
      const why = moved ? 'moved' : whyLeft(head);
      this.#tellQueue(before.queue, 'queue.left', JSON.stringify({ handoff: head.handoff?.id, why }));
    }
    if (text !== null) {
      const fresh = before === null || moved;
      this.#tellQueue(queue, fresh ? 'queue.entered' : 'queue.changed', `{"row":${text}}`);
    }
    told.row = text;
  }

  /** What the way through the line says of the service: a wait began, was offered, or ended. */
  #countRow(
    { handoff }: Head,
    queue: string,
    before: QueueRow | null,
    row: QueueRow | null,
    counted: number,
  ): void {
    if (before === null) this.count(queue, { kind: 'entered' });
    // Offered, back and offered again may fall into one step.
    const offers = (handoff?.offers ?? 0) - counted;
    for (let each = 0; each < offers; each++) this.count(queue, { kind: 'offered' });
    if (before === null || row !== null) return;
    const waited = waitOf(before.queuedAt, this.now);
    const target = (this.state.queues.get(queue)?.config.sla.seconds ?? 0) * 1_000;
    if (whyLeft({ handoff }) === 'accepted') this.count(queue, { kind: 'answered', waited, target });
    // Each offer and each person who had it moved the fence on.
    else this.count(queue, { kind: 'lost', waited, again: (handoff?.fence ?? 0) > (handoff?.offers ?? 0) });
  }

  #storeWork(work: Work): void {
    const { head } = work;
    const { id, state } = head.conversation;
    this.tellChanges(work, readersOf(head));
    this.#tellRow(work);
    const { open } = this.state;
    if (state !== 'closed') {
      this.put(openKey(id), JSON.stringify(head));
      return;
    }
    if (open.delete(id)) this.put(openKey(id), null);
    this.put(doneKey(id), JSON.stringify(head));
    this.remember(work);
  }

  /** Keeps a closed conversation in memory for a moment. */
  remember(work: Work): void {
    const { id } = work.head.conversation;
    const { recent } = this.state;
    recent.delete(id);
    recent.set(id, work);
    for (const oldest of recent.keys()) {
      if (recent.size <= RECENT) break;
      recent.delete(oldest);
    }
  }

  #storePerson(person: Person): void {
    const { told, config } = person;
    // They wanted to stop after what they had, and now they have nothing.
    if (person.stored.afterThis && person.owned.size === 0 && person.offered === null) {
      person.stored = { ...person.stored, status: 'away', afterThis: false, since: this.now };
    }
    const stored = personText(person.stored);
    if (stored !== told.stored) {
      this.put(personKey(config.id), stored);
      told.stored = stored;
    }
    const presence = JSON.stringify(presenceOf(person));
    if (presence !== told.presence) {
      this.tell(config.id, 'presence.changed', `{"presence":${presence}}`);
      told.presence = presence;
    }
    const { day } = person.stored;
    const figures = JSON.stringify(day) ?? '';
    if (figures !== told.day && day !== undefined) this.tell(config.id, 'day.changed', `{"day":${figures}}`);
    told.day = figures;
  }

  /** Work that waits for people who have all gone home is not left to wait. */
  #watchStaff(queue: Queue): void {
    const { unstaffedUntil, ...learned } = queue.learned;
    const deserted = queue.waiting.size > 0 && queue.staff === 0;
    if (deserted === (unstaffedUntil !== undefined)) return;
    const at = this.now + DESERTED;
    this.learn(queue, deserted ? { ...learned, unstaffedUntil: at } : learned);
    if (deserted) this.state.timers.add({ at, kind: 'unstaffed', queue: queue.config.id });
  }

  /** Closes the step. */
  finish(reply: Reply): Step {
    for (const queue of this.staffing) this.#watchStaff(queue);
    for (const work of this.#works) this.#storeWork(work);
    for (const person of this.#people) this.#storePerson(person);
    for (const { at, work } of this.#revokes) {
      const live = this.#live[at];
      const to = work.place.holder;
      if (live?.kind === 'revoke' && to !== null && to.config.id !== live.person) {
        this.#live[at] = { ...live, to: to.config.name };
      }
    }
    const puts = [...this.#puts].map(([key, value]) => ({ key, value }));
    return { reply, puts, append: this.#append, live: this.#live };
  }
}
