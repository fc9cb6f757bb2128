// Owns following durable streams: every follower gets each offset once, in order, from the log. Those who are up to date
// share one encoded frame; those who are behind read for themselves, as far as their credit goes.
// Refuses: who may follow what (connection.ts) and what a snapshot holds (snapshot.ts).
import type { Cursor } from '#shared/protocol/streams.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { Engine } from '../engine/port.ts';
import type { Snapshot } from './snapshot.ts';
import { type Batch, encodeBatch, encodeReset } from './wire.ts';
import { createWithheld } from './withheld.ts';

/** Below this much credit it is not worth reading. */
const LEAST_ROOM = 65_536;
const BATCH_BYTES = 262_144;

/** Where a follower's frames go. */
export interface Outlet {
  /** Bytes that may be sent now; a batch larger than that goes only when nothing is un-acked. */
  room(): number;
  idle(): boolean;
  /** Sends events of `stream` and takes credit for them. */
  sendBatch(stream: string, batch: Batch): void;
  /** Sends one part of a reset and resolves when it left. */
  sendPart(frame: Buffer): Promise<void>;
  snapshot(stream: string): Promise<Snapshot>;
  failed(error: Error): void;
}

export interface Follower {
  readonly stream: string;
  /** The credit grew: go on where it ended. */
  resume(): void;
  stop(): void;
}

interface Following extends Follower {
  readonly outlet: Outlet;
  epoch: number;
  next: number;
  /** `waiting`: up to date. `blocked`: out of credit. `busy`: reading for itself. */
  state: 'waiting' | 'blocked' | 'busy' | 'stopped';
  read(): void;
}

interface Stream {
  readonly followers: Set<Following>;
  /** Everything before this was given to all who wait. */
  head: number;
  /** How often it was said to have grown: tells a reader that found nothing whether that still holds. */
  growths: number;
  pumping: boolean;
}

export type Feeds = ReturnType<typeof createFeeds>;

export function createFeeds(engine: Engine, onError: (error: unknown) => void) {
  const streams = new Map<string, Stream>();

  /** One at a time per stream; growth that is reported meanwhile is looked at before it ends. */
  async function pump(name: string, stream: Stream): Promise<void> {
    stream.growths += 1;
    if (stream.pumping) return;
    stream.pumping = true;
    try {
      for (let seen = 0; seen !== stream.growths; ) {
        seen = stream.growths;
        if (waiting(stream)) await share(name, stream);
      }
    } catch (error) {
      onError(error);
    }
    stream.pumping = false;
  }

  function waiting({ followers }: Stream): boolean {
    for (const { state } of followers) if (state === 'waiting') return true;
    return false;
  }

  /** Reads what is new once and gives it to everyone who waits for exactly that. */
  async function share(name: string, stream: Stream): Promise<void> {
    for (;;) {
      const from = stream.head;
      const { epoch, head, events } = await engine.read(name, from, LIMITS.batch);
      if (events.length === 0) return;
      const batch = encodeBatch(name, epoch, events);
      stream.head = batch.end;
      for (const follower of stream.followers) {
        if (follower.state !== 'waiting') continue;
        const fits = follower.outlet.room() >= batch.frame.length || follower.outlet.idle();
        if (follower.next === from && follower.epoch === epoch && fits) {
          follower.next = batch.end;
          follower.outlet.sendBatch(name, batch);
        } else if (follower.next < batch.end) follower.read();
      }
      if (batch.end === head) return;
    }
  }

  const unsubscribe = engine.tail((grown) => {
    for (const name of grown) {
      const stream = streams.get(name);
      if (stream !== undefined) void pump(name, stream);
    }
  });

  function join(follower: Following): Stream {
    const stream = streams.get(follower.stream) ?? {
      followers: new Set(),
      head: 0,
      growths: 0,
      pumping: false,
    };
    streams.set(follower.stream, stream);
    stream.followers.add(follower);
    return stream;
  }

  return {
    /** Follows `stream` from `cursor`, or from a snapshot when there is none or its events are gone. */
    follow(name: string, cursor: Cursor | undefined, outlet: Outlet): Follower {
      const follower: Following = {
        stream: name,
        outlet,
        epoch: cursor?.[0] ?? -1,
        next: cursor?.[1] ?? 0,
        state: 'waiting',
        read() {
          follower.state = 'busy';
          run().catch((error: unknown) => {
            if (follower.state !== 'stopped') outlet.failed(error as Error);
          });
        },
        resume() {
          if (follower.state === 'blocked') follower.read();
        },
        stop() {
          follower.state = 'stopped';
          stream.followers.delete(follower);
          if (stream.followers.size === 0 && streams.get(name) === stream) streams.delete(name);
        },
      };
      const stream = join(follower);
      const stopped = () => follower.state === 'stopped';
      // A queue's feed holds no words, and a snapshot only what may be seen now.
      const withheld =
        name.startsWith('p:') && cursor !== undefined ? createWithheld(engine, name, cursor[1]) : null;
      /** Bytes of an event of this stream, as seen last. */
      let weight = 1_024;

      /** Reads until up to date, out of credit or stopped. */
      async function run(): Promise<void> {
        while (!stopped()) {
          const room = outlet.room();
          if (room < LEAST_ROOM && !outlet.idle()) {
            follower.state = 'blocked';
            return;
          }
          const { growths } = stream;
          const limit = Math.max(Math.min(LIMITS.batch, Math.floor(BATCH_BYTES / weight)), 8);
          const slice = await engine.read(name, follower.next, limit);
          if (stopped()) return;
          if (slice.epoch !== follower.epoch || follower.next < slice.floor || follower.next > slice.head) {
            await reset();
            continue;
          }
          await withheld?.look(slice.head);
          if (stopped()) return;
          const events = withheld?.of(slice.events) ?? slice.events;
          if (events.length > 0) send(encodeBatch(name, slice.epoch, events, room));
          else if (stream.growths === growths) {
            // Others who wait may still be before this place; then the next share begins at theirs.
            if (!waiting(stream)) stream.head = follower.next;
            follower.state = 'waiting';
            return;
          }
          if (follower.state === 'blocked') return;
        }
      }

      function send(batch: Batch): void {
        if (batch.frame.length > outlet.room() && !outlet.idle()) {
          follower.state = 'blocked';
          return;
        }
        weight = Math.ceil(batch.frame.length / (batch.end - follower.next));
        follower.next = batch.end;
        outlet.sendBatch(name, batch);
      }

      async function reset(): Promise<void> {
        const { position, parts } = await outlet.snapshot(name);
        const place = { s: name, e: position.epoch, o: position.offset };
        let held: unknown;
        for await (const snap of parts) {
          if (held !== undefined && !stopped())
            await outlet.sendPart(encodeReset({ ...place, snap: held, more: true }));
          held = snap;
        }
        if (stopped()) return;
        await outlet.sendPart(encodeReset({ ...place, snap: held }));
        follower.epoch = position.epoch;
        follower.next = position.offset;
      }

      follower.read();
      return follower;
    },
    stop: unsubscribe,
  };
}
