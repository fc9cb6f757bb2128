// Owns what the desk wants from elsewhere: each errand is run beside the desk as it is told, and one that fails is logged. A
// router that stops calls those under way off and waits for their end. Refuses: what an errand is.
import type { Live } from '../desk/port.ts';
import type { Clerk } from './clerk.port.ts';
import type { ServerLog } from './parts.ts';

export interface Errands {
  /** Aborted once the router stops. */
  readonly stopping: AbortSignal;
  /** How many are under way. */
  readonly count: number;
  /** Runs one for each `kind` that the desk tells from now on; a rejection is logged as `failed`. Called once. */
  follow<K extends Live['kind']>(
    kind: K,
    run: (live: Extract<Live, { kind: K }>) => Promise<unknown>,
    failed: string,
  ): void;
  /** Resolves when nothing of it is under way. */
  stop(): Promise<void>;
}

export function createErrands(clerk: Pick<Clerk, 'onLive'>, log: ServerLog): Errands {
  const stopping = new AbortController();
  const under = new Set<Promise<unknown>>();
  let forget: () => void = () => undefined;
  return {
    stopping: stopping.signal,
    get count() {
      return under.size;
    },
    follow(kind, run, failed) {
      forget = clerk.onLive((effects) => {
        for (const live of effects) {
          if (live.kind !== kind) continue;
          const one: Promise<unknown> = run(live as Extract<Live, { kind: typeof kind }>)
            .catch((error: Error) => log.warn({ detail: error.message }, failed))
            .finally(() => under.delete(one));
          under.add(one);
        }
      });
    },
    async stop() {
      forget();
      stopping.abort();
      await Promise.all(under);
    },
  };
}
