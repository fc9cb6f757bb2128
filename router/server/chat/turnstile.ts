// Owns waiting for news of one conversation: many wait, each only for its own. Refuses to know what the news are.
import type { Clerk } from '../clerk.port.ts';

/** Visitors that may wait at the same time; one more is answered at once. */
const MOST_WAITING = 2_000;

interface Look<T> {
  readonly value: T;
  readonly isNews: boolean;
}

export function createTurnstile(clerk: Pick<Clerk, 'onChanged'>) {
  const waiting = new Map<string, Set<() => void>>();
  const stopping = new AbortController();
  let count = 0;
  const unsubscribe = clerk.onChanged((conversation) => {
    for (const wake of waiting.get(conversation) ?? []) wake();
  });

  return {
    /** What `look` gives once it is news, or after `ms`, or when `gone` or the router ends. */
    async wait<T>(
      conversation: string,
      ms: number,
      gone: AbortSignal,
      look: () => Promise<Look<T>>,
    ): Promise<T> {
      const until = AbortSignal.any([gone, stopping.signal, AbortSignal.timeout(ms)]);
      let changed = Promise.withResolvers<void>();
      const wake = () => changed.resolve();
      const here = waiting.get(conversation) ?? new Set();
      waiting.set(conversation, here.add(wake));
      count += 1;
      until.addEventListener('abort', wake, { once: true });
      try {
        for (;;) {
          // Before the look: what changes during it must wake the next round.
          changed = Promise.withResolvers<void>();
          const { value, isNews } = await look();
          if (isNews || ms === 0 || count > MOST_WAITING || until.aborted) return value;
          await changed.promise;
        }
      } finally {
        count -= 1;
        here.delete(wake);
        if (here.size === 0) waiting.delete(conversation);
      }
    },
    stop() {
      unsubscribe();
      stopping.abort();
    },
  };
}
