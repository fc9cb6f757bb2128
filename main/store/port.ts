// Owns what the console core may ask of its two files: cache.db (re-syncable copy of the feeds, with search) and
// outbox.db (drafts and operations, never re-creatable). client.ts fills it from a worker thread; tests use the real one.
// Refuses: sockets, the page, and any decision about when to sync.
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import type { ConversationView, MeView, MissedView, Removal, Upsert } from '#shared/contract/views.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { RecordedLine, SaidTurn } from '#shared/domain/trigger/recorded-line.ts';
import type { RefusalBody } from '#shared/protocol/commands.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { Attachment, Entry } from '#shared/schema/conversation.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { DayFigures, Presence } from '#shared/schema/presence.ts';
import type { RecordedHandoff } from '#shared/schema/recorded.ts';

export interface OpenOptions {
  /** Folder that holds cache.db and outbox.db; made when missing. */
  readonly folder: string;
  /** 64 hex digits. */
  readonly key: string;
  /** The person the copy belongs to; a copy of another person is refused. */
  readonly person: string;
  /** Wall clock, ms. The store's own clock runs on from here and from the `now` of each `contact`. */
  readonly now: number;
  /** Time without router contact after which reads of the copy answer nothing; DESIGN section 3 says 72 h. */
  readonly leaseMs: number;
  /** A console may be at work on the same files: what it has not finished is not taken for left over. */
  readonly beside?: true;
}

export interface Opened {
  /** `rebuilt`: the cache was corrupt or from the future, was set aside under `aside`, and starts empty. */
  readonly cache: 'new' | 'kept' | 'rebuilt';
  readonly aside: string | undefined;
  /** `rebuilt`: the outbox was corrupt, was set aside under `outboxAside`, and this is a new device. */
  readonly outbox: 'new' | 'kept' | 'rebuilt';
  readonly outboxAside: string | undefined;
  /** This device: made with outbox.db, so losing the outbox makes a new device. */
  readonly device: string;
}

/** What changed for the page by one write; entries only of the conversations in it. */
export interface Change {
  readonly upserts: readonly Upsert[];
  readonly removals: readonly Removal[];
}

/** Something to be listed as missed. */
export interface Missed extends Omit<MissedView, 'id' | 'seen'> {
  /** What it is: hearing of it twice lists it once. Of turns it is the conversation, and the row counts on. */
  readonly fact: string;
}

export interface FeedEvent {
  readonly kind: string;
  readonly at: number;
  readonly data: unknown;
}

export interface Operation {
  readonly id: string;
  /** Number at the router, dense per device; null until it is first sent. Never changes once given. */
  readonly n: number | null;
  readonly kind: string;
  readonly base: number | null;
  readonly conversation: string | null;
  /** Name of the customer of that conversation when it was done: the person may not see them any more when it is refused. */
  readonly customer: string | null;
  /** JSON of the command's data. */
  readonly data: string;
  readonly at: number;
  readonly state: 'waiting' | 'sent' | 'refused';
  readonly refusal: RefusalBody | null;
}

/** What the feed says of this person; in a Change only what changed. */
export interface OwnRow {
  readonly presence?: Presence;
  readonly day?: DayFigures;
}

export type Profile = Omit<MeView, 'presence' | 'day'>;

/** A half-written reply. */
export interface Draft {
  readonly conversation: string;
  readonly text: string;
  /** Last typed in, ms since 1970. */
  readonly at: number;
}

/** Half-made changes of policies are kept among the drafts, as JSON of a PolicyDraft, under their id with this before it. */
export const POLICY_DRAFT = 'policy:';
export interface PolicyDraft {
  readonly draft: Policy;
  /** What was live when it was begun. */
  readonly base: Policy;
}

/** What is counted of a recorded conversation, without its words. */
export interface RecordedHead extends Omit<RecordedLine, 'turns'> {
  /** Intent, else organisation, else the first words. */
  readonly about: string;
  /** Of each turn, ms; null where it is not known. */
  readonly times: readonly (number | null)[];
}

export interface RecordedRow {
  /** Grows: what is new comes behind what was there. A change makes a new one. */
  readonly number: number;
  /** The conversation's id, or what stands for it where it came from a file. */
  readonly key: string;
  readonly isFile: boolean;
  readonly head: RecordedHead;
  /** As `keepSignals` was given them; left out where this scorer has not read the words. */
  readonly signals?: Uint8Array;
  /** Left out where the signals are there. */
  readonly turns?: readonly SaidTurn[];
}

