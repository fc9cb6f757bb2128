// Owns the judgement of what the router stored, commit by commit, from nothing but the stored text and the configuration:
// owners and fences, capacity, hard constraints, offsets, rights, and one effect for one operation.
// Refuses the desk's own rules: nothing of router/desk or shared/domain runs here, only their types are read.

import type { Head, StoredPerson } from '#router/desk/stored.ts';
import type { Batch } from '#router/engine/port.ts';
import type { BatonConfig, PersonConfig } from '#shared/schema/config.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import type { Landed } from './disk.ts';

export interface Logged {
  readonly kind: string;
  readonly data: string;
}

/** The state of a handoff moved, as the transcript says it. */
export interface Transition {
  readonly kind: string;
  readonly conversation: string;
  readonly person: string | undefined;
}

/** What one commit did, for those who judge it further. */
export interface Done {
  readonly at: number;
  readonly before: ReadonlyMap<string, Head | undefined>;
  readonly after: ReadonlyMap<string, Head>;
  readonly entries: readonly {
    readonly conversation: string;
    readonly entry: Entry;
    readonly fresh: boolean;
  }[];
  readonly transitions: readonly Transition[];
  readonly batch: Batch;
}

const OWNED: ReadonlySet<string> = new Set(['accepted', 'active', 'wrapping']);
const ENDED: ReadonlySet<string> = new Set(['completed', 'returned', 'failed', 'canceled']);
const WAITING: ReadonlySet<string> = new Set(['queued', 'offered']);

export const ownerIn = (head: Head | undefined): string | undefined =>
  head?.handoff != null && OWNED.has(head.handoff.state) ? head.handoff.owner : undefined;

/** Whoever reads along now. */
const readersIn = (head: Head): (string | undefined)[] => {
  const owner = ownerIn(head);
  return owner === undefined ? [head.offer?.person] : [owner, head.handoff?.consult?.person];
};

/** Events of a person's feed that are about a conversation they may read. */
const ABOUT: ReadonlySet<string> = new Set([
  ...['access.changed', 'access.ended', 'conversation.changed', 'handoff.changed'],
  ...['entry.added', 'delivery.changed', 'draft.changed'],
]);

/** The conversation an event of a person's feed is about. */
export function subjectOf(kind: string, data: unknown): string | null {
  if (kind !== 'access.granted' && !ABOUT.has(kind)) return null;
  const told = data as { conversation?: string | { id: string }; handoff?: { conversation: string } };
  if (kind === 'handoff.changed') return told.handoff?.conversation ?? null;
  return typeof told.conversation === 'object' ? told.conversation.id : (told.conversation ?? null);
}

export class History {
  readonly #config: BatonConfig;
  readonly #people: ReadonlyMap<string, PersonConfig>;
  readonly #fault: (message: string) => void;
  readonly heads = new Map<string, Head>();
  readonly people = new Map<string, StoredPerson>();
  readonly streams = new Map<string, Logged[]>();
  readonly #epochs = new Map<string, number>();
  /** Handoff and fence -> who had it under that fence. */
  readonly #owners = new Map<string, string>();
  readonly entries = new Map<string, Entry[]>();
  /** Turn and note ids by conversation. */
  readonly said = new Map<string, Entry>();
  /** Answers by `device/number`. */
  readonly operations = new Map<string, unknown>();
  readonly #keys = new Set<string>();
  /** Units each person holds, by conversation. */
  readonly #loads = new Map<string, Map<string, number>>();
  readonly #rights = new Map<string, Set<string>>();
  readonly #blocked = new Set<string>();
  readonly #botEvents = new Set<string>();
  #at = 0;
  /** The newest lease that wrote. */
  #writer = 0;
  /** The number of the last commit. */
  #commit = 0;

  constructor(config: BatonConfig, fault: (message: string) => void) {
    this.#config = config;
    this.#people = new Map(config.people.map((person) => [person.id, person]));
    this.#fault = fault;
  }

