// Owns known bugs that can be put into a world at its ports, to see that they are found. Nothing in the product knows them.
import type { Batch, Engine, Lease } from '#router/engine/port.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Change, Store } from '#store/port.ts';
import type { Sync } from '#store/wire.ts';
import type { MakeStorage, Storage } from './engines.ts';

export interface Plant {
  readonly storage?: (make: MakeStorage) => MakeStorage;
  /** What the router believes is configured. */
  readonly config?: (config: BatonConfig) => BatonConfig;
  readonly store?: (store: Sync<Store>) => Sync<Store>;
}

/** Every engine of a storage is changed in the same way. */
const engines =
  (change: (engine: Engine) => Engine) =>
  (make: MakeStorage): MakeStorage =>
  (now) => {
    const storage = make(now);
    return { ...storage, open: () => change(storage.open()) };
  };

/** A writer whose lease was taken goes on writing, and nobody looks at what it expects. */
function noFence(make: MakeStorage): MakeStorage {
  return (now) => {
    const storage = make(now);
    let newest: Lease | null = null;
    const took = <T extends Lease | null>(lease: T): T => {
      newest = lease ?? newest;
      return lease;
    };
    return {
      ...storage,
      open() {
        const engine = storage.open();
        return {
          ...engine,
          acquire: async (...args) => took(await engine.acquire(...args)),
          renew: async (...args) => took(await engine.renew(...args)),
          commit: (lease, { expect: _expect, ...batch }) => engine.commit(newest ?? lease, batch),
        };
      },
    };
  };
}

/** What was done once is done again when it is asked again. */
const noDedupe = engines((engine) => ({
  ...engine,
  commit: (lease, { dedupe: _dedupe, ...batch }) => engine.commit(lease, batch),
  recall: async () => null,
}));

/** In one stream an offset is never used. */
const skippedOffset = engines((engine) => {
  const [stream, gap] = ['p:ana', 25];
  const beyond = (offset: number) => (offset >= gap ? offset + 1 : offset);
  return {
    ...engine,
    async commit(lease, batch) {
      const committed = await engine.commit(lease, batch);
      const appended = committed.appended.map((one) =>
        one.stream === stream ? { ...one, offset: beyond(one.offset) } : one,
      );
      return { ...committed, appended };
    },
    async read(name, from, limit) {
      if (name !== stream) return engine.read(name, from, limit);
      const slice = await engine.read(name, from > gap ? from - 1 : from, limit);
      const events = slice.events.map((event) => ({ ...event, offset: beyond(event.offset) }));
      return { ...slice, head: beyond(slice.head), events };
    },
  };
});

const NOTHING: Change = { upserts: [], removals: [] };

/** What may be seen no more stays on the console. */
const latePurge = (store: Sync<Store>): Sync<Store> => ({
  ...store,
  forget: () => NOTHING,
  apply: (stream, epoch, offset, events) =>
    store.apply(
      stream,
      epoch,
      offset,
      events.map((event) => (event.kind === 'access.ended' ? { ...event, kind: 'access.over' } : event)),
    ),
});

const doubleCapacity = (config: BatonConfig): BatonConfig => ({
  ...config,
  people: config.people.map((person) => ({ ...person, capacity: 2 * person.capacity })),
});

/** Ms between two flushes of a disk that says that it has flushed. */
const FLUSH_MS = 2_000;

interface Written {
  readonly at: number;
  run(engine: Engine): Promise<unknown>;
}

/** Commits are confirmed before they are flushed; a loss of power takes those with it that were not. */
function noSync(make: MakeStorage): MakeStorage {
  return (now) => {
    // Time as it was when what is written again was written.
    let then: number | null = null;
    const clock = () => then ?? now();
    let storage: Storage = make(clock);
    let engine = storage.open();
    const written: Written[] = [];
    let flushed = 0;
    let flushedAt = now();
    const begun = now();

    async function write<T>(run: (engine: Engine) => Promise<T>): Promise<T> {
      if (now() - flushedAt >= FLUSH_MS) {
        flushed = written.length;
        flushedAt = now();
      }
      written.push({ at: now(), run });
      return run(engine);
    }
    const wakes = new Set<(streams: ReadonlySet<string>) => void>();
    const listen = () => engine.tail((grown) => wakes.forEach((wake) => void wake(grown)));
    listen();
    const port: Engine = {
      acquire: (shard, holder, ttlMs) => write((engine) => engine.acquire(shard, holder, ttlMs)),
      renew: (lease, ttlMs) => write((engine) => engine.renew(lease, ttlMs)),
      release: (lease) => write((engine) => engine.release(lease)),
      commit: (lease: Lease, batch: Batch) => write((engine) => engine.commit(lease, batch)),
      trim: (stream, floor) => write((engine) => engine.trim(stream, floor)),
      read: (stream, from, limit) => engine.read(stream, from, limit),
      get: (key) => engine.get(key),
      scan: (prefix, after, limit) => engine.scan(prefix, after, limit),
      recall: (key) => engine.recall(key),
      now: () => engine.now(),
      tail(wake) {
        wakes.add(wake);
        return () => void wakes.delete(wake);
      },
      close: async () => undefined,
    };
    return {
      open: () => port,
      async powerLoss() {
        storage.remove();
        then = begun;
        storage = make(clock);
        engine = storage.open();
        written.length = flushed;
        for (const { at, run } of written) {
          then = at;
          await run(engine).catch(() => undefined);
        }
        then = null;
        wakes.clear();
        listen();
      },
      remove: () => storage.remove(),
    };
  };
}

export const PLANTS = {
  'no-fence': { storage: noFence },
  'no-dedupe': { storage: noDedupe },
  'skipped-offset': { storage: skippedOffset },
  'late-purge': { store: latePurge },
  'double-capacity': { config: doubleCapacity },
  'no-sync': { storage: noSync },
} as const satisfies Record<string, Plant>;

export type PlantName = keyof typeof PLANTS;