export interface RecordedPage {
  /** Another one than before: nothing that was told before holds. */
  readonly generation: string;
  /** Numbers that were dropped since the last page. */
  readonly gone: readonly number[];
  readonly rows: readonly RecordedRow[];
  /** There is more behind the last of them. */
  readonly more: boolean;
  readonly total: number;
  readonly files: number;
}

export interface RecordedCase {
  readonly head: RecordedHead;
  readonly turns: readonly SaidTurn[];
}

/** As the record of a queue gives it. */
export interface DatedLine {
  readonly line: RecordedLine;
  /** Ms since 1970 by the router's clock. */
  readonly recordedAt: number;
}

export interface ReadSignals {
  readonly number: number;
  readonly signals: Uint8Array;
}

export interface Store {
  /** Streams and the next offset wanted of each. */
  cursors(): Promise<Record<string, Cursor>>;
  /**
   * Events of one stream from `offset` on, validated, applied and their cursor moved in one transaction.
   * Offsets already applied are skipped; a gap or another epoch throws `GapError` and nothing changes; data that does
   * not fit its kind throws `BadEventError` naming stream, offset and path, and nothing changes.
   */
  apply(stream: string, epoch: number, offset: number, events: readonly FeedEvent[]): Promise<Change>;
  /** Replaces everything the stream gave by a snapshot, parts already joined. */
  reset(stream: string, epoch: number, offset: number, snapshot: unknown): Promise<Change>;
  /**
   * Hides and purges a conversation: rows, search terms, write-ahead log. Drafts and operations of it stay. `at`: where the
   * person's feed says so; a copy that has gone on from there is left as it is.
   */
  forget(conversation: string, at?: Cursor): Promise<Change>;
  /** Drops streams this person no longer follows, with what only they gave. */
  keepStreams(streams: readonly string[]): Promise<Change>;
  /** Router contact at `now`; renews the lease of every row. Without contact for `leaseMs` reads answer nothing. */
  contact(now: number): Promise<void>;
  lastContact(): Promise<number | null>;
  /**
   * Rows for the page: conversations, queue, what was missed, policies, own presence and day; no entries. The own row, here and in a
   * Change, is {c: 'me', id: person, row: OwnRow}: the core adds the profile. `draft` of a conversation is what the feed said;
   * the core lays the drafts of this device over it. `pending` is 0 and `typing` false: only the core knows.
   */
  rows(): Promise<readonly Upsert[]>;
  /** What the router last said of this person and their queues, for a start without a router; null before the first. */
  profile(): Promise<Profile | null>;
  saveProfile(profile: Profile): Promise<void>;
  /** Keeps these, and drops what is not among `known`. */
  keepPolicies(known: readonly string[], list: readonly LivePolicy[]): Promise<Change>;
  conversation(id: string): Promise<ConversationView | null>;
  entries(conversation: string): Promise<readonly Entry[]>;
  markRead(conversation: string): Promise<Change>;
  search(text: string, before: number | undefined, limit: number): Promise<readonly SearchHit[]>;
  history(before: number | undefined, limit: number): Promise<readonly HistoryRow[]>;
  /** Lists what was missed; the newest 200 of 14 days are kept. Mentions list themselves when their event is applied. */
  miss(missed: readonly Missed[]): Promise<Change>;
  /** Ids that are not there are passed over. Reading a conversation does the same for what was missed in it. */
  seeMissed(ids: readonly string[]): Promise<Change>;
  /** Where the record of a queue was read up to; null before the first time. */
  recordedMark(queue: string): Promise<string | null>;
  /** Keeps what was recorded of a queue, each in place of itself, and the newest 10,000 of them all. */
  keepRecorded(queue: string, lines: readonly DatedLine[]): Promise<void>;
  /** Drops what was recorded of a queue before `floor`, ms since 1970 by the router's clock. */
  dropRecorded(queue: string, floor: number): Promise<void>;
  setRecordedMark(queue: string, mark: string): Promise<void>;
  /** Drops what was recorded of other queues. */
  keepRecordedQueues(queues: readonly string[]): Promise<void>;
  /** Recorded conversations behind `after`, with the signals of `scorer` or else their words. For one reader. */
  recorded(after: number, scorer: string): Promise<RecordedPage>;
  recordedCase(key: string): Promise<RecordedCase | null>;
  /** How the handoffs went that the router recorded of the queues this person leads. */
  recordedHandoffs(): Promise<readonly RecordedHandoff[]>;
  /** Of conversations that are there still; of the others nothing is kept. */
  keepSignals(scorer: string, list: readonly ReadSignals[]): Promise<void>;
  /** Part of a file, which counts for nothing until it is whole. A restart drops it. */
  stageFile(batch: string, lines: readonly RecordedLine[]): Promise<void>;
  /**
   * The batch is whole: it takes the place of what a file of this name gave before, in one transaction. Rejects, and nothing
   * changes, when not all `count` of its conversations are there: the copy may have begun anew meanwhile.
   */
  finishFile(batch: string, name: string, count: number): Promise<void>;
  abandonFile(batch: string): Promise<void>;
  /** Drops what came from files. */
  forgetFiles(): Promise<void>;
  /** Wipes the cache (not the outbox). */
  wipe(): Promise<void>;

