// Owns the engine that forgets: for tests and simulation. Time and faults are given, so a run can be replayed.
// Refuses durability: a new engine is a new log with a new epoch.
import { countWhile } from '#shared/lib/sorted.ts';
import { checkSizes } from './limits.ts';
import {
  type Batch,
  type Committed,
  ConflictError,
  DedupeMismatchError,
  type Engine,
  type Entry,
  FencedError,
  type Lease,
  type StoredEvent,
} from './port.ts';

export interface MemoryEngineOptions {
  /** Wall clock, ms; may jump, the engine's own time does not run backwards. */
  readonly now: () => number;
  /** How a commit goes wrong: it has no effect, or it has and nobody is told. Either way its promise is rejected. */
  readonly fault?: (batch: Batch) => 'lost' | 'unanswered' | null;
}

interface Pending {
  readonly lease: Lease;
  readonly batch: Batch;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

interface Log {
  floor: number;
  readonly events: StoredEvent[];
}

export function createMemoryEngine({ now: clock, fault }: MemoryEngineOptions): Engine {
  const state = new Map<string, Entry>();
  const logs = new Map<string, Log>();
  const leases = new Map<string, Lease>();
  const results = new Map<string, { readonly hash: string; readonly result: string }>();
  const listeners = new Set<(streams: ReadonlySet<string>) => void>();
  /** Keys in order. */
  const sorted: string[] = [];
  let pending: Pending[] = [];
  let closed = false;
  let latest = 0;

  const now = (): number => {
    latest = Math.max(latest, clock());
    return latest;
  };
  const epoch = now();

  function holds(lease: Lease): void {
    const current = leases.get(lease.shard);
    if (current === undefined || current.epoch !== lease.epoch || current.expiresAt <= now()) {
      throw new FencedError(`the lease of ${lease.shard} with epoch ${lease.epoch} is no longer held`);
    }
  }

  function apply(lease: Lease, batch: Batch, grown: Set<string>): Committed {
    holds(lease);
    const at = now();
    const { dedupe } = batch;
    if (dedupe !== undefined) {
      const known = results.get(dedupe.key);
      if (known !== undefined) {
        if (known.hash !== dedupe.hash)
          throw new DedupeMismatchError(`${dedupe.key} was used for another operation`);
        return { duplicate: true, result: known.result, appended: [], at };
      }
    }
    for (const { key, version } of batch.expect ?? []) {
      const found = state.get(key)?.version ?? null;
      if (found !== version) throw new ConflictError(`${key} has version ${found}, not ${version}`);
    }
    for (const { key, value } of batch.puts ?? []) {
      const known = state.has(key);
      if (value === null && known) sorted.splice(firstNotBelow(sorted, key), 1);
      if (value !== null && !known) sorted.splice(firstNotBelow(sorted, key), 0, key);
      if (value === null) state.delete(key);
      else state.set(key, { key, value, version: (state.get(key)?.version ?? 0) + 1 });
    }
    const appended = (batch.append ?? []).map(({ stream, kind, data }) => {
      const log = logs.get(stream) ?? { floor: 0, events: [] };
      logs.set(stream, log);
      const offset = log.floor + log.events.length;
      log.events.push({ stream, offset, at, kind, data });
      grown.add(stream);
      return { stream, epoch, offset };
    });
    if (dedupe !== undefined) results.set(dedupe.key, { hash: dedupe.hash, result: dedupe.result });
    return { duplicate: false, result: dedupe?.result, appended, at };
  }

  /** As with a disk, nothing is there before the caller's own step has ended. */
  function flush(): void {
    const group = pending;
    pending = [];
    const grown = new Set<string>();
    for (const { lease, batch, resolve, reject } of group) {
      const wrong = fault?.(batch) ?? null;
      try {
        const committed = wrong === 'lost' ? null : apply(lease, batch, grown);
        if (committed === null || wrong !== null) throw new Error(`the commit was ${wrong}`);
        resolve(committed);
      } catch (error) {
        reject(error);
      }
    }
    if (grown.size > 0) for (const wake of listeners) wake(grown);
  }

  return {
    async acquire(shard, holder, ttlMs) {
      const current = leases.get(shard);
      if (current !== undefined && current.holder !== holder && current.expiresAt > now()) return null;
      const lease = { shard, holder, epoch: (current?.epoch ?? 0) + 1, expiresAt: now() + ttlMs };
      leases.set(shard, lease);
      return lease;
    },
    async renew(lease, ttlMs) {
      holds(lease);
      const renewed = { ...lease, expiresAt: now() + ttlMs };
      leases.set(lease.shard, renewed);
      return renewed;
    },
    async release(lease) {
      const current = leases.get(lease.shard);
      // The epoch stays, so that the next holder's is higher.
      if (current?.epoch === lease.epoch) leases.set(lease.shard, { ...current, expiresAt: 0 });
    },
    commit(lease, batch) {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error('the engine is closed');
        checkSizes(batch);
        if (pending.length === 0) queueMicrotask(flush);
        pending.push({ lease, batch, resolve, reject });
      });
    },
    async read(stream, from, limit) {
      const log = logs.get(stream);
      if (log === undefined) return { epoch, floor: 0, head: 0, events: [] };
      const head = log.floor + log.events.length;
      const start = from - log.floor;
      return {
        epoch,
        floor: log.floor,
        head,
        events: start < 0 ? [] : log.events.slice(start, start + limit),
      };
    },
    get: async (key) => state.get(key) ?? null,
    async scan(prefix, after, limit) {
      const found: Entry[] = [];
      let at = firstNotBelow(sorted, after !== null && byCodePoint(after, prefix) > 0 ? after : prefix);
      if (sorted[at] === after) at += 1;
      for (; found.length < limit; at += 1) {
        const key = sorted[at];
        const entry = key === undefined ? undefined : state.get(key);
        if (entry === undefined || !entry.key.startsWith(prefix)) break;
        found.push(entry);
      }
      return found;
    },
    tail(wake) {
      listeners.add(wake);
      return () => void listeners.delete(wake);
    },
    async trim(stream, floor) {
      const log = logs.get(stream);
      if (log === undefined) return;
      const drop = Math.min(floor - log.floor, log.events.length);
      if (drop <= 0) return;
      log.events.splice(0, drop);
      log.floor += drop;
    },
    recall: async (key) => results.get(key) ?? null,
    now,
    async close() {
      flush();
      closed = true;
      listeners.clear();
    },
  };
}

/** UTF-16 puts surrogates below U+E000; the order of keys is that of their code points, as of their UTF-8 bytes. */
function byCodePoint(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i += 1) {
    const difference = rank(a.charCodeAt(i)) - rank(b.charCodeAt(i));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

function rank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x10000 : unit;
}

const firstNotBelow = (keys: readonly string[], key: string): number =>
  countWhile(keys, (one) => byCodePoint(one, key) < 0);