  take({ node, lease, batch, committed }: Landed): Done {
    const { at } = committed;
    if (at < this.#at) this.#fault(`time ran backwards: ${at} after ${this.#at}`);
    this.#at = at;
    if (lease.epoch < this.#writer) this.#fault(`${node} wrote although its lease was taken by another`);
    this.#writer = Math.max(this.#writer, lease.epoch);
    for (const [place, { stream, kind, data }] of (batch.append ?? []).entries()) {
      const where = committed.appended[place];
      const log = this.streams.get(stream) ?? [];
      this.streams.set(stream, log);
      if (where?.offset !== log.length || where.stream !== stream)
        this.#fault(`${stream}: offset ${where?.offset} was given where ${log.length} is next`);
      const epoch = this.#epochs.get(stream) ?? where?.epoch;
      if (epoch !== where?.epoch) this.#fault(`${stream}: the epoch changed`);
      if (epoch !== undefined) this.#epochs.set(stream, epoch);
      log.push({ kind, data });
      this.#told(stream, kind, data);
    }
    const { dedupe } = batch;
    if (dedupe !== undefined) {
      if (this.#keys.has(dedupe.key)) this.#fault(`${dedupe.key} had an effect twice`);
      this.#keys.add(dedupe.key);
      if (dedupe.key.startsWith('op/')) this.operations.set(dedupe.key.slice(3), JSON.parse(dedupe.result));
    }
    const before = new Map<string, Head | undefined>();
    const after = new Map<string, Head>();
    const entries: { conversation: string; entry: Entry; fresh: boolean }[] = [];
    for (const { key, value } of batch.puts ?? []) {
      const [kind, place, id = ''] = key.split('/');
      if (value === null) {
        if (kind === 'blocked') this.#blocked.delete(key);
        continue;
      }
      if (kind === 'open' || kind === 'done') after.set(id, JSON.parse(value) as Head);
      else if (key === 'desk/sequence') this.#follows(node, Number(value));
      else if (kind === 'person') this.people.set(place ?? '', JSON.parse(value) as StoredPerson);
      else if (kind === 'blocked') this.#blocked.add(key);
      else if (kind === 'entry') entries.push(this.#entry(place ?? '', JSON.parse(value) as Entry));
    }
    for (const [id, head] of after) {
      before.set(id, this.heads.get(id));
      this.#judge(id, this.heads.get(id), head);
      this.heads.set(id, head);
      if ((this.entries.get(id)?.length ?? 0) !== head.entries)
        this.#fault(`${id}: ${this.entries.get(id)?.length} entries are stored, ${head.entries} are counted`);
    }
    for (const [person, held] of this.#loads) this.#capacity(person, held);
    for (const person of this.people.values()) this.#minded(person);
    const transitions = entries.flatMap(({ conversation, entry, fresh }) =>
      fresh &&
      entry.type === 'mark' &&
      (entry.kind.startsWith('handoff.') || entry.kind.startsWith('consult.'))
        ? [{ kind: nameOf(entry), conversation, person: whoIn(entry) }]
        : [],
    );
    for (const [id, head] of after) {
      const given = transitions.some(({ kind, conversation }) => kind === 'assigned' && conversation === id);
      this.#reachable(id, before.get(id), head, given);
    }
    for (const { kind, conversation } of transitions)
      if (kind === 'requeued:timeout') this.#ranOut(before.get(conversation), at);
    return { at, before, after, entries, transitions, batch };
  }

  /** What was decided after a commit that is not there must not be there either. */
  #follows(node: string, commit: number): void {
    if (commit !== this.#commit + 1)
      this.#fault(`${node} stored commit ${commit} where ${this.#commit + 1} is next`);
    this.#commit = commit;
  }

  #entry(conversation: string, entry: Entry) {
    const all = this.entries.get(conversation) ?? [];
    this.entries.set(conversation, all);
    const count = all.length;
    if (entry.seq > count) this.#fault(`${conversation}: entry ${entry.seq} came where ${count} is next`);
    const fresh = entry.seq >= count;
    all[entry.seq] = entry;
    if (fresh && entry.type !== 'mark') {
      const key = `${conversation}/${entry.id}`;
      if (this.said.has(key)) this.#fault(`${key} was said twice`);
      this.said.set(key, entry);
    }
    return { conversation, entry, fresh };
  }

  #judge(id: string, before: Head | undefined, head: Head): void {
    const { handoff, offer, conversation } = head;
    if (before?.conversation.state === 'closed' && conversation.state !== 'closed')
      this.#fault(`${id} was opened again`);
    if ((offer === null) !== (handoff?.state !== 'offered')) this.#fault(`${id}: offer and state disagree`);
    if (handoff === null) return;
    const last = before?.handoff?.id === handoff.id ? before.handoff : null;
    if (last === null && before?.handoff != null && !ENDED.has(before.handoff.state))
      this.#fault(`${handoff.id} began while ${before.handoff.id} was ${before.handoff.state}`);
    if (last === null && handoff.state !== 'failed') this.#admitted(handoff, head);
    if (last !== null) {
      if (handoff.fence < last.fence)
        this.#fault(`${handoff.id}: fence ${handoff.fence} after ${last.fence}`);
      const left = last.owner !== undefined && handoff.owner === undefined;
      if (left && handoff.fence === last.fence)
        this.#fault(`${handoff.id} left ${last.owner} without a new fence`);
      if (ENDED.has(last.state) && handoff.state !== last.state)
        this.#fault(`${handoff.id} was ${last.state} and is ${handoff.state}`);
    }
    if (head.closing !== null && ENDED.has(handoff.state) && conversation.state !== 'closed')
      this.#fault(`${id} is over, its bot has closed it, and it is ${conversation.state}`);
    if (offer !== null && (offer.fence !== handoff.fence || offer.handoff !== handoff.id))
      this.#fault(`${handoff.id}: the offer ${offer.id} is not of its fence ${handoff.fence}`);
    const holder = ownerIn(head) ?? offer?.person;
    for (const [person, held] of this.#loads) if (person !== holder) held.delete(id);
    if (holder === undefined) return;
    const key = `${handoff.id}#${handoff.fence}`;
    const known = this.#owners.get(key);
    if (known !== undefined && known !== holder) this.#fault(`${key} is of ${known} and of ${holder}`);
    this.#owners.set(key, holder);
    const config = this.#people.get(holder);
    if (config === undefined) return this.#fault(`${holder} does not work here and holds ${handoff.id}`);
    this.#fits(handoff, config);
    const units = this.#config.capacityWeights[handoff.channel] ?? 1;
    const held = this.#loads.get(holder) ?? new Map<string, number>();
    this.#loads.set(holder, held);
    held.set(id, units);
  }

  #admitted(handoff: Handoff, { conversation }: Head): void {
    if (
      this.#blocked.has(`blocked/${conversation.bot}/${conversation.customer.id}`) &&
      !ENDED.has(handoff.state)
    )
      this.#fault(`${handoff.id} was admitted for a blocked customer`);
    const queue = this.#config.queues.find(({ id }) => id === handoff.queue);
    const waiting = [...this.heads.values()].filter(
      (head) =>
        head.handoff?.queue === handoff.queue &&
        WAITING.has(head.handoff.state) &&
        head.conversation.id !== conversation.id,
    ).length;
    const staffed = [...this.people.values()].some(
      ({ person, status, connected, graceUntil }) =>
        status !== 'offline' &&
        (connected || graceUntil !== undefined) &&
        this.#people.get(person)?.queues.includes(handoff.queue) === true &&
        (handoff.language === undefined ||
          this.#people.get(person)?.languages.includes(handoff.language) === true),
    );
    if (!staffed) this.#fault(`${handoff.id} was admitted to ${handoff.queue}, where nobody is for it`);
    if (queue === undefined) this.#fault(`${handoff.id} waits in ${handoff.queue}, which is no queue`);
    else if (waiting >= queue.maxWaiting) this.#fault(`${handoff.queue} is full and took ${handoff.id}`);
  }

  /** Skills, language and queue: no matter how it came to be theirs. */
  #fits(handoff: Handoff, person: PersonConfig): void {
    const unfit = Object.entries(handoff.skills).find(
      ([skill, least]) => (person.skills[skill] ?? 0) < least,
    );
    if (unfit !== undefined) this.#fault(`${person.id} holds ${handoff.id} without ${unfit.join(' ')}`);
    const { language } = handoff;
    if (language !== undefined && !person.languages.includes(language))
      this.#fault(`${person.id} holds ${handoff.id} without ${language}`);
    if (!person.queues.includes(handoff.queue))
      this.#fault(`${person.id} holds ${handoff.id} of ${handoff.queue}`);
  }

  #capacity(person: string, held: ReadonlyMap<string, number>): void {
    let sum = 0;
    let offers = 0;
    for (const [id, units] of held) {
      sum += units;
      if (this.heads.get(id)?.offer != null) offers += 1;
    }
    const most = this.#people.get(person)?.capacity ?? 0;
    if (sum > most) this.#fault(`${person} holds ${sum} units of ${most}`);
    if (offers > 1) this.#fault(`${person} has ${offers} offers at once`);
  }

  /** Whoever is away has no offer, and whoever is gone has their work for no longer than a grace. */
  #minded({ person, status, connected, afterThis, graceUntil }: StoredPerson): void {
    const held = this.#loads.get(person);
    const offered = [...(held?.keys() ?? [])].some((id) => this.heads.get(id)?.offer != null);
    const owns = [...(held?.keys() ?? [])].some((id) => ownerIn(this.heads.get(id)) === person);
    if (offered && status !== 'available') this.#fault(`${person} is ${status} and has an offer`);
    if (owns && graceUntil === undefined && (!connected || status === 'offline'))
      this.#fault(`${person} is ${connected ? status : 'not connected'} and keeps work for ever`);
    if (afterThis && !owns && !offered) this.#fault(`${person} has nothing left and is still ${status}`);
  }

  #ranOut(before: Head | undefined, at: number): void {
    const offer = before?.offer;
    if (offer == null) return;
    if (at < offer.expiresAt) this.#fault(`${offer.id} ran out before its time`);
    if (this.people.get(offer.person)?.status === 'available')
      this.#fault(`${offer.person} let ${offer.id} run out and is still available`);
  }

