// Owns bringing the feeds to the store: each stream in order, in batches, acknowledged after its transaction; what does
// not fit is asked for again. Refuses: what events mean (the store applies them, console.ts tells who else must know).
import type { FrameOf } from '#shared/protocol/frames.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { BadEventError, type Change, type FeedEvent, GapError, type Store } from '#store/port.ts';
import type { DataFrame } from '../link/link.ts';
import type { Clock, Log } from '../ports.ts';
import type { Times } from '../times.ts';

type ResetFrame = FrameOf<'reset'>;
type FeedFrame = Extract<DataFrame, { op: 'ev' | 'evs' | 'reset' }>;

type Item =
  | {
      readonly kind: 'events';
      readonly epoch: number;
      readonly offset: number;
      readonly events: readonly FeedEvent[];
      readonly bytes: number;
    }
  | { readonly kind: 'reset'; readonly frame: ResetFrame; readonly snapshot: unknown }
  | { readonly kind: 'forget'; readonly conversation: string; readonly at: Cursor | undefined };

interface Stream {
  readonly name: string;
  queue: Item[];
  parts: unknown[];
  running: boolean;
  /** After a `sync`: events that are not this one are late and dropped; 'reset' = until a reset comes. */
  wanted: Cursor | 'reset' | null;
  /** Syncs since events last fitted: a stream that never fits must not ask for ever. */
  troubles: number;
}

export interface FeedsOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly times: Pick<Times, 'ackMs' | 'againMs'>;
  readonly send: (
    frame: { op: 'ack'; a: Record<string, number> } | { op: 'sync'; s: string; c: [number, number] },
  ) => boolean;
  /** What one transaction changed, and the events in it; none after a reset. */
  readonly applied: (change: Change, events: readonly FeedEvent[]) => void;
  readonly forgotten: (conversation: string, change: Change) => void;
}

/** Events that one transaction takes at most. */
const MOST_EVENTS = 2_048;
const MOST_TROUBLES = 5;
const ACK_BYTES = LIMITS.credit / 4;

