import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { BotEvent, EventPage } from './edge.ts';
import { type EventsOptions, fileCursor, followEvents, type PageQuery } from './events.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-sdk-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const event = (offset: number) => ({ id: `e${offset}`, offset }) as BotEvent;

/** A router's stream: `floor` to `head`, two events a page; the end aborts. */
function stream(floor: number, head: number) {
  const asked: (number | undefined)[] = [];
  const end = new AbortController();
  const read = async ({ after = 0, limit }: PageQuery): Promise<EventPage> => {
    if (limit === undefined) asked.push(after);
    if (after >= head) end.abort();
    const from = Math.max(after, floor);
    const events = [from, from + 1].filter((offset) => offset < head).map(event);
    return { events, next: from + events.length, floor, head };
  };
  async function collect(options: EventsOptions, upTo = Number.POSITIVE_INFINITY): Promise<number[]> {
    const found: number[] = [];
    for await (const { offset } of await followEvents(read, { signal: end.signal, ...options })) {
      found.push(offset);
      if (offset === upTo) break;
    }
    return found;
  }
  return { asked, collect };
}

test('every event once and in order; a page is asked for when the one before was read', async () => {
  const { asked, collect } = stream(0, 5);
  expect(await collect({})).toEqual([0, 1, 2, 3, 4]);
  expect(asked).toEqual([0, 2, 4, 5]);
  expect(await stream(0, 5).collect({ from: 3 })).toEqual([3, 4]);
  expect(await stream(0, 5).collect({ from: 'now' })).toEqual([]);
});

test('what the reader did not finish comes again after a restart; the rest does not', async () => {
  const cursor = fileCursor(join(folder, 'place'));
  expect(await stream(0, 5).collect({ cursor }, 2)).toEqual([0, 1, 2]);
  expect(readFileSync(join(folder, 'place'), 'utf8')).toBe('2\n');
  expect(await stream(0, 5).collect({ cursor, from: 'now' })).toEqual([2, 3, 4]);
  expect(await stream(0, 7).collect({ cursor })).toEqual([5, 6]);
});

test('whoever starts at now and ends before anything happened goes on from there', async () => {
  const cursor = fileCursor(join(folder, 'fresh'));
  expect(await stream(0, 3).collect({ cursor, from: 'now' })).toEqual([]);
  expect(await stream(0, 5).collect({ cursor, from: 'now' })).toEqual([3, 4]);
});

test('events that were trimmed unread are an error once, and are behind the next run', async () => {
  const cursor = fileCursor(join(folder, 'trimmed'));
  await cursor.save(2);
  const { collect } = stream(4, 6);
  await expect(collect({ cursor })).rejects.toMatchObject({
    code: 'events_lost',
    message: 'GET /v1/events: events 2 to 3 are no longer stored (events_lost)',
  });
  expect(await collect({ cursor })).toEqual([4, 5]);
  // From the beginning means from the oldest there is.
  expect(await stream(4, 6).collect({})).toEqual([4, 5]);
});

test('a file that holds no offset is named', async () => {
  const path = join(folder, 'other');
  writeFileSync(path, '{"offset":1}');
  await expect(stream(0, 1).collect({ cursor: fileCursor(path) })).rejects.toThrow(
    `fileCursor: ${path} holds no offset`,
  );
});
