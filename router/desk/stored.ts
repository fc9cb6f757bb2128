// Owns how the desk's work is written down and read back: heads, entries, people, queues and kept rights.
// Refuses: deciding. Reading goes through the two reading calls of the engine and nothing else.

import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { Alike, Begun } from '#shared/domain/waiting/estimate.ts';
import type { WallDisplay } from '#shared/protocol/wall.ts';
import type { Grant } from '#shared/schema/access.ts';
import type { Attachment, Conversation, Entry, Mention } from '#shared/schema/conversation.ts';
import type { Handoff, Judgement, Offer } from '#shared/schema/handoff.ts';
import type { Publication } from '#shared/schema/live-policy.ts';
import type { DayFigures, PresenceStatus } from '#shared/schema/presence.ts';
import type { Engine } from '../engine/port.ts';
import {
  BLOCKED,
  DISPLAYS,
  doneKey,
  entriesOf,
  KEPT,
  keptBy,
  MENTIONS,
  OPEN,
  openKey,
  PEOPLE,
  POLICIES,
  QUEUES,
  SERVED,
  TALLIES,
  WAITS,
} from './keys.ts';
import type { Tally } from './tally.ts';

/** What a former owner keeps: the conversation as it was when their part ended, frozen. */
export interface Kept {
  readonly until: number;
  /** Entries below this seq are theirs to read. */
  readonly upTo: number;
  /** They passed it on: of the entries only their own words and what happened. */
  readonly own?: true;
  readonly conversation: Conversation;
  readonly handoff: Handoff;
}

/** One conversation without its entries, under `openKey` and later `doneKey`. */
export interface Head {
  conversation: Conversation;
  /** The present or last handoff. */
  handoff: Handoff | null;
  /** The offer that stands. */
  offer: Offer | null;
  /** Handoffs and bot events made so far; they number the next ones. */
  handoffs: number;
  events: number;
  /** Entries so far: the next seq. */
  entries: number;
  /** Half-written reply of the owner; goes along when the work is offered again. */
  draft: string;
  /** As it was judged last while the bot had it; null before that and once a person had it. A handoff starts where `fired` begins; `before` is the score of the turn before. */
  judgement: (Pick<Judgement, 'score' | 'fired'> & { readonly before: number }) | null;
  /** The router itself is the customer's channel: they are in its chat, and the bot hears them by its events. */
  hosted?: boolean;
  /** The bot side ended the conversation while a person had it; it closes when the handoff ends. */
  closing: string | null;
  /** Where it stood when it began to wait; until a person has it. */
  begun?: Begun;
  /** Until when people who declined are not asked again. */
  pauses: Record<string, number>;
  /** Everyone who was offered or had it: they may be told who has it now. */
  known: string[];
  /** Who had it last. */
  served?: string;
  kept: Record<string, Kept>;
  /** Its key in the record of its bot's queue, once it is there. */
  recorded?: string;
  /** Files by the ids their consoles gave them. */
  files?: Record<string, FileHead>;
}

/** One file of a conversation; it is whole when it has all its parts. */
export interface FileHead {
  readonly number: number;
  readonly name: string;
  readonly type: string;
  readonly size: number;
  /** Parts that are there, from the first. */
  readonly got: number;
}

/** A file that went with a reply, under `fileKey`. */
export interface StoredFile {
  readonly bot: string;
  readonly name: string;
  readonly type: string;
  readonly size: number;
}

/** Time at work and what was taken of it, until `at`; from then on `load` units are, or they are not at work (null). */
export interface Worked {
  readonly at: number;
  readonly load: number | null;
  /** Ms at work. */
  readonly present: number;
  /** Units × ms. */
  readonly busy: number;
}

export interface StoredPerson {
  readonly person: string;
  readonly status: PresenceStatus;
  readonly aux?: string | undefined;
  readonly since: number;
  readonly afterThis: boolean;
  readonly connected: boolean;
  readonly graceUntil?: number | undefined;
  readonly idleSince: number;
  /** How busy they were. */
  readonly worked?: Worked | undefined;
  /** Their day and when it ends, once something happened in it. */
  readonly day?: DayFigures | undefined;
  readonly dayEnds?: number | undefined;
}

const PERSON_FIELDS: (keyof StoredPerson | keyof DayFigures | keyof Worked)[] = [
  'person',
  'status',
  'aux',
  'since',
  'afterThis',
  'connected',
  'graceUntil',
  'idleSince',
  'worked',
  'at',
  'load',
  'present',
  'busy',
  'day',
  'dayEnds',
  'handled',
  'handlingMs',
  'missed',
  'declined',
];

/** Fields in one order, so that equal people are equal texts. */
export const personText = (person: StoredPerson): string => JSON.stringify(person, PERSON_FIELDS);

export interface StoredQueue {
  readonly queue: string;
  /** Handoffs that ended after a person had them. */
  readonly handled: number;
  /** Recent mean from accept to end, ms. */
  readonly handling: number;
  /** Work waits and everybody is offline: when it is given back to its bots. */
  readonly unstaffedUntil?: number;
}

