// Owns the engine that forgets: for tests, simulation and trying Baton out. Time is given, so a run can be replayed.
// Refuses durability: a new engine is a new log with a new epoch.
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
}

interface Log {
  floor: number;
  readonly events: StoredEvent[];
}

export function createMemoryEngine({ now: clock }: MemoryEngineOptions): Engine {
  const state = new Map<string, Entry>();
  const logs = new Map<string, Log>();
  const leases = new Map<string, Lease>();
  const results = new Map<string, { readonly hash: string; readonly result: string }>();
  const listeners = new Set<(streams: ReadonlySet<string>) => void>();
  const grown = new Set<string>();
  let latest = 0;

  const now = (): number => {
    latest = Math.max(latest, clock());
    return latest;
  };
  const epoch = now();

  function announce(stream: string): void {
    if (grown.size === 0) {
      queueMicrotask(() => {
        const streams = new Set(grown);
        grown.clear();
        for (const wake of listeners) wake(streams);
      });
    }
    grown.add(stream);
  }

  function holds(lease: Lease): void {
    const current = leases.get(lease.shard);
    if (current === undefined || current.epoch !== lease.epoch || current.expiresAt <= now()) {
      throw new FencedError(`the lease of ${lease.shard} with epoch ${lease.epoch} is no longer held`);
    }
  }

  function apply(lease: Lease, batch: Batch): Committed {
    checkSizes(batch);
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
      if (value === null) state.delete(key);
      else state.set(key, { key, value, version: (state.get(key)?.version ?? 0) + 1 });
    }
    const appended = (batch.append ?? []).map(({ stream, kind, data }) => {
      const log = logs.get(stream) ?? { floor: 0, events: [] };
      logs.set(stream, log);
      const offset = log.floor + log.events.length;
      log.events.push({ stream, offset, at, kind, data });
      announce(stream);
      return { stream, epoch, offset };
    });
    if (dedupe !== undefined) results.set(dedupe.key, { hash: dedupe.hash, result: dedupe.result });
    return { duplicate: false, result: dedupe?.result, appended, at };
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
    commit: async (lease, batch) => apply(lease, batch),
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
      const keys = [...state.keys()].filter(
        (key) => key.startsWith(prefix) && (after === null || key > after),
      );
      return keys
        .sort()
        .slice(0, limit)
        .flatMap((key) => state.get(key) ?? []);
    },
    tail(wake) {
      listeners.add(wake);
      return () => listeners.delete(wake);
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
    close: async () => listeners.clear(),
  };
}
