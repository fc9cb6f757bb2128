// Owns the one clock of the page: it ticks at each full second, so that all shown times change together.
import { useSyncExternalStore } from 'react';
import { inFrame } from './frames.ts';

const listeners = new Set<() => void>();
let now = Date.now();
let runs = false;

/** Stops by itself once nobody listens. */
function tick(): void {
  runs = listeners.size > 0;
  if (!runs) return;
  now = Date.now();
  for (const listen of [...listeners]) listen();
  wait();
}
function wait(): void {
  setTimeout(() => inFrame(tick), 1_000 - (now % 1_000));
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