/** What a queue knows of waits from one kind of place. */
export interface StoredWaits extends Alike {
  readonly queue: string;
  readonly cell: string;
}

/** A wall display: what it may show, and the SHA-256 of its token (hex). */
export interface StoredDisplay extends WallDisplay {
  readonly hash: string;
}

/** What was published of a policy and is live, unless the configuration has a higher revision. */
export interface StoredPolicy {
  readonly policy: Policy;
  /** The revision under which its content first went live. */
  readonly origin: number;
  /** Contents before it, the last first. */
  readonly former: readonly { readonly policy: Policy; readonly origin: number }[];
  /** Publications, the live one among them, newest first. */
  readonly past: readonly Publication[];
}

/** A customer of a bot who gets no person any more. */
export interface Blocked {
  readonly bot: string;
  readonly customer: string;
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/** Who had a verified customer of a bot last. */
export interface Served {
  readonly bot: string;
  readonly customer: string;
  readonly person: string;
  readonly at: number;
}

export interface StoredConversation {
  readonly head: Head;
  readonly entries: readonly Entry[];
}

/** Everything the desk holds in memory, as it stands in the engine. */
export interface StoredWork {
  readonly open: readonly StoredConversation[];
  readonly people: readonly StoredPerson[];
  readonly queues: readonly StoredQueue[];
  readonly tallies: readonly Tally[];
  readonly waits: readonly StoredWaits[];
  readonly displays: readonly StoredDisplay[];
  readonly policies: readonly StoredPolicy[];
  readonly kept: readonly {
    readonly person: string;
    readonly conversation: string;
    readonly until: number;
  }[];
  readonly blocked: readonly Blocked[];
  /** In any order. */
  readonly served: readonly Served[];
  /** By person, oldest first. */
  readonly mentions: readonly { readonly person: string; readonly list: readonly Mention[] }[];
}

type Reading = Pick<Engine, 'get' | 'scan'>;

const PAGE = 1_000;

async function* scanAll(engine: Reading, prefix: string): AsyncGenerator<{ key: string; value: string }> {
  let after: string | null = null;
  for (;;) {
    const page = await engine.scan(prefix, after, PAGE);
    yield* page;
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE) return;
    after = last.key;
  }
}

async function readEntries(engine: Reading, conversation: string): Promise<Entry[]> {
  const entries: Entry[] = [];
  for await (const { value } of scanAll(engine, entriesOf(conversation)))
    entries.push(JSON.parse(value) as Entry);
  return entries;
}

/** Reads all open work; what `createDesk` starts from. */
export async function readWork(engine: Reading): Promise<StoredWork> {
  const open: StoredConversation[] = [];
  for await (const { value } of scanAll(engine, OPEN)) {
    const head = JSON.parse(value) as Head;
    open.push({ head, entries: await readEntries(engine, head.conversation.id) });
  }
  const people: StoredPerson[] = [];
  for await (const { value } of scanAll(engine, PEOPLE)) people.push(JSON.parse(value) as StoredPerson);
  const queues: StoredQueue[] = [];
  for await (const { value } of scanAll(engine, QUEUES)) queues.push(JSON.parse(value) as StoredQueue);
  const tallies: Tally[] = [];
  for await (const { value } of scanAll(engine, TALLIES)) tallies.push(JSON.parse(value) as Tally);
  const waits: StoredWaits[] = [];
  for await (const { value } of scanAll(engine, WAITS)) waits.push(JSON.parse(value) as StoredWaits);
  const displays: StoredDisplay[] = [];
  for await (const { value } of scanAll(engine, DISPLAYS)) displays.push(JSON.parse(value) as StoredDisplay);
  const policies: StoredPolicy[] = [];
  for await (const { value } of scanAll(engine, POLICIES)) policies.push(JSON.parse(value) as StoredPolicy);
  const kept: { person: string; conversation: string; until: number }[] = [];
  for await (const { key, value } of scanAll(engine, KEPT)) {
    const [person = '', conversation = ''] = key.slice(KEPT.length).split('/');
    kept.push({ person, conversation, until: (JSON.parse(value) as { until: number }).until });
  }
  const blocked: Blocked[] = [];
  for await (const { value } of scanAll(engine, BLOCKED)) blocked.push(JSON.parse(value) as Blocked);
  const served: Served[] = [];
  for await (const { value } of scanAll(engine, SERVED)) served.push(JSON.parse(value) as Served);
  const mentions: { person: string; list: Mention[] }[] = [];
  for await (const { key, value } of scanAll(engine, MENTIONS))
    mentions.push({ person: key.slice(MENTIONS.length), list: JSON.parse(value) as Mention[] });
  return { open, people, queues, tallies, waits, displays, policies, kept, blocked, served, mentions };
}

