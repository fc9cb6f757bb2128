// Owns the long poll: a page of a bot's events, and what asking for the next page acknowledges.
import type { EventPage } from '#shared/protocol/edge.ts';
import { botStream } from '#shared/protocol/streams.ts';
import type { EdgeClerk } from './needs.ts';
import { Problem } from './problem.ts';
import type { Shelf } from './shelf.ts';
import { type Log, toBotEvent, type Waiting } from './stream.ts';

/** Polls of one bot that may wait at the same time. */
const MOST_WAITING = 32;
const ACK_PAGE = 500;

interface PollParts {
  readonly log: Log;
  readonly waiting: Waiting;
  readonly shelf: Shelf;
  readonly clerk: EdgeClerk;
}

interface Poll {
  readonly bot: string;
  readonly after: number;
  readonly waitMs: number;
  readonly limit: number;
  /** Aborted when the caller hung up or the router stops. */
  readonly signal: AbortSignal;
}

export function createPolls({ log, waiting, shelf, clerk }: PollParts) {
  const acknowledged = new Map<string, number>();
  const ackKey = (bot: string) => `edge/acknowledged/${bot}`;

  async function acknowledge(bot: string, before: number): Promise<void> {
    const known = acknowledged.get(bot) ?? Number((await shelf.get(ackKey(bot)))?.value ?? 0);
    let from = known;
    while (from < before) {
      const { events, floor } = await log.read(botStream(bot), from, Math.min(ACK_PAGE, before - from));
      if (events.length === 0 && floor <= from) break;
      for (const event of events.map(toBotEvent))
        if (event.type === 'human.turn') await clerk.delivery(event.conversation, event.data.id, 'accepted');
      from = Math.max(from + events.length, Math.min(floor, before));
    }
    acknowledged.set(bot, from);
    if (from > known) await shelf.commit({ puts: [{ key: ackKey(bot), value: String(from) }] });
  }

  /** Reads, and waits when there is nothing to read yet. */
  async function readOrWait({ bot, after, waitMs, limit, signal }: Poll) {
    const stream = botStream(bot);
    const until = AbortSignal.any([signal, AbortSignal.timeout(waitMs)]);
    let grown = Promise.withResolvers<void>();
    const wake = () => grown.resolve();
    const remove = waiting.on(stream, wake);
    until.addEventListener('abort', wake, { once: true });
    try {
      for (;;) {
        // Before the read: what is appended during it must wake the next round.
        grown = Promise.withResolvers<void>();
        const slice = await log.read(stream, after, limit);
        if (slice.events.length > 0 || slice.floor > after || until.aborted || waitMs === 0) return slice;
        await grown.promise;
      }
    } finally {
      remove();
    }
  }

  return async function poll(request: Poll): Promise<EventPage> {
    const { bot, after, limit } = request;
    if (waiting.count(botStream(bot)) >= MOST_WAITING)
      throw new Problem('too_many', `at most ${MOST_WAITING} polls of one bot may wait`, { retryAfter: 1 });
    const { head } = await log.read(botStream(bot), after, 1);
    if (after > head)
      throw new Problem(
        'invalid_input',
        `query $.after: the stream ends before ${head}; start again from 0`,
        {
          path: '$.after',
        },
      );
    await acknowledge(bot, after);
    const slice = await readOrWait(request);
    // What was trimmed is gone: go on at the oldest that is left and let `floor` say so.
    const {
      events,
      floor,
      head: now,
    } = slice.floor > after ? await log.read(botStream(bot), slice.floor, limit) : slice;
    return {
      events: events.map(toBotEvent),
      next: (events.at(-1)?.offset ?? Math.max(after, floor) - 1) + 1,
      floor,
      head: now,
    };
  };
}
