// Owns following a bot's events: one after the other, again after every break, from where the reader was.
// An event is acknowledged when the reader comes for what is behind it: what a crash cut short comes again.
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { CallOptions } from './ask.ts';
import type { BotEvent, EventPage } from './edge.ts';
import { BatonError } from './error.ts';

/** Where a bot keeps how far it came. `save` is called after each event that the reader is done with. */
export interface Cursor {
  /** Offset of the next event; undefined when there is none yet. */
  load(): number | undefined | Promise<number | undefined>;
  save(next: number): void | Promise<void>;
}

export interface EventsOptions extends Pick<CallOptions, 'signal'> {
  /** Offset of the first event, or `now` for what happens from the call on; 0. A cursor that holds a place goes first. */
  readonly from?: number | 'now';
  readonly cursor?: Cursor;
  /** Seconds that one long poll waits, 0..60; 25. */
  readonly wait?: number;
}

export interface PageQuery {
  readonly after?: number;
  /** Seconds to wait for the first event, 0..60. */
  readonly wait?: number;
  /** 1..500. */
  readonly limit?: number;
}

type ReadPage = (query: PageQuery, options: CallOptions) => Promise<EventPage>;

/**
 * Resolves when the place of the first event is known: what happens after that is told. Aborting ends the loop quietly.
 * The loop throws BatonError `events_lost`, once, when events were trimmed before they were read.
 */
export async function followEvents(
  read: ReadPage,
  { from = 0, cursor, wait = 25, signal }: EventsOptions,
): Promise<AsyncGenerator<BotEvent, void, undefined>> {
  const kept = await cursor?.load();
  const start = kept ?? (from === 'now' ? (await read({ limit: 1 }, { signal })).head : from);
  // Held at once: whoever starts at `now` and crashes before the first event goes on from here.
  if (kept === undefined) await cursor?.save(start);

  async function* follow(): AsyncGenerator<BotEvent, void, undefined> {
    for (let next = start; signal?.aborted !== true; ) {
      const page = await read({ after: next, wait }, { signal });
      if (page.floor > next && next > 0) {
        const lost = `events ${next} to ${page.floor - 1} are no longer stored`;
        await cursor?.save(page.floor);
        throw new BatonError('events_lost', lost, { where: 'GET /v1/events', path: '$.after' });
      }
      for (const event of page.events) {
        yield event;
        await cursor?.save(event.offset + 1);
      }
      next = page.next;
    }
  }

  async function* quietly(): AsyncGenerator<BotEvent, void, undefined> {
    try {
      yield* follow();
    } catch (error) {
      if (signal?.aborted !== true) throw error;
    }
  }
  return quietly();
}

/** Keeps the place in a file, which is replaced in one step. @throws Error that names the file when it holds no offset. */
export function fileCursor(path: string): Cursor {
  return {
    async load() {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined;
        throw error;
      });
      if (text === undefined) return undefined;
      if (!/^\d{1,15}\s*$/.test(text)) throw new Error(`fileCursor: ${path} holds no offset`);
      return Number(text);
    },
    async save(next) {
      await writeFile(`${path}.new`, `${next}\n`);
      await rename(`${path}.new`, path);
    },
  };
}
