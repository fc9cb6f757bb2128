// Owns cache.db as one thing: feeds in, rows out, the lease, and purging. Every write of a feed moves its cursor in the
// same transaction. Refuses: the file's opening and replacement (store.ts) and what events mean (apply.ts).
import type { HistoryRow, SearchHit } from '#shared/contract/calls.ts';
import type { ConversationView, Upsert } from '#shared/contract/views.ts';
import type { RecordedLine } from '#shared/domain/trigger/recorded-line.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import { createWrite, ownRow, type Tables } from './apply.ts';
import { type File, sweep } from './open.ts';
import {
  BadEventError,
  type Change,
  type DatedLine,
  type FeedEvent,
  GapError,
  type Missed,
  type Profile,
  type ReadSignals,
  type RecordedCase,
  type RecordedPage,
} from './port.ts';
import { conversationsOf, type Head, viewOf } from './queries/conversations.ts';
import { cursorsOf } from './queries/cursors.ts';
import { entriesOf } from './queries/entries.ts';
import { metaOf } from './queries/meta.ts';
import { missedOf } from './queries/missed.ts';
import { recordedOf } from './queries/recorded.ts';
import { searchOf } from './queries/search.ts';
import { waitingOf } from './queries/waiting.ts';
import { wordsOf } from './queries/words.ts';

export interface CacheOptions {
  readonly file: File;
  readonly person: string;
  readonly leaseMs: number;
  /** The store's clock, ms. */
  readonly now: () => number;
  /** Entries of one shelf of the index; tests make it small. */
  readonly shelf?: number;
}

const NOTHING: Change = { upserts: [], removals: [] };
const CONTACT = 'contact';
const PROFILE = 'profile';
const POLICIES = 'policies';
/** Recorded conversations of one queue, the newest. */
const MOST_RECORDED = 10_000;

