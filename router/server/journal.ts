// Owns one uninterrupted tenure of writing the shard: the lease, the order of commits, and where each feed stands after
// those that are durable. Commits are pipelined; each expects its predecessor, so none can land after one that failed.
// Refuses: what is written. After the first failure it writes nothing more; a new tenure begins with `openJournal`.
import type { Batch, Committed, Engine, Lease } from '../engine/port.ts';
import { type Clock, every } from './clock.ts';

/** Counts the commits of the shard; its version ties each commit to the one before. */
const SEQUENCE = 'desk/sequence';
/** How many events a feed may be over its measure before it is trimmed. */
const TRIM_STEP = 1_024;

export interface Position {
  readonly epoch: number;
  readonly offset: number;
}

export interface JournalOptions {
  readonly engine: Engine;
  readonly clock: Clock;
  readonly shard: string;
  readonly holder: string;
  readonly leaseMs: number;
  /** Feeds whose positions are asked for; they are trimmed to `keepEvents`. */
  readonly streams: readonly string[];
  readonly keepEvents: number;
  /** The tenure is over: nothing of what is under way after `error` has effect. Called once. */
  readonly onEnd: (error: Error) => void;
}

export type Settle = (outcome: { readonly committed: Committed } | { readonly error: Error }) => void;

const NOWHERE: Position = { epoch: 0, offset: 0 };

/** Null while another holder has the lease. */
export async function openJournal(options: JournalOptions) {
  const { engine, clock, shard, holder, leaseMs, streams, keepEvents, onEnd } = options;
  const first = await engine.acquire(shard, holder, leaseMs);
  if (first === null) return null;
  let lease: Lease = first;
  let version = (await engine.get(SEQUENCE))?.version ?? null;
  const positions = new Map<string, Position>();
  for (const stream of streams) {
    const { epoch, head } = await engine.read(stream, 0, 1);
    positions.set(stream, { epoch, offset: head });
  }

  let ended: Error | null = null;
  let settled: Promise<void> = Promise.resolve();

  function end(error: Error): void {
    if (ended !== null) return;
    ended = error;
    stopRenewing();
    onEnd(error);
  }

  const lapsed = () => engine.now() >= lease.expiresAt;

  async function renew(): Promise<void> {
    if (lapsed()) return end(new Error('the lease ran out'));
    try {
      const renewed = await engine.renew(lease, leaseMs);
      if (ended === null) lease = renewed;
    } catch (error) {
      // A disk that cannot write now may write in a moment; the lease itself says when it is too late.
      if ((error as Error).name === 'FencedError') end(error as Error);
    }
  }
  const stopRenewing = every(clock, leaseMs / 3, () => void renew());

  function note({ appended }: Committed): void {
    for (const { stream, epoch, offset } of appended) {
      if (!positions.has(stream)) continue;
      positions.set(stream, { epoch, offset: offset + 1 });
      if (offset % TRIM_STEP === 0 && offset > keepEvents)
        engine.trim(stream, offset - keepEvents).catch(() => undefined);
    }
  }

  return {
    /** Issues a batch after all others and calls `settle` in order, when its fate is known. */
    commit(batch: Omit<Batch, 'expect'>, settle: Settle): void {
      if (ended === null && lapsed()) end(new Error('the lease ran out'));
      if (ended !== null) {
        const error = ended;
        settled = settled.then(() => settle({ error }));
        return;
      }
      const expect = [{ key: SEQUENCE, version }];
      version = (version ?? 0) + 1;
      const puts = [...(batch.puts ?? []), { key: SEQUENCE, value: String(version) }];
      const fate = engine.commit(lease, { ...batch, expect, puts }).then(
        (committed) => ({ committed }),
        (error: unknown) => ({ error: error as Error }),
      );
      settled = settled
        .then(() => fate)
        .then((outcome) => {
          if ('committed' in outcome && !outcome.committed.duplicate) {
            note(outcome.committed);
            settle(outcome);
            return;
          }
          const error = 'error' in outcome ? outcome.error : new Error('an operation was stored twice');
          end(error);
          settle({ error });
        })
        .catch(end);
    },
    /** Calls `run` when everything issued so far has its fate, before anything that is issued later. */
    after(run: () => void): void {
      settled = settled.then(run).catch(end);
    },
    /** Resolves when everything issued so far has its fate. */
    get settled(): Promise<void> {
      return settled;
    },
    /** Ends the tenure: what was decided cannot be trusted. */
    fail: end,
    get ended(): boolean {
      return ended !== null;
    },
    /** Where a feed stands after the commits that are settled. */
    position: (stream: string): Position => positions.get(stream) ?? NOWHERE,
    /** Gives the lease back; nothing can be written afterwards. */
    async close(): Promise<void> {
      await settled;
      stopRenewing();
      ended ??= new Error('the router is stopping');
      await engine.release(lease).catch(() => undefined);
    },
  };
}

export type Journal = NonNullable<Awaited<ReturnType<typeof openJournal>>>;
