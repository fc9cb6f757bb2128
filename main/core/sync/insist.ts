// Owns what this device has to write down sooner or later, because nobody will ask for it again: each kind in its order, and
// again after a pause while the disk refuses. Refuses: what a person waits for, who is told at once and asks again.
import type { Clock, Log } from '../ports.ts';
import type { Times } from '../times.ts';

/** Pauses double up to this many times `againMs`: a disk may be full for hours. */
const LONGEST = 32;

export function createInsist(clock: Clock, log: Log, times: Pick<Times, 'againMs'>) {
  /** What is under way of each kind. */
  const last = new Map<string, Promise<void>>();
  const wakes = new Set<() => void>();
  let stopped = false;

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        cancel();
        wakes.delete(wake);
        resolve();
      };
      const cancel = clock.after(ms, wake);
      wakes.add(wake);
    });
  }

  async function until(problem: string, write: () => Promise<void>): Promise<void> {
    for (let pauses = 1; ; pauses = Math.min(pauses * 2, LONGEST)) {
      try {
        return await write();
      } catch (error) {
        log.error(problem, { reason: String(error) });
      }
      if (stopped) return;
      await pause(times.againMs * pauses);
    }
  }

  return {
    /** `write` may run more than once; the first time at once, unless something of this kind is under way. */
    insist(kind: string, problem: string, write: () => Promise<void>): void {
      const before = last.get(kind);
      const run = (): Promise<void> => until(problem, write);
      const mine = before === undefined ? run() : before.then(run);
      last.set(kind, mine);
      void mine.then(() => {
        if (last.get(kind) === mine) last.delete(kind);
      });
    },
    /** The store is about to be closed: what waits is tried once more. */
    async stop(): Promise<void> {
      stopped = true;
      for (const wake of [...wakes]) wake();
      await Promise.all(last.values());
    },
  };
}

export type Insist = ReturnType<typeof createInsist>['insist'];
