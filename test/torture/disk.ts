// Owns the disk of the simulated router: a real engine behind the port, whose commits take time and go wrong. What takes
// effect is told to the history in the order in which it does.
// Refuses: how an engine works (router/engine), and when a fault comes (faults.ts).
import type { Batch, Committed, Engine, Lease } from '#router/engine/port.ts';
import type { Chance } from '../fuzz/random.ts';
import type { Process, Scheduler } from './scheduler.ts';

/** What takes effect, as it does. */
export interface Landed {
  readonly node: string;
  readonly lease: Lease;
  readonly batch: Batch;
  readonly committed: Committed;
}

export interface DiskOptions {
  readonly scheduler: Scheduler;
  readonly chance: Chance;
  /** The file as a process that starts finds it. */
  readonly open: () => Engine;
  readonly landed: (landed: Landed) => void;
}

interface Pending {
  readonly lease: Lease;
  readonly batch: Batch;
  readonly answer: PromiseWithResolvers<Committed>;
}

/** How the next commits of a process go wrong. */
export type Harm =
  | 'lost'
  | 'unanswered'
  /** The process ends before what is under way is stored, or when it is and nobody was told. */
  | 'crash-before'
  | 'crash-after';

export function createDisk({ scheduler, chance, open, landed }: DiskOptions) {
  let slowUntil = -10_000;
  const latency = () =>
    scheduler.now < slowUntil ? chance.whole(500, 9_000) : chance.whole(1, chance.hit(0.1) ? 40 : 4);

  return {
    /** Or was a moment ago: what it holds up is still on its way. */
    isSlow: (): boolean => scheduler.now < slowUntil + 10_000,
    slow(ms: number): void {
      slowUntil = scheduler.now + ms;
    },
    /** The disk as one process has it. `crashed` is called when a fault of the disk ends the process. */
    of(process: Process, crashed: () => void) {
      const engine = open();
      let pending: Pending[] = [];
      let harm: Harm | null = null;
      let stall: (() => void) | null = null;

      /** What was given together is stored together, in order. */
      async function flush(): Promise<void> {
        const group = pending;
        pending = [];
        if (process.isDead) return;
        const wrong = harm;
        harm = null;
        if (wrong === 'crash-before') return crashed();
        const fates = group.map(({ lease, batch }) =>
          wrong === 'lost'
            ? Promise.reject(new Error('the disk is full'))
            : engine.commit(lease, batch).then((committed) => {
                if (!committed.duplicate) landed({ node: process.name, lease, batch, committed });
                if (wrong === 'unanswered') throw new Error('the disk does not answer');
                return committed;
              }),
        );
        const settled = await Promise.allSettled(fates);
        if (wrong === 'crash-after') return crashed();
        const told = () => {
          for (const [at, { answer }] of group.entries()) {
            const fate = settled[at];
            if (fate?.status === 'fulfilled') answer.resolve(fate.value);
            else answer.reject(fate?.reason);
          }
        };
        // Stored is not yet told, and a disk that fails says so late: what is decided meanwhile is on its way behind it.
        if (wrong === 'lost') process.after(chance.whole(1, 300), 'stored', told);
        else if (chance.hit(0.3)) process.after(chance.whole(1, 12), 'stored', told);
        else process.enter('stored', told);
      }

      /** Mostly at once; now and then something else happens first. */
      async function read<T>(ask: () => Promise<T>): Promise<T> {
        if (chance.hit(0.03))
          await new Promise<void>((resolve) => void process.after(chance.whole(1, 30), 'read', resolve));
        const found = await ask();
        // A process that has died hears nothing more.
        return process.isDead ? new Promise<T>(() => undefined) : found;
      }

      const port: Engine = {
        acquire: (shard, holder, ttlMs) => read(() => engine.acquire(shard, holder, ttlMs)),
        renew: (lease, ttlMs) => read(() => engine.renew(lease, ttlMs)),
        release: (lease) => read(() => engine.release(lease)),
        commit(lease, batch) {
          const answer = Promise.withResolvers<Committed>();
          if (process.isDead) return answer.promise;
          if (pending.length === 0)
            scheduler.after(latency(), `${process.name} flush`, () => {
              // What a paused process wrote may have been on its way already, or goes when it wakes.
              if (!process.isPaused || chance.hit(0.3)) return flush();
              process.enter('late flush', () => void flush());
              return undefined;
            });
          pending.push({ lease, batch, answer });
          stall?.();
          stall = null;
          return answer.promise;
        },
        read: (stream, from, limit) => read(() => engine.read(stream, from, limit)),
        get: (key) => read(() => engine.get(key)),
        scan: (prefix, after, limit) => read(() => engine.scan(prefix, after, limit)),
        tail: (wake) => engine.tail((grown) => process.enter('tail', () => wake(grown))),
        trim: (stream, floor) => read(() => engine.trim(stream, floor)),
        recall: (key) => read(() => engine.recall(key)),
        now: () => engine.now(),
        close: () => engine.close(),
      };
      return {
        port,
        /** Of the next flush. */
        harm(next: Harm): void {
          harm = next;
        },
        /** Calls `now` when the next commit has been asked for and is not stored yet: the worst moment to be paused at. */
        onCommit(now: () => void): void {
          stall = now;
        },
      };
    },
  };
}

export type Disk = ReturnType<typeof createDisk>;