export function createFeeds({ store, clock, log, times, send, applied, forgotten }: FeedsOptions) {
  let streams = new Map<string, Stream>();
  let acks: Record<string, number> = {};
  let unacked = 0;
  let cancelAck: (() => void) | null = null;
  let stopped = false;

  function streamOf(name: string): Stream {
    let stream = streams.get(name);
    if (stream === undefined) {
      stream = { name, queue: [], parts: [], running: false, wanted: null, troubles: 0 };
      streams.set(name, stream);
    }
    return stream;
  }

  const isCurrent = (stream: Stream): boolean => streams.get(stream.name) === stream;

  function acknowledge(): void {
    cancelAck?.();
    cancelAck = null;
    if (Object.keys(acks).length === 0) return;
    send({ op: 'ack', a: acks });
    acks = {};
    unacked = 0;
  }

  function stored(stream: Stream, next: number, bytes: number): void {
    if (!isCurrent(stream)) return;
    acks[stream.name] = next;
    unacked += bytes;
    if (unacked >= ACK_BYTES) acknowledge();
    else cancelAck ??= clock.after(times.ackMs, acknowledge);
  }

  /** Joins the events that follow each other, so that a burst is one transaction. */
  function takeEvents(stream: Stream, first: Extract<Item, { kind: 'events' }>) {
    const events = [...first.events];
    let bytes = first.bytes;
    for (;;) {
      const [next] = stream.queue;
      if (
        next?.kind !== 'events' ||
        next.epoch !== first.epoch ||
        next.offset !== first.offset + events.length
      )
        break;
      if (events.length + next.events.length > MOST_EVENTS) break;
      stream.queue.shift();
      events.push(...next.events);
      bytes += next.bytes;
    }
    return { events, bytes };
  }

  async function perform(stream: Stream, item: Item): Promise<void> {
    switch (item.kind) {
      case 'forget':
        forgotten(item.conversation, await store.forget(item.conversation, item.at));
        return;
      case 'reset': {
        const { s, e, o } = item.frame;
        applied(await store.reset(s, e, o, item.snapshot), []);
        stored(stream, o, 0);
        return;
      }
      case 'events': {
        if (!isExpected(stream, item.epoch, item.offset)) {
          // Not stored, and never asked for again: what it weighs must not hold up the other streams.
          if (stream.troubles > MOST_TROUBLES) stored(stream, item.offset + item.events.length, item.bytes);
          return;
        }
        const { events, bytes } = takeEvents(stream, item);
        applied(await store.apply(stream.name, item.epoch, item.offset, events), events);
        stored(stream, item.offset + events.length, bytes);
        stream.troubles = 0;
      }
    }
  }

  function isExpected(stream: Stream, epoch: number, offset: number): boolean {
    const { wanted } = stream;
    if (wanted === null) return true;
    if (wanted === 'reset' || wanted[0] !== epoch || wanted[1] < offset) return false;
    stream.wanted = null;
    return true;
  }

  async function run(stream: Stream): Promise<void> {
    if (stream.running) return;
    stream.running = true;
    for (let item = stream.queue.shift(); item !== undefined; item = stream.queue.shift()) {
      try {
        await perform(stream, item);
      } catch (error) {
        if (item.kind === 'forget') return again(stream, item, error as Error);
        await trouble(stream, error as Error);
      }
    }
    stream.running = false;
  }

  /** Nobody says it a second time, and until it is done the page hides the conversation: what comes after it waits. */
  function again(stream: Stream, item: Item, error: Error): void {
    log.warn('a conversation could not be forgotten and will be', { reason: error.message });
    stream.queue.unshift(item);
    clock.after(times.againMs, () => {
      stream.running = false;
      if (!stopped) void run(stream);
    });
  }

  /** Nothing of the item was stored: ask again, from where the store stands or from the beginning. */
  async function trouble(stream: Stream, error: Error): Promise<void> {
    log.warn('a stream does not fit and is asked for again', { stream: stream.name, reason: error.message });
    stream.queue = stream.queue.filter(({ kind }) => kind === 'forget');
    stream.parts = [];
    if (!(error instanceof BadEventError || error instanceof GapError)) return askLater(stream);
    stream.troubles += 1;
    if (stream.troubles > MOST_TROUBLES) {
      log.error('the stream is given up until the next connection', { stream: stream.name });
      stream.wanted = 'reset';
      return;
    }
    if (error instanceof BadEventError) return sync(stream, 'reset');
    await ask(stream);
  }

  /** From where the store stands. */
  async function ask(stream: Stream): Promise<void> {
    try {
      const cursors = await store.cursors();
      sync(stream, cursors[stream.name] ?? 'reset');
    } catch (error) {
      log.error('the store does not answer', { reason: String(error) });
      askLater(stream);
    }
  }

  /** The disk or the worker, and no fault of the stream's: the same again, a little later, for as long as it takes. */
  function askLater(stream: Stream): void {
    stream.wanted = 'reset';
    clock.after(times.againMs, () => {
      if (!stopped && isCurrent(stream)) void ask(stream);
    });
  }

  function sync(stream: Stream, from: Cursor | 'reset'): void {
    if (!isCurrent(stream)) return;
    stream.wanted = from;
    // Epoch 0 is never in use: asking for it is asking for a reset.
    send({ op: 'sync', s: stream.name, c: from === 'reset' ? [0, 0] : from });
  }

  return {
    take(frame: FeedFrame, bytes: number): void {
      const stream = streamOf(frame.s);
      if (frame.op === 'reset') {
        stream.parts.push(frame.snap);
        if (frame.more === true) return;
        stream.queue.push({ kind: 'reset', frame, snapshot: join(stream.parts) });
        stream.parts = [];
        stream.wanted = null;
      } else {
        const events: FeedEvent[] =
          frame.op === 'ev'
            ? [{ kind: frame.k, at: frame.t, data: frame.d }]
            : frame.list.map(({ k, t, d }) => ({ kind: k, at: t, data: d }));
        const offset = frame.op === 'ev' ? frame.o : frame.o0;
        stream.queue.push({ kind: 'events', epoch: frame.e, offset, events, bytes });
      }
      void run(stream);
    },
    /** Purges after what came before it on the stream, so that nothing late brings the conversation back. */
    forget(name: string, { conversation, at }: Pick<FrameOf<'forget'>, 'conversation' | 'at'>): void {
      const stream = streamOf(name);
      stream.queue.push({ kind: 'forget', conversation, at });
      void run(stream);
    },
    /** The connection ended: what waits will come again. */
    lost(): void {
      const forgets = [...streams.values()].flatMap(({ name, queue }) =>
        queue.filter(({ kind }) => kind === 'forget').map((item) => ({ name, item })),
      );
      for (const stream of streams.values()) stream.queue = [];
      streams = new Map();
      acks = {};
      unacked = 0;
      cancelAck?.();
      cancelAck = null;
      for (const { name, item } of forgets) {
        const stream = streamOf(name);
        stream.queue.push(item);
        void run(stream);
      }
    },
    /** The store is about to be closed: nothing is tried again. */
    stop(): void {
      stopped = true;
    },
  };
}

export type Feeds = ReturnType<typeof createFeeds>;

/** The parts of a snapshot have the same fields: lists go on, anything else is the same in each. */
function join(parts: readonly unknown[]): unknown {
  const whole: Record<string, unknown> = {};
  for (const part of parts) {
    if (typeof part !== 'object' || part === null) return part;
    for (const [name, value] of Object.entries(part)) {
      const before = whole[name];
      // In place: a snapshot of a thousand parts is not copied a thousand times.
      if (Array.isArray(before) && Array.isArray(value)) for (const entry of value) before.push(entry);
      else whole[name] = Array.isArray(value) ? [...value] : value;
    }
  }
  return whole;
}