  /** What should have happened by `at`, by what it is. */
  overdue(at: number): string[] {
    const late = (what: string, when: number | undefined) => (when !== undefined && when <= at ? [what] : []);
    return [
      ...[...this.people.values()].flatMap(({ person, graceUntil }) =>
        late(`the grace of ${person}`, graceUntil),
      ),
      ...this.unfinished().flatMap(({ offer, handoff, pauses }) => [
        ...late(`the offer ${offer?.id}`, offer?.expiresAt),
        ...late(`the hold of ${handoff?.id} ${handoff?.hold?.until}`, handoff?.hold?.until),
        ...(handoff !== null && WAITING.has(handoff.state)
          ? [
              ...late(`the step of ${handoff.id} ${handoff.relax?.step}`, handoff.relax?.at),
              ...Object.entries(pauses).flatMap(([person, until]) =>
                late(`the pause of ${person} for ${handoff.id}`, until),
              ),
            ]
          : []),
      ]),
    ];
  }

  /** An offer goes to somebody who is there and takes offers; `given` to them, whether they passed on it before or not. */
  #reachable(id: string, before: Head | undefined, { offer, handoff }: Head, given: boolean): void {
    if (offer === null || before?.offer?.id === offer.id) return;
    const person = this.people.get(offer.person);
    if (person === undefined || !person.connected || person.status !== 'available')
      this.#fault(
        `${id} was offered to ${offer.person}, who is ${person?.status}, connected ${person?.connected}`,
      );
    if (!given && before?.handoff?.id === handoff?.id && (before?.pauses[offer.person] ?? 0) > offer.madeAt)
      this.#fault(`${id} was offered to ${offer.person} again before their pause was over`);
  }

  /** Nobody is told of what they have no right to, and every event is told once. */
  #told(stream: string, kind: string, data: string): void {
    if (stream.startsWith('b:')) {
      const { id } = JSON.parse(data) as { id: string };
      if (this.#botEvents.has(id)) this.#fault(`${stream}: the event ${id} came twice`);
      this.#botEvents.add(id);
      return;
    }
    if (!stream.startsWith('p:')) return;
    const rights = this.rightsOf(stream);
    const about = subjectOf(kind, ABOUT.has(kind) || kind === 'access.granted' ? JSON.parse(data) : null);
    if (about === null) return;
    if (kind === 'access.granted') rights.add(about);
    else if (!rights.has(about)) {
      // A right of which nothing is left on the console may end all the same.
      if (kind !== 'access.ended') this.#fault(`${stream} was told ${kind} of ${about} without a right`);
    } else if (kind === 'access.ended') rights.delete(about);
  }

  /** What the feed of a person lets them read, as of its end. */
  rightsOf(stream: string): Set<string> {
    const rights = this.#rights.get(stream) ?? new Set<string>();
    this.#rights.set(stream, rights);
    return rights;
  }

  /** Whoever reads now has the right to: what is stored of work and what was told agree. */
  checkReaders(): void {
    for (const [id, head] of this.heads)
      for (const reader of readersIn(head))
        if (reader !== undefined && !this.rightsOf(`p:${reader}`).has(id))
          this.#fault(`${reader} reads ${id} and was never given it`);
    for (const [stream, rights] of this.#rights)
      for (const id of rights) {
        const person = stream.slice(2);
        const head = this.heads.get(id);
        if (head === undefined || readersIn(head).includes(person) || head.kept[person] !== undefined)
          continue;
        this.#fault(`${person} was left with ${id}`);
      }
  }

  /** Handoffs that have not ended. */
  unfinished(): Head[] {
    return [...this.heads.values()].filter(({ handoff }) => handoff !== null && !ENDED.has(handoff.state));
  }
}

/** Whom it happened to; who gives something is not, and all who follow the queue see where it goes. */
const whoIn = ({ kind, person }: Extract<Entry, { type: 'mark' }>): string | undefined =>
  kind === 'handoff.assigned' ? undefined : person?.id;

/** How a transition is counted: why it went back in line says more than that it did. */
function nameOf(entry: Extract<Entry, { type: 'mark' }>): string {
  const name = entry.kind.replace('handoff.', '');
  if (name !== 'requeued') return name;
  const known = ['timeout', 'rescinded', 'owner_gone'].includes(entry.reason ?? '');
  return `requeued:${known ? entry.reason : 'rejected'}`;
}
