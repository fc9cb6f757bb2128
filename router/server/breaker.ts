// Owns when a place that is asked is left alone: few questions at once, and none for a while once it failed again and again.
// Refuses: how it is asked (exchange.ts).
import type { LookupFailure } from '#shared/schema/account.ts';
import type { Clock } from './clock.ts';
import { SourceError } from './source-error.ts';

export interface BreakerOptions {
  /** After so many failures in a row it is left alone for `ms`, then one question is let through. */
  readonly failures: number;
  readonly ms: number;
}

/** Failures that say nothing of how the place fares. */
const OURS: ReadonlySet<LookupFailure> = new Set(['paused', 'secret']);

/** Lets a question through, or throws a SourceError `paused`; what the question throws it throws too. */
export function createBreaker({ failures: most, ms }: BreakerOptions, clock: Pick<Clock, 'now'>) {
  let failures = 0;
  let failedAt = 0;
  let trying = false;

  return async function through<T>(ask: () => Promise<T>): Promise<T> {
    const isOpen = failures >= most;
    if (isOpen && (trying || clock.now() - failedAt < ms))
      throw new SourceError('paused', `left alone after ${failures} failures in a row`);
    trying = isOpen;
    try {
      const answer = await ask();
      failures = 0;
      return answer;
    } catch (error) {
      if (!(error instanceof SourceError) || !OURS.has(error.reason)) {
        failures += 1;
        failedAt = clock.now();
      }
      throw error;
    } finally {
      if (isOpen) trying = false;
    }
  };
}

/** Lets so many through at once; the others wait their turn. */
export function createDoor(atOnce: number) {
  const waiting: (() => void)[] = [];
  let inside = 0;
  return async function enter<T>(act: () => Promise<T>): Promise<T> {
    if (inside >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
    else inside += 1;
    try {
      return await act();
    } finally {
      const next = waiting.shift();
      if (next === undefined) inside -= 1;
      else next();
    }
  };
}
