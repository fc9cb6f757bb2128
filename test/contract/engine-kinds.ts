// Owns the engines the contract is held against, each with a clock a test can turn. Not a test itself.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Engine, Lease, StoredEvent } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';

export const START = Date.UTC(2026, 10, 24, 10);
export const TTL = 60_000;

export interface Clock {
  now: number;
}

export interface Bed {
  readonly engine: Engine;
  readonly clock: Clock;
  remove(): Promise<void>;
}

export interface Kind {
  readonly name: string;
  open(): Bed;
}

export const memory: Kind = {
  name: 'memory',
  open() {
    const clock = { now: START };
    const engine = createMemoryEngine({ now: () => clock.now });
    return { engine, clock, remove: () => engine.close() };
  },
};

export const sqlite: Kind = {
  name: 'sqlite',
  open() {
    const clock = { now: START };
    const folder = mkdtempSync(join(tmpdir(), 'baton-engine-'));
    const engine = openSqliteEngine({ file: join(folder, 'router.db'), now: () => clock.now });
    return {
      engine,
      clock,
      async remove() {
        await engine.close();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  },
};

/** The lease, or an error: nobody else may have it. */
export async function take(engine: Engine, holder = 'a', ttlMs = TTL): Promise<Lease> {
  const lease = await engine.acquire('main', holder, ttlMs);
  if (lease === null) throw new Error(`${holder} did not get the lease`);
  return lease;
}

/** Every stored event of a stream, page by page. */
export async function all(engine: Engine, stream: string, page = 100): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let { floor: next, head } = await engine.read(stream, 0, 1); next < head; ) {
    const slice = await engine.read(stream, next, page);
    if (slice.events.length === 0) throw new Error(`${stream} has a hole at ${next}`);
    events.push(...slice.events);
    next += slice.events.length;
  }
  return events;
}
