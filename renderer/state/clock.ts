// Owns the one clock of the page: it ticks at each full second. What may be shown twice changes at once; the long line of those
// who wait, each of whom is shown once, follows in the next few frames.
import { useSyncExternalStore } from 'react';
import { inFrame } from './frames.ts';

/** Of a long queue that change in one frame: it shows dozens, and drawn at once they make one long frame each second. */
const TOGETHER = 8;

const listeners = new Set<() => void>();
const inTurn = new Set<() => void>();
let now = Date.now();
let runs = false;

/** Stops by itself once nobody listens. */
function tick(): void {
  runs = listeners.size + inTurn.size > 0;
  if (!runs) return;
  now = Date.now();
  for (const listen of [...listeners]) listen();
  tell([...inTurn]);
}
function tell(waiting: readonly (() => void)[]): void {
  for (const listen of waiting.slice(0, TOGETHER)) if (inTurn.has(listen)) listen();
  const rest = waiting.slice(TOGETHER);
  if (rest.length > 0) inFrame(() => tell(rest));
  else wait();
}
function wait(): void {
  setTimeout(() => inFrame(tick), 1_000 - (Date.now() % 1_000));
}

const subscribeTo =
  (all: Set<() => void>) =>
  (listen: () => void): (() => void) => {
    all.add(listen);
    if (!runs) {
      runs = true;
      now = Date.now();
      wait();
    }
    return () => {
      all.delete(listen);
    };
  };
const subscribe = subscribeTo(listeners);
const subscribeInTurn = subscribeTo(inTurn);

/** This device's time at the last tick, ms. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** The same for one of many that are each shown once. */
export const useNowInTurn = (): number => useSyncExternalStore(subscribeInTurn, () => now);

/** Whether a moment has come, ms: what shows it is drawn anew when it does, and not each second. */
export const useIsPast = (at: number): boolean => useSyncExternalStore(subscribe, () => now >= at);
