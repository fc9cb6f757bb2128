// Owns the one clock of the page: it ticks at each full second, so that all shown times change together.
import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setTimeout> | undefined;

function tick(): void {
  now = Date.now();
  timer = setTimeout(tick, 1_000 - (now % 1_000));
  for (const listen of [...listeners]) listen();
}

function subscribe(listen: () => void): () => void {
  if (listeners.size === 0) tick();
  listeners.add(listen);
  return () => {
    listeners.delete(listen);
    if (listeners.size === 0) clearTimeout(timer);
  };
}

/** This device's time at the last tick, ms. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);