  /** Adds an operation durably (synchronous=FULL) before it resolves. */
  enqueue(operation: Omit<Operation, 'n' | 'state' | 'refusal'>): Promise<void>;
  /** Replaces the data of a waiting operation that was never sent (drafts); false when it was sent already. */
  amend(id: string, data: string): Promise<boolean>;
  /** Gives the next number to a waiting operation and marks it sent. Calling again answers the same number. */
  number(id: string): Promise<number>;
  /**
   * Settled by the router: done operations go, refused ones stay with their reason until discarded. With a publication that is
   * done goes the draft that says just that.
   */
  settle(n: number, refusal: RefusalBody | null): Promise<Operation | null>;
  /** With `back` its words are the draft of the conversation from here on, in the same transaction. */
  discard(id: string, back?: Draft): Promise<void>;
  /** All operations, oldest first. */
  operations(): Promise<readonly Operation[]>;
  /** The number the next operation will get. */
  nextNumber(): Promise<number>;
  /** Every operation up to this number was answered by the router. */
  settledNumber(): Promise<number>;
  /** A new device, whose numbers begin at 1; what waits or was sent waits anew. Answers the device. */
  renewDevice(): Promise<string>;
  /** Keeps a file durably until a reply that goes with it is settled as done. */
  addFile(conversation: string, attachment: Attachment, bytes: Uint8Array): Promise<void>;
  file(id: string): Promise<(Attachment & { readonly conversation: string }) | null>;
  /** One part of at most `LIMITS.filePart` bytes, from 0; null beyond the end. */
  filePart(id: string, part: number): Promise<Uint8Array | null>;
  dropFiles(ids: readonly string[]): Promise<void>;
  saveDraft(conversation: string, text: string, at: number): Promise<void>;
  /** What was half-written on this device is wanted no more: what the feed says counts again. */
  dropDraft(conversation: string): Promise<void>;
  /** The draft of this device, or else what the feed said; empty when there is neither. */
  draft(conversation: string): Promise<string>;
  /**
   * Drafts of this device that the router may not have: they hide what the feed says, an empty one too. A draft leaves
   * when a `draft.save` with the same text is settled as done; one that is refused stays, because it was typed.
   */
  drafts(): Promise<Readonly<Record<string, string>>>;

  /** Integrity of both files, sizes, schema versions; for diagnostics. */
  check(): Promise<readonly { readonly name: string; readonly ok: boolean; readonly detail: string }[]>;
  close(): Promise<void>;
}

/** The wanted offset is not the next one: ask the router again from `cursors()`. */
export class GapError extends Error {
  override readonly name = 'GapError';
}
/** An event does not fit its schema; names stream, offset, path. */
export class BadEventError extends Error {
  override readonly name = 'BadEventError';
}
/** Why files are left as they are: another key, another person's, from a newer version. */
export type Unusable = 'key' | 'person' | 'newer';
/** The outbox or folder cannot be used and is not touched. The message is for the log; a page has words for each `why`. */
export class StoreRefusedError extends Error {
  override readonly name = 'StoreRefusedError';
  readonly why: Unusable;
  constructor(why: Unusable, message: string) {
    super(message);
    this.why = why;
  }
}
