// Owns one timer at a time: rings when engine time reaches what was asked for last, then waits to be set again.
import type { Clock } from './clock.ts';

/** Beyond what setTimeout can count, ms; rings early and is set again. */
const LONGEST_MS = 2_000_000_000;

export function createAlarm(clock: Clock, now: () => number, ring: () => void) {
  let cancel: () => void = () => undefined;
  let setFor: number | null = null;
  let ringing = false;

  const clear = () => {
    cancel();
    setFor = null;
  };

  return {
    /** Rings at `at`; null = not. While it rings nothing is set. */
    set(at: number | null): void {
      if (ringing || at === setFor) return;
      clear();
      setFor = at;
      if (at === null) return;
      cancel = clock.after(Math.min(Math.max(at - now(), 0), LONGEST_MS), () => {
        setFor = null;
        ringing = true;
        ring();
      });
    },
    /** What it rang for is being done. */
    heard(): void {
      ringing = false;
    },
    stop(): void {
      clear();
      ringing = false;
    },
  };
}
