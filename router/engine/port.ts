// Owns the contract of the durable log and state under the router. Every engine passes one suite (test/contract/engine).
// Refuses: any knowledge of handoffs. Nothing here may assume SQLite; PostgreSQL must be able to fill it.

/** The right to write one shard. A writer whose epoch is no longer the newest is fenced: nothing it commits has effect. */
export interface Lease {
  readonly shard: string;
  readonly holder: string;
  /** Grows by one with every change of holder. Also the epoch of events appended under it is the stream's own, not this. */
  readonly epoch: number;
  /** Engine time, ms. */
  readonly expiresAt: number;
}

export interface Put {
  readonly key: string;
  /** `null` removes the key. At most 1 MiB. */
  readonly value: string | null;
}

export interface Append {
  readonly stream: string;
  readonly kind: string;
  /** JSON text, at most 1 MiB; stored and returned byte for byte, so that it is encoded once. */
  readonly data: string;
}

export interface Batch {
  /** All must hold, else `ConflictError` and no trace. `version` null = the key must be absent. */
  readonly expect?: readonly { readonly key: string; readonly version: number | null }[];
  readonly puts?: readonly Put[];
  readonly append?: readonly Append[];
  /**
   * Remembers `result` under `key`. When the key is known with the same hash, nothing of the batch has effect and the
   * first result is returned; with another hash, `DedupeMismatchError`.
   */
  readonly dedupe?: { readonly key: string; readonly hash: string; readonly result: string };
}

export interface Committed {
  /** True when the batch was a known duplicate and had no effect. */
  readonly duplicate: boolean;
  /** The first result, when the batch had a dedupe key. */
  readonly result: string | undefined;
  /** Where each append landed, same order; empty for a duplicate. */
  readonly appended: readonly { readonly stream: string; readonly epoch: number; readonly offset: number }[];
  /** Engine time of the commit, ms; the time of its events. */
  readonly at: number;
}

export interface StoredEvent {
  readonly stream: string;
  readonly offset: number;
  readonly at: number;
  readonly kind: string;
  readonly data: string;
}

export interface Slice {
  readonly epoch: number;
  /** Lowest offset still stored. Reading below it gives `events: []` and the caller must reset. */
  readonly floor: number;
  /** Offset the next append will get. */
  readonly head: number;
  readonly events: readonly StoredEvent[];
}

export interface Entry {
  readonly key: string;
  readonly value: string;
  /** 1 when the key is first put, one more with every later put. */
  readonly version: number;
}

export interface Engine {
  /** Takes the lease of a shard when it is free or expired; null when another holder has it. */
  acquire(shard: string, holder: string, ttlMs: number): Promise<Lease | null>;
  /** Extends the lease. Throws `FencedError` when it was lost. */
  renew(lease: Lease, ttlMs: number): Promise<Lease>;
  release(lease: Lease): Promise<void>;
  /**
   * All or nothing, durable when it resolves. Commits that are under way together may share one disk flush; one that
   * conflicts never harms another. Order of calls is order of effects.
   * Throws `FencedError`, `ConflictError`, `DedupeMismatchError`, `TooLargeError`.
   */
  commit(lease: Lease, batch: Batch): Promise<Committed>;
  /** Events from `from` (inclusive), at most `limit`, dense. An unknown stream is empty with floor 0 and head 0. */
  read(stream: string, from: number, limit: number): Promise<Slice>;
  get(key: string): Promise<Entry | null>;
  /** Keys that start with `prefix`, ascending, after `after` (exclusive), at most `limit`. */
  scan(prefix: string, after: string | null, limit: number): Promise<readonly Entry[]>;
  /**
   * Calls `wake` with the streams that grew, after they are durable; coalesced, never lost: the caller reads from its
   * own cursor. Returns the unsubscribe function.
   */
  tail(wake: (streams: ReadonlySet<string>) => void): () => void;
  /** Drops events below `floor` (a stream's floor never falls). */
  trim(stream: string, floor: number): Promise<void>;
  /** Result remembered for a dedupe key. */
  recall(key: string): Promise<{ readonly hash: string; readonly result: string } | null>;
  /** Engine time in ms; never runs backwards within one engine, survives restarts. */
  now(): number;
  close(): Promise<void>;
}

/** Another writer holds the shard, or the lease ran out. */
export class FencedError extends Error {
  override readonly name = 'FencedError';
}
/** An expectation of the batch did not hold. */
export class ConflictError extends Error {
  override readonly name = 'ConflictError';
}
/** The dedupe key is known with another hash: the same number was used for a different operation. */
export class DedupeMismatchError extends Error {
  override readonly name = 'DedupeMismatchError';
}
/** A key, value or event is over its limit. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}
