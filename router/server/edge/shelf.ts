// Owns the edge's own durable notes (what a bot acknowledged, how deliveries fare), under a lease of their own.
// Refuses to interpret them. While another node holds the lease, nothing is written and `held` is false.
import type { Batch, Committed, Engine, Lease } from '../../engine/port.ts';

const SHARD = 'edge';

interface ShelfOptions {
  readonly holder: string;
  readonly ttlMs: number;
  /** Called when the lease was taken or lost. */
  readonly onChange: (held: boolean) => void;
}

export function createShelf(engine: Engine, { holder, ttlMs, onChange }: ShelfOptions) {
  let lease: Lease | null = null;
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let renewing: Promise<void> = Promise.resolve();

  const lose = () => {
    if (lease === null) return;
    lease = null;
    onChange(false);
  };

  const keep = async () => {
    try {
      if (lease === null) {
        lease = await engine.acquire(SHARD, holder, ttlMs);
        if (lease !== null && !stopped) onChange(true);
      } else lease = await engine.renew(lease, ttlMs);
    } catch {
      lose();
    }
    if (!stopped) timer = setTimeout(beat, ttlMs / 3).unref();
  };
  const beat = () => {
    renewing = keep();
  };

  return {
    get held() {
      return lease !== null;
    },
    async start() {
      beat();
      await renewing;
    },
    /** Null when the lease is elsewhere; the caller may go on without remembering. */
    async commit(batch: Batch): Promise<Committed | null> {
      if (lease === null) return null;
      try {
        return await engine.commit(lease, batch);
      } catch (error) {
        if ((error as Error).name === 'FencedError') {
          lose();
          return null;
        }
        throw error;
      }
    },
    get: (key: string) => engine.get(key),
    scan: (prefix: string, after: string | null, limit: number) => engine.scan(prefix, after, limit),
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await renewing;
      clearTimeout(timer);
      if (lease !== null) await engine.release(lease).catch(() => undefined);
      lease = null;
    },
  };
}

export type Shelf = ReturnType<typeof createShelf>;
