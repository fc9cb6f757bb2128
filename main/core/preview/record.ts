// Owns keeping up with what the router records of the queues this person leads: once the link is there, and again and again
// while it is. Refuses: asking the router (sync/recorded.ts).
import { routerLine } from '#shared/domain/trigger/recorded-line.ts';
import type { Store } from '#store/port.ts';
import type { Clock, Log } from '../ports.ts';
import type { Recorded } from '../sync/recorded.ts';
import type { Times } from '../times.ts';

export interface RecordOptions {
  readonly store: Pick<
    Store,
    'recordedMark' | 'keepRecorded' | 'dropRecorded' | 'setRecordedMark' | 'keepRecordedQueues'
  >;
  readonly recorded: Pick<Recorded, 'of'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Pick<Times, 'recordMs'>;
  /** Queues whose record this person may read; empty where there is none. */
  readonly queues: () => readonly string[];
  readonly isLive: () => boolean;
  /** Something of it was kept or dropped. */
  readonly changed: () => void;
}

/** More of one queue is not kept: older than this nobody is asked for. */
const MOST = 10_000;

export function createRecord(options: RecordOptions) {
  const { store, recorded, clock, log, times, queues, isLive, changed } = options;
  let under: Promise<void> | null = null;
  let cancel: (() => void) | null = null;
  /** The link came anew meanwhile, and with it other queues perhaps. */
  let again = false;

  async function read(queue: string): Promise<void> {
    const since = await store.recordedMark(queue);
    let taken = 0;
    let mark: string | null = null;
    for await (const { list, newest, floor } of recorded.of(queue, since)) {
      if (again || !queues().includes(queue)) return;
      mark = newest;
      taken += list.length;
      if (list.length > 0) {
        await store.keepRecorded(
          queue,
          list.map((one) => ({ line: routerLine(one), recordedAt: one.recordedAt ?? one.endedAt })),
        );
      }
      if (floor !== null) await store.dropRecorded(queue, floor);
      changed();
      if (taken >= MOST) break;
    }
    if (mark !== null) await store.setRecordedMark(queue, mark);
  }

  async function readAll(): Promise<void> {
    const ours = queues();
    await store.keepRecordedQueues(ours);
    changed();
    for (const queue of ours) if (isLive() && !again) await read(queue);
  }

  function next(): void {
    cancel?.();
    cancel = null;
    if (!isLive()) return;
    if (under !== null) {
      again = true;
      return;
    }
    again = false;
    under = readAll()
      .catch((error: unknown) => {
        // Without a link it goes on with the next.
        if (isLive()) log.error('the record of a queue could not be read', { reason: String(error) });
      })
      .finally(() => {
        under = null;
        if (again) next();
        else if (isLive() && queues().length > 0) cancel = clock.after(times.recordMs, next);
      });
  }

  return {
    /** The link is there, and who this is. */
    ready: next,
    async stop(): Promise<void> {
      cancel?.();
      await under;
    },
  };
}