export function cacheOf({ file, person, leaseMs, now, shelf }: CacheOptions) {
  const meta = metaOf(file);
  const cursors = cursorsOf(file);
  const words = wordsOf(file, shelf);
  const conversations = conversationsOf(file);
  const entries = entriesOf(file, words);
  const waiting = waitingOf(file);
  const missed = missedOf(file);
  const recorded = recordedOf(file);
  const tables: Tables = { meta, conversations, entries, waiting, missed };
  const { search } = searchOf(file, words, conversations);

  let contact = Number(meta.get(CONTACT) ?? Number.NaN);
  /**
   * Something was purged and the write-ahead log may still hold it: another process was reading, or this one ended
   * between the purge and the sweep.
   */
  let unswept = !sweep(file);

  type Write = ReturnType<typeof createWrite>;
  const transaction = file.transaction((run: (write: Write) => void) => {
    const write = createWrite(tables, person, now());
    run(write);
    const finished = write.finish();
    words.save();
    return finished;
  });

  function write(run: (write: Write) => void): Change {
    try {
      const { change, purged } = transaction.immediate(run);
      if (purged || unswept) unswept = !sweep(file);
      return change;
    } catch (error) {
      // The shelves in memory may be ahead of the file, which is as it was.
      words.load();
      throw error;
    }
  }

  /** A write of no feed; `run` answers whether words went that must not stay in the write-ahead log. */
  const purging = file.transaction((run: () => boolean) => run());
  function purge(run: () => boolean): void {
    try {
      if (purging.immediate(run) || unswept) unswept = !sweep(file);
    } catch (error) {
      recorded.restart();
      throw error;
    }
  }

  function checkStream(stream: string): void {
    const known = stream === `p:${person}` || stream.startsWith('q:');
    if (!known) throw new BadEventError(`${stream} is no stream of ${person}'s console`);
  }

  /** Rights that ended by the calendar while nobody told us, and what is listed too long. */
  function expire(): void {
    const ended = conversations.endedBy(now());
    if (ended.length > 0 || missed.isOver(now()))
      write((change) => {
        for (const id of ended) change.end(id);
        change.pruneMissed();
      });
  }

  /** False when the copy is locked: nothing is read from it. */
  function readable(): boolean {
    if (now() - contact > leaseMs) return false;
    expire();
    return true;
  }

  function policies(): LivePolicy[] {
    const text = meta.get(POLICIES);
    return text === null ? [] : (JSON.parse(text) as LivePolicy[]);
  }

  const rowFrom = (head: Head): Upsert => ({ c: 'conversations', id: head.id, row: viewOf(head) });

  function shown(id: string): Head | null {
    return readable() ? conversations.get(id) : null;
  }

  return {
    cursors: (): Record<string, Cursor> => cursors.all(),

    apply(stream: string, epoch: number, offset: number, events: readonly FeedEvent[]): Change {
      checkStream(stream);
      const [ours, next] = cursors.get(stream) ?? [epoch, 0];
      if (epoch !== ours) throw new GapError(`${stream}: epoch ${epoch} came, ours is ${ours}`);
      if (offset > next) throw new GapError(`${stream}: offset ${offset} came, ${next} is wanted`);
      const end = offset + events.length;
      if (end <= next) return NOTHING;
      return write((change) => {
        for (let at = next; at < end; at++) {
          const event = events[at - offset];
          if (event !== undefined) change.event(stream, at, event.kind, event.data);
        }
        cursors.set(stream, epoch, end);
      });
    },

    reset(stream: string, epoch: number, offset: number, snapshot: unknown): Change {
      checkStream(stream);
      return write((change) => {
        change.snapshot(stream, offset, snapshot);
        cursors.set(stream, epoch, offset);
      });
    },

    forget(conversation: string, at?: Cursor): Change {
      const [epoch, next] = cursors.get(`p:${person}`) ?? [0, 0];
      // The feed has told so already, and what is here may have been given anew since.
      if (at !== undefined && at[0] === epoch && at[1] < next) {
        const row = shown(conversation);
        return row === null ? NOTHING : { upserts: [rowFrom(row)], removals: [] };
      }
      return write((change) => change.end(conversation));
    },

    keepStreams(streams: readonly string[]): Change {
      const kept = new Set(streams);
      const dropped = Object.keys(cursors.all()).filter((stream) => !kept.has(stream));
      if (dropped.length === 0) return NOTHING;
      return write((change) => {
        for (const stream of dropped) {
          change.drop(stream);
          cursors.remove(stream);
        }
      });
    },

    contact(at: number): void {
      meta.set(CONTACT, String(at));
      contact = at;
      expire();
      if (unswept) unswept = !sweep(file);
    },
    lastContact: (): number | null => (Number.isNaN(contact) ? null : contact),

    rows(): Upsert[] {
      if (!readable()) return [];
      return [
        ...ownRow(meta, person),
        ...conversations.all().map(rowFrom),
        ...waiting.all().map((row): Upsert => ({ c: 'queue', id: row.handoff, row })),
        ...missed.all().map((row): Upsert => ({ c: 'missed', id: row.id, row })),
        ...policies().map((row): Upsert => ({ c: 'policies', id: row.id, row })),
      ];
    },
    profile(): Profile | null {
      const text = meta.get(PROFILE);
      return text === null ? null : (JSON.parse(text) as Profile);
    },
    saveProfile(profile: Profile): void {
      meta.set(PROFILE, JSON.stringify(profile));
    },
    keepPolicies(known: readonly string[], list: readonly LivePolicy[]): Change {
      const before = policies();
      const fresh = new Set(list.map(({ id }) => id));
      const kept = before.filter(({ id }) => known.includes(id) && !fresh.has(id));
      meta.set(POLICIES, JSON.stringify([...kept, ...list]));
      return {
        upserts: list.map((row): Upsert => ({ c: 'policies', id: row.id, row })),
        removals: before.filter(({ id }) => !known.includes(id)).map(({ id }) => ({ c: 'policies', id })),
      };
    },
    conversation(id: string): ConversationView | null {
      const head = shown(id);
      return head === null ? null : viewOf(head);
    },
    entries(conversation: string): Entry[] {
      const head = shown(conversation);
      return head === null ? [] : entries.all(head.number);
    },
    /** What the feed said; empty when there is none. */
    draft: (conversation: string): string => shown(conversation)?.draft ?? '',
    markRead: (conversation: string): Change => write((change) => change.read(conversation)),
    miss: (list: readonly Missed[]): Change =>
      write((change) => {
        list.forEach(change.miss);
      }),
    seeMissed: (ids: readonly string[]): Change =>
      write((change) => {
        ids.forEach(change.see);
      }),
    search: (text: string, before: number | undefined, limit: number): SearchHit[] =>
      readable() ? search(text, before, limit) : [],
    history(before: number | undefined, limit: number): HistoryRow[] {
      if (!readable()) return [];
      return conversations
        .kept(before ?? Number.MAX_SAFE_INTEGER, limit)
        .map(({ conversation, handoff, cachedAt }) => ({ conversation, handoff, cachedAt }));
    },
    recordedMark: (queue: string): string | null => recorded.mark(queue),
    keepRecorded: (queue: string, lines: readonly DatedLine[]): void =>
      purge(() => recorded.put(queue, lines, MOST_RECORDED)),
    dropRecorded: (queue: string, floor: number): void => purge(() => recorded.dropBefore(queue, floor)),
    setRecordedMark: (queue: string, mark: string): void => recorded.setMark(queue, mark),
    keepRecordedQueues: (queues: readonly string[]): void => purge(() => recorded.keepQueues(queues)),
    recorded: (after: number, scorer: string): RecordedPage =>
      recorded.page(readable() ? after : Number.MAX_SAFE_INTEGER, scorer),
    recordedHandoffs: () => (readable() ? recorded.handoffs() : []),
    recordedCase: (key: string): RecordedCase | null => (readable() ? recorded.case(key) : null),
    keepSignals: (scorer: string, list: readonly ReadSignals[]): void =>
      purge(() => {
        recorded.keepSignals(scorer, list);
        return false;
      }),
    stageFile: (batch: string, lines: readonly RecordedLine[]): void =>
      purge(() => {
        recorded.stage(batch, lines);
        return false;
      }),
    finishFile: (batch: string, name: string, count: number): void =>
      purge(() => recorded.finish(batch, name, now(), count)),
    abandonFile: (batch: string): void => purge(() => recorded.abandon(batch)),
    abandonFiles: (): void => recorded.abandonAll(),
    forgetFiles: (): void => purge(() => recorded.forgetFiles()),
    /** @throws the driver's error when the index of words is not sound in itself. */
    checkWords: (): void => words.check(),
  };
}

export type Cache = ReturnType<typeof cacheOf>;
