// Owns the one clock of the page: it ticks at each full second, and all shown times change in the same few frames.
import { useSyncExternalStore } from 'react';
import { inFrame } from './frames.ts';

/** Times that change in one frame: a long queue shows dozens, and drawn at once they make one long frame each second. */
const TOGETHER = 8;

const listeners = new Set<() => void>();
let now = Date.now();
let runs = false;

/** Stops by itself once nobody listens. */
function tick(): void {
  runs = listeners.size > 0;
  if (!runs) return;
  now = Date.now();
  tell([...listeners]);
}
function tell(waiting: readonly (() => void)[]): void {
  for (const listen of waiting.slice(0, TOGETHER)) if (listeners.has(listen)) listen();
  const rest = waiting.slice(TOGETHER);
  if (rest.length > 0) inFrame(() => tell(rest));
  else wait();
}
function wait(): void {
  setTimeout(() => inFrame(tick), 1_000 - (Date.now() % 1_000));
}

function subscribe(listen: () => void): () => void {
  listeners.add(listen);
  if (!runs) {
    runs = true;
    now = Date.now();
    wait();
  }
  return () => {
    listeners.delete(listen);
  };
}

/** This device's time at the last tick, ms. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

/** Whether a moment has come, ms: what shows it is drawn anew when it does, and not each second. */
export const useIsPast = (at: number): boolean => useSyncExternalStore(subscribe, () => now >= at);
