// Owns the two files of a simulated console: real tables in memory, behind the store's port. What a process that ends had
// written stays; when the power goes, the copy is as it was when it was last flushed, and the outbox is whole.
// Refuses: what a call does (main/store).
import Database from 'better-sqlite3';
import { MIGRATIONS } from '#store/migrations/all.ts';
import type { Opened, Store } from '#store/port.ts';
import { storeOf } from '#store/store-of.ts';
import type { Sync } from '#store/wire.ts';
import type { Chance } from '../fuzz/random.ts';
import type { Process } from './scheduler.ts';

/** Writes of the copy between two flushes of the disk. */
const FLUSHED_EVERY = 60;
/** Nobody says these a second time: that they come to be all the same is asked more often. */
const SAID_ONCE: ReadonlySet<string> = new Set(['forget', 'discard']);
/** A purge flushes what it leaves. */
const PURGES: ReadonlySet<string> = new Set(['reset', 'forget', 'wipe', 'keepStreams']);

function made(migrations: readonly string[]): Database.Database {
  const file = new Database(':memory:');
  for (const sql of migrations) file.exec(sql);
  return file;
}

export interface StoreWitness {
  /** A call was carried out, and this is what it gave. */
  called(method: keyof Store, args: readonly unknown[], result: unknown): void;
}

export class ConsoleFiles {
  #outbox = made(MIGRATIONS.outbox);
  #cache = made(MIGRATIONS.cache);
  #flushed: Buffer | null = null;
  #writes = 0;
  /** Calls that the disk refused. */
  refused = 0;

  /** The process that had them open is gone, or the power went. */
  closed(powerLoss: boolean): void {
    const copy = powerLoss ? this.#flushed : this.#cache.serialize();
    const outbox = this.#outbox.serialize();
    this.#cache.close();
    this.#outbox.close();
    this.#cache = copy === null ? made(MIGRATIONS.cache) : new Database(copy);
    this.#outbox = new Database(outbox);
    this.#writes = 0;
  }

  #note(method: keyof Store): void {
    if (method === 'apply') this.#writes += 1;
    if (!PURGES.has(method) && this.#writes < FLUSHED_EVERY) return;
    this.#writes = 0;
    this.#flushed = this.#cache.serialize();
  }

  /** As a process that starts opens them. */
  open(options: {
    readonly process: Process;
    readonly chance: Chance;
    readonly person: string;
    readonly now: () => number;
    readonly leaseMs: number;
    readonly newDevice: () => string;
    readonly witness: StoreWitness;
    readonly plant: ((store: Sync<Store>) => Sync<Store>) | undefined;
  }): { readonly store: Store; readonly opened: Opened; readonly sync: Sync<Store> } {
    const { process, chance, person, now, leaseMs, newDevice, witness, plant } = options;
    const { store: sync, device } = storeOf({
      ...{ outboxFile: this.#outbox, cacheFile: this.#cache, person, leaseMs, now, newDevice },
      contacted: () => undefined,
      place: {
        begin: () => {
          this.#cache = made(MIGRATIONS.cache);
          return this.#cache;
        },
        setAside: () => 'nowhere',
        remove: () => undefined,
        check: () => [],
      },
    });
    const planted = plant?.(sync) ?? sync;
    const call = async (method: keyof Store, args: readonly unknown[]): Promise<unknown> => {
      if (chance.hit(0.03))
        await new Promise<void>((resolve) => void process.after(chance.whole(1, 60), 'disk', resolve));
      if (process.isDead) return new Promise(() => undefined);
      // The files outlive the process that closes them.
      if (method === 'close') return undefined;
      if (chance.hit(SAID_ONCE.has(method) ? 0.1 : 0.003)) {
        this.refused += 1;
        throw new Error('the disk of the console is full');
      }
      const result = (planted[method] as (...all: readonly unknown[]) => unknown)(...args);
      this.#note(method);
      witness.called(method, args, result);
      return result;
    };
    const store = Object.fromEntries(
      (Object.keys(sync) as (keyof Store)[]).map((method) => [
        method,
        (...args: readonly unknown[]) => call(method, args),
      ]),
      // Every call of the store, answered later.
    ) as unknown as Store;
    const opened: Opened = {
      cache: 'kept',
      aside: undefined,
      outbox: 'kept',
      outboxAside: undefined,
      device,
    };
    return { store, opened, sync };
  }
}
