// Owns asking a source with care: what it said is kept for a while and its age with it, one question per customer at a time, a few
// at once, and a source that fails again and again is left alone until it had time to recover.
// Refuses: how it is asked (port.ts) and what becomes of the answer (accounts.ts).
import type { LookupFailure } from '#shared/schema/account.ts';
import type { Clock } from '../clock.ts';
import { type AccountSource, type Known, SourceError } from './port.ts';

/** Customers of which something is kept, the latest asked. */
const KEPT = 10_000;
/** Questions under way at once. */
const AT_ONCE = 16;

/** What a source said and when it was asked, ms of the router's time. */
export interface Said {
  readonly known: Known;
  readonly at: number;
}

export type Answer =
  | { readonly state: 'known'; readonly said: Said }
  | { readonly state: 'unknown' }
  /** `said`: the last answer that counted, of however long ago. */
  | {
      readonly state: 'failed';
      readonly reason: LookupFailure;
      readonly message: string;
      readonly said: Said | undefined;
    };

export interface KeeperOptions {
  readonly source: AccountSource;
  readonly freshMs: number;
  /** After so many failures in a row it is left alone for `ms`, then one question is let through. */
  readonly breaker: { readonly failures: number; readonly ms: number };
  readonly clock: Pick<Clock, 'now'>;
  /** The router's time, ms since 1970. */
  readonly time: () => number;
  readonly stop: AbortSignal;
}

/** Failures that say nothing of how the source fares. */
const OURS: ReadonlySet<LookupFailure> = new Set(['paused', 'secret']);

export function createKeeper({ source, freshMs, breaker, clock, time, stop }: KeeperOptions) {
  const kept = new Map<string, Said & { readonly asked: number }>();
  const asking = new Map<string, Promise<Answer>>();
  const waiting: (() => void)[] = [];
  let underWay = 0;
  let failures = 0;
  let failedAt = 0;
  let trying = false;

  function keep(customer: string, said: Said): void {
    kept.delete(customer);
    kept.set(customer, { ...said, asked: clock.now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) return;
      kept.delete(oldest);
    }
  }

  async function find(customer: string): Promise<Known | null> {
    const isOpen = failures >= breaker.failures;
    if (isOpen && (trying || clock.now() - failedAt < breaker.ms))
      throw new SourceError('paused', `left alone after ${failures} failures in a row`);
    trying = isOpen;
    try {
      const found = await source.find(customer, stop);
      failures = 0;
      return found;
    } catch (error) {
      if (!(error instanceof SourceError) || !OURS.has(error.reason)) {
        failures += 1;
        failedAt = clock.now();
      }
      throw error;
    } finally {
      if (isOpen) trying = false;
    }
  }

  async function ask(customer: string): Promise<Answer> {
    if (underWay >= AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
    else underWay += 1;
    try {
      const known = await find(customer);
      if (known === null) {
        kept.delete(customer);
        return { state: 'unknown' };
      }
      const said = { known, at: time() };
      keep(customer, said);
      return { state: 'known', said };
    } catch (error) {
      const { reason, message } =
        error instanceof SourceError ? error : new SourceError('unreachable', (error as Error).message);
      return { state: 'failed', reason, message, said: kept.get(customer) };
    } finally {
      const next = waiting.shift();
      if (next === undefined) underWay -= 1;
      else next();
    }
  }

  return {
    /** Never throws. */
    ask(customer: string): Promise<Answer> {
      const said = kept.get(customer);
      if (said !== undefined && clock.now() - said.asked < freshMs)
        return Promise.resolve({ state: 'known', said });
      const under = asking.get(customer) ?? ask(customer).finally(() => asking.delete(customer));
      asking.set(customer, under);
      return under;
    },
  };
}

export type Keeper = ReturnType<typeof createKeeper>;
