// Owns asking a source with care: what it said is kept for a while and its age with it, one question per customer at a time.
// Refuses: when a source is left alone (../breaker.ts), how it is asked (port.ts) and what becomes of the answer (accounts.ts).
import type { LookupFailure } from '#shared/schema/account.ts';
import { type BreakerOptions, createBreaker, createDoor } from '../breaker.ts';
import type { Clock } from '../clock.ts';
import { SourceError } from '../source-error.ts';
import type { AccountSource, Known } from './port.ts';

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
  readonly breaker: BreakerOptions;
  readonly clock: Pick<Clock, 'now'>;
  /** The router's time, ms since 1970. */
  readonly time: () => number;
  readonly stop: AbortSignal;
}

export function createKeeper({ source, freshMs, breaker, clock, time, stop }: KeeperOptions) {
  const kept = new Map<string, Said & { readonly asked: number }>();
  const asking = new Map<string, Promise<Answer>>();
  const through = createBreaker(breaker, clock);
  const enter = createDoor(AT_ONCE);

  function keep(customer: string, said: Said): void {
    kept.delete(customer);
    kept.set(customer, { ...said, asked: clock.now() });
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) return;
      kept.delete(oldest);
    }
  }

  async function ask(customer: string): Promise<Answer> {
    try {
      const known = await through(() => source.find(customer, stop));
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
    }
  }

  return {
    /** Never throws. */
    ask(customer: string): Promise<Answer> {
      const said = kept.get(customer);
      if (said !== undefined && clock.now() - said.asked < freshMs)
        return Promise.resolve({ state: 'known', said });
      const under = asking.get(customer) ?? enter(() => ask(customer)).finally(() => asking.delete(customer));
      asking.set(customer, under);
      return under;
    },
  };
}

export type Keeper = ReturnType<typeof createKeeper>;