/** A closed conversation, for `Desk.handle` when `Desk.wants` asks for it; null when there is none. */
export async function readClosed(engine: Reading, conversation: string): Promise<StoredConversation | null> {
  const stored = await engine.get(doneKey(conversation));
  if (stored === null) return null;
  return { head: JSON.parse(stored.value) as Head, entries: await readEntries(engine, conversation) };
}

/** A conversation, over or not; null when there is none. */
export async function readConversation(
  engine: Reading,
  conversation: string,
): Promise<StoredConversation | null> {
  const stored = (await engine.get(openKey(conversation))) ?? (await engine.get(doneKey(conversation)));
  if (stored === null) return null;
  return { head: JSON.parse(stored.value) as Head, entries: await readEntries(engine, conversation) };
}

/**
 * The `kept` grants of a person, for the snapshot of a `reset`. Those the person also holds otherwise (offered,
 * owner) are left out: the desk gives them.
 */
export async function* readKept(engine: Reading, person: string, now: number): AsyncGenerator<Grant> {
  for await (const { key, value } of scanAll(engine, keptBy(person))) {
    if ((JSON.parse(value) as { until: number }).until <= now) continue;
    const conversation = key.slice(keptBy(person).length);
    const stored = (await engine.get(openKey(conversation))) ?? (await engine.get(doneKey(conversation)));
    if (stored === null) continue;
    const head = JSON.parse(stored.value) as Head;
    if (liveRight(head, person) !== null) continue;
    const grant = grantFromStored(head, await readEntries(engine, conversation), person);
    if (grant !== null) yield grant;
  }
}

const OWNED: ReadonlySet<string> = new Set(['accepted', 'active', 'wrapping']);

/** The person who has the conversation now. */
export const ownerOf = (head: Head): string | null =>
  head.handoff !== null && OWNED.has(head.handoff.state) ? (head.handoff.owner ?? null) : null;

/** Whom the owner consults. */
export const consultedOf = (head: Head): string | null =>
  ownerOf(head) === null ? null : (head.handoff?.consult?.person ?? null);

/** The right a person holds while work is under way; kept rights are apart. */
export function liveRight(head: Head, person: string): 'offered' | 'owner' | 'consulted' | null {
  if (ownerOf(head) === person) return 'owner';
  if (consultedOf(head) === person) return 'consulted';
  return head.offer?.person === person ? 'offered' : null;
}

/** Whoever sees the conversation change: its owner and whom they consult, or whom it is offered to. */
export function readersOf(head: Head): string[] {
  const owner = ownerOf(head);
  const all = owner === null ? [head.offer?.person ?? null] : [owner, consultedOf(head)];
  return all.filter((person) => person !== null);
}

/**
 * What a grant or a frame may weigh, in bytes of JSON: below the 1 MiB of an event and of a frame. The oldest
 * entries of a conversation that is longer are left out.
 */
const GRANT_BYTES = 950_000;

/** UTF-8 length of a text. */
function byteLength(text: string): number {
  let bytes = text.length;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    // A surrogate is half of 4 bytes, so 2 for each.
    if (code > 0x7f) bytes += code > 0x7ff && (code < 0xd800 || code > 0xdfff) ? 2 : 1;
  }
  return bytes;
}

function newest(entries: readonly Entry[], room: number): readonly Entry[] {
  let left = room;
  for (let at = entries.length - 1; at >= 0; at--) {
    left -= byteLength(JSON.stringify(entries[at])) + 1;
    if (left < 0) return entries.slice(at + 1);
  }
  return entries;
}

/** The files of a grant's turns. */
export const filesIn = (grant: Pick<Grant, 'entries'> | null): Attachment[] =>
  (grant?.entries ?? []).flatMap((entry) => (entry.type === 'turn' ? (entry.attachments ?? []) : []));

/** What somebody who passed the conversation on still sees of it: their own words, and what happened. */
export const isOwn = (entry: Entry, person: string): boolean =>
  entry.type === 'mark' ||
  (entry.author.id === person && !(entry.type === 'turn' && entry.role !== 'HUMAN_AGENT'));

/** What a person may see of a conversation by the right they hold, or null when they hold none. Pure. */
export function grantFromStored(head: Head, entries: readonly Entry[], person: string): Grant | null {
  const right = liveRight(head, person);
  const sized = (rest: Omit<Grant, 'entries'>, visible: readonly Entry[]): Grant => ({
    ...rest,
    entries: [...newest(visible, GRANT_BYTES - byteLength(JSON.stringify(rest)))],
  });
  if (right !== null && head.handoff !== null) {
    const draft = head.draft === '' || right === 'consulted' ? {} : { draft: head.draft };
    return sized({ right, conversation: head.conversation, handoff: head.handoff, ...draft }, entries);
  }
  const kept = head.kept[person];
  if (kept === undefined) return null;
  const { until, conversation, handoff, upTo, own } = kept;
  const before = entries.slice(0, upTo);
  const visible = own === true ? before.filter((entry) => isOwn(entry, person)) : before;
  return sized({ right: 'kept', until, conversation, handoff }, visible);
}
