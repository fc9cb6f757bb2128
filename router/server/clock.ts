// Owns time inside a router process: how much of it passes, and what is to happen after some of it. What time it is, the
// engine says. Nothing that waits here keeps the process alive.

export interface Clock {
  /** Ms since some moment of this process; never runs backwards. */
  now(): number;
  /** Calls back once after `ms`; returns the cancel function. */
  after(ms: number, run: () => void): () => void;
}

export const processClock: Clock = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms).unref();
    return () => clearTimeout(timer);
  },
};

/** Calls back again and again; returns the cancel function. */
export function every(clock: Clock, ms: number, run: () => void): () => void {
  let cancel = clock.after(ms, beat);
  function beat(): void {
    cancel = clock.after(ms, beat);
    run();
  }
  return () => cancel();
}
