// Owns how long the copy on this device may be read without the router: contact renews it, silence locks it.
import type { Store } from '#store/port.ts';
import type { Clock, Log } from './ports.ts';

export interface LeaseOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly leaseMs: number;
  /** Pause before what could not be applied is tried again. */
  readonly againMs: number;
  /** Called when it locks and after it is unlocked, with the store in that state. */
  readonly changed: (locked: boolean) => Promise<void>;
}

/** Contact is written down this often at most. */
const STEP_MS = 60_000;

export async function openLease({ store, clock, log, leaseMs, againMs, changed }: LeaseOptions) {
  let last = await store.lastContact();
  let locked = isOver();
  let cancel: () => void = () => undefined;
  let cancelAgain: () => void = () => undefined;
  let writing = false;

  function isOver(): boolean {
    return last !== null && clock.now() - last > leaseMs;
  }

  function watch(): void {
    cancel();
    if (last === null || locked) return;
    cancel = clock.after(Math.max(0, last + leaseMs - clock.now()) + 1, () => {
      if (!isOver()) return watch();
      locked = true;
      report();
    });
  }

  function report(): void {
    const told = locked;
    changed(told).catch((error: unknown) => {
      log.error('the lease of the copy could not be applied', { reason: String(error) });
      cancelAgain();
      cancelAgain = clock.after(againMs, () => {
        if (locked === told) report();
      });
    });
  }

  watch();
  return {
    isLocked: () => locked,
    freshAt: () => last ?? undefined,
    contact(): void {
      const now = clock.now();
      if (writing || (!locked && last !== null && now - last < Math.min(STEP_MS, leaseMs / 4))) return;
      writing = true;
      store.contact(now).then(
        () => {
          writing = false;
          last = now;
          const opened = locked;
          locked = false;
          watch();
          if (opened) report();
        },
        (error: unknown) => {
          writing = false;
          log.error('router contact could not be written down', { reason: String(error) });
        },
      );
    },
    stop(): void {
      cancel();
      cancelAgain();
    },
  };
}
