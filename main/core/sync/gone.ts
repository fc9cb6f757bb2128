// Owns what became of work that went away from this person, as their feed said since the console started.
// Refuses: how offers end (offers.ts).
import { type GoneView, goneView } from '#shared/contract/views.ts';
import type { AccessEnd } from '#shared/schema/access.ts';
import type { FeedEvent } from '#store/port.ts';
import type { State } from '../state.ts';

/** More than anybody looks for. */
const MOST = 100;

export interface GoneOptions {
  readonly state: State;
  /** Router clock minus this clock, ms. */
  readonly offset: () => number;
  readonly nameOfQueue: (queue: string) => string | undefined;
}

export function createGone({ state, offset, nameOfQueue }: GoneOptions) {
  return {
    take(events: readonly FeedEvent[]): void {
      for (const { kind, at, data } of events) {
        if (kind !== 'access.ended') continue;
        // The store has checked it against its schema.
        const { conversation, why, handoff, queue } = data as AccessEnd;
        // Said last is what counts, also of one that went away, came back as an offer and ended as that.
        state.remove('gone', conversation);
        const told = goneView.shape.why.safeParse(why);
        if (!told.success) continue;
        const name = queue === undefined ? undefined : nameOfQueue(queue);
        const row: GoneView = {
          ...{ id: conversation, why: told.data, at: at - offset() },
          ...(handoff === undefined ? {} : { handoff }),
          ...(name === undefined ? {} : { queue: name }),
        };
        state.put('gone', conversation, row);
        const [oldest] = state.rows('gone').keys();
        if (oldest !== undefined && state.rows('gone').size > MOST) state.remove('gone', oldest);
      }
    },
  };
}
