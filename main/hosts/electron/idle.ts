// Owns noticing that nobody is at the desk: who is available and has touched nothing for a while is asked, once, whether
// they are away. Refuses: setting it for them.
import type { PowerMonitor } from 'electron';
import type { Clock } from '#core/ports.ts';

/** Untouched for this long, s. */
export const IDLE_S = 600;
const LOOK_MS = 5_000;

export interface IdleOptions {
  readonly power: Pick<PowerMonitor, 'getSystemIdleTime'>;
  readonly clock: Clock;
  readonly isAvailable: () => boolean;
  readonly suggest: (minutes: number) => void;
  /** The person is back, or is not available any more. */
  readonly withdraw: () => void;
}

/** Returns the function that ends it. */
export function watchIdle({ power, clock, isAvailable, suggest, withdraw }: IdleOptions): () => void {
  let asked = false;
  let cancel = (): void => undefined;
  function look(): void {
    const seconds = power.getSystemIdleTime();
    const wanted = seconds >= IDLE_S && isAvailable();
    if (wanted && !asked) suggest(Math.floor(seconds / 60));
    // What was asked stays to be read when the person comes back; it goes when they have answered.
    if (asked && !isAvailable()) withdraw();
    asked = wanted || (asked && isAvailable() && seconds >= IDLE_S);
    cancel = clock.after(LOOK_MS, look);
  }
  cancel = clock.after(LOOK_MS, look);
  return () => cancel();
}
