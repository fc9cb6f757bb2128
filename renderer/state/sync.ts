// Owns keeping the copy equal to the core's rows: asks for a snapshot when the host is there, applies diffs in order,
// and asks again after a gap. Refuses: what the rows mean.
import type { Diff } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import { applyDiff, type Copy, fromSnapshot } from './tables.ts';

export interface SyncOptions {
  readonly api: Api;
  /** The copy as it is now; null before the first snapshot. */
  readonly read: () => Copy | null;
  readonly write: (copy: Copy) => void;
  /** After every snapshot: the core may be a new one that knows nothing of what was open. */
  readonly onSnapshot: () => void;
  readonly onFailure: (error: unknown) => void;
}

export interface Sync {
  /** Asks for a new snapshot. */
  again(): void;
  stop(): void;
}

export function keepInSync({ api, read, write, onSnapshot, onFailure }: SyncOptions): Sync {
  /** Diffs that came while a snapshot is on its way; null = none is. */
  let waiting: Diff[] | null = null;
  let round = 0;

  async function load(): Promise<void> {
    round += 1;
    const mine = round;
    waiting = [];
    try {
      const snapshot = await api.call('state.snapshot', {});
      if (mine !== round) return;
      let copy = fromSnapshot(snapshot);
      for (const diff of waiting) {
        const next = applyDiff(copy, diff);
        if (next === 'gap') return await load();
        copy = next;
      }
      waiting = null;
      write(copy);
      onSnapshot();
    } catch (error) {
      if (mine !== round) return;
      waiting = null;
      onFailure(error);
    }
  }

  const stopEvents = api.on('state.changed', (diff) => {
    if (waiting !== null) {
      waiting.push(diff);
      return;
    }
    const copy = read();
    if (copy === null) return;
    const next = applyDiff(copy, diff);
    if (next === 'gap') void load();
    else if (next !== copy) write(next);
  });
  const stopWatching = api.watch((host) => {
    if (host.kind === 'open') void load();
  });
  return {
    again: () => void load(),
    stop() {
      round += 1;
      stopEvents();
      stopWatching();
    },
  };
}
