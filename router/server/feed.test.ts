// Whatever the order in which reads come back, acks arrive and consoles join: every follower gets every offset once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cursor } from '#shared/protocol/streams.ts';
import { createMemoryEngine } from '../engine/memory.ts';
import type { Engine } from '../engine/port.ts';
import { createFeeds, type Follower, type Outlet } from './feed.ts';

const STREAM = 'q:care';

/** A console that takes `window` events before it has to ack. */
function makeConsole(window: number, engine: Engine) {
  const got: number[] = [];
  let held = 0;
  const outlet: Outlet = {
    room: () => (held >= window ? 0 : 1_000_000),
    idle: () => held === 0,
    sendBatch: (_stream, { frame }) => {
      const { op, o, o0, list } = JSON.parse(frame.toString());
      const offsets = op === 'ev' ? [o] : list.map((_event: unknown, place: number) => o0 + place);
      got.push(...offsets);
      held += offsets.length;
    },
    sendPart: async (frame) => {
      const { o } = JSON.parse(frame.toString());
      // What came before is in the snapshot.
      got.splice(0, got.length, ...Array.from({ length: o }, (_, offset) => offset));
    },
    async snapshot() {
      const { epoch, head } = await engine.read(STREAM, 0, 1);
      return {
        position: { epoch, offset: head },
        parts: (async function* () {
          yield { rows: [] };
          yield { rows: [] };
        })(),
      };
    },
    failed: (error) => {
      throw error;
    },
  };
  const ack = () => {
    held = 0;
  };
  return { outlet, got, ack };
}

describe('feeds', () => {
  it('give each follower each offset once and in order', async () => {
    const reads = fc.nat(3);
    const step = fc.oneof(
      { weight: 5, arbitrary: fc.record({ kind: fc.constant('append' as const), count: fc.nat(4), reads }) },
      { weight: 3, arbitrary: fc.record({ kind: fc.constant('ack' as const), who: fc.nat(5), reads }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('join' as const),
          window: fc.integer({ min: 1, max: 40 }),
          fresh: fc.boolean(),
          reads,
        }),
      },
      { weight: 1, arbitrary: fc.record({ kind: fc.constant('leave' as const), who: fc.nat(5), reads }) },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.scheduler(),
        fc.array(step, { minLength: 5, maxLength: 60 }),
        async (scheduler, steps) => {
          const inner = createMemoryEngine({ now: () => 1_000 });
          const lease = await inner.acquire('s', 'h', 1_000_000);
          if (lease === null) throw new Error('no lease');
          const engine: Engine = {
            ...inner,
            async read(stream, from, limit) {
              const slice = await inner.read(stream, from, Math.min(limit, 3));
              await scheduler.schedule(Promise.resolve(), 'read');
              return slice;
            },
          };
          const feeds = createFeeds(engine, (error) => {
            throw error;
          });
          const consoles: { followed: Follower; console: ReturnType<typeof makeConsole> }[] = [];
          let head = 0;
          const { epoch } = await inner.read(STREAM, 0, 1);
          for (const now of steps) {
            const chosen = 'who' in now ? consoles[now.who % Math.max(consoles.length, 1)] : undefined;
            if (now.kind === 'append') {
              head += now.count;
              const append = Array.from({ length: now.count }, () => ({
                stream: STREAM,
                kind: 'x',
                data: '{}',
              }));
              await inner.commit(lease, { append });
            } else if (now.kind === 'join') {
              const console = makeConsole(now.window, inner);
              const cursor: Cursor | undefined = now.fresh ? undefined : [epoch, 0];
              consoles.push({ console, followed: feeds.follow(STREAM, cursor, console.outlet) });
            } else if (now.kind === 'ack') {
              chosen?.console.ack();
              chosen?.followed.resume();
            } else if (chosen !== undefined) {
              chosen.followed.stop();
              consoles.splice(consoles.indexOf(chosen), 1);
            }
            for (let reads = now.reads; reads > 0 && scheduler.count() > 0; reads--)
              await scheduler.waitOne();
            await new Promise((resolve) => setImmediate(resolve));
          }
          // Everyone acks until nothing more comes.
          for (let quiet = 0; quiet < 3; ) {
            while (scheduler.count() > 0) {
              await scheduler.waitAll();
              quiet = 0;
            }
            for (const { console, followed } of consoles) {
              console.ack();
              followed.resume();
            }
            await new Promise((resolve) => setImmediate(resolve));
            quiet += 1;
          }
          const all = Array.from({ length: head }, (_, offset) => offset);
          for (const { console } of consoles) expect(console.got).toEqual(all);
          feeds.stop();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
