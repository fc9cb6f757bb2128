// Owns keeping the copy equal to the core's rows: asks for a snapshot when the host is there, applies diffs in order,
// and asks again after a gap. Refuses: what the rows mean.
import type { Diff } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import { applyDiffs, type Copy, fromSnapshot } from './tables.ts';

export interface SyncOptions {
  readonly api: Api;
  /** The copy as it is now; null before the first snapshot. */
  readonly read: () => Copy | null;
  readonly write: (copy: Copy) => void;
  /** After every snapshot: the core may be a new one that knows nothing of what was open. */
  readonly onSnapshot: () => void;
  readonly onFailure: (error: unknown) => void;
  /** Calls back before the next picture is drawn: what came meanwhile is written at once. */
  readonly frame: (run: () => void) => void;
}

export interface Sync {
  /** Asks for a new snapshot. */
  again(): void;
  /** Writes what waits for the frame: what comes with an answer is newer than that. */
  settle(): void;
  stop(): void;
}

export function keepInSync({ api, read, write, onSnapshot, onFailure, frame }: SyncOptions): Sync {
  /** Diffs that came while a snapshot is on its way; null = none is. */
  let waiting: Diff[] | null = null;
  let round = 0;
  /** Diffs that wait for the frame; empty = none is asked for. */
  let framed: Diff[] = [];

  async function load(): Promise<void> {
    round += 1;
    const mine = round;
    waiting = framed;
    framed = [];
    try {
      const snapshot = await api.call('state.snapshot', {});
      if (mine !== round) return;
      const { copy, rest } = applyDiffs(fromSnapshot(snapshot), waiting);
      if (rest.length > 0) return await load();
      waiting = null;
      write(copy);
      onSnapshot();
    } catch (error) {
      if (mine !== round) return;
      waiting = null;
      onFailure(error);
    }
  }

  function settle(): void {
    const diffs = framed;
    framed = [];
    const before = read();
    if (before === null) return;
    const { copy, rest } = applyDiffs(before, diffs);
    if (rest.length > 0) {
      void load();
      waiting?.push(...rest);
    }
    if (copy !== before) write(copy);
  }

  const stopEvents = api.on('state.changed', (diff) => {
    if (waiting !== null) {
      waiting.push(diff);
      return;
    }
    if (read() === null) return;
    framed.push(diff);
    if (framed.length === 1) frame(settle);
  });
  const stopWatching = api.watch((host) => {
    if (host.kind === 'open') void load();
  });
  return {
    again: () => void load(),
    settle,
    stop() {
      round += 1;
      stopEvents();
      stopWatching();
    },
  };
}
