// Owns: whatever the batches, repetitions, refusals and restarts, the store holds what the events say one by one.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PersonEvent, QueueEvent } from '#shared/protocol/feed.ts';
import type { FeedEvent } from '#store/port.ts';
import { openFiles } from '#store/store.ts';
import {
  applyOne,
  asFeed,
  expected,
  newModel,
  newPage,
  personEvents,
  queueEvents,
  seenIn,
} from './store-model.ts';
import { FEED, NOW, optionsFor, presence } from './store-samples.ts';

const QUEUE = 'q:support';
const BAD: FeedEvent = { kind: 'entry.added', at: NOW, data: { conversation: 'a', entry: {} } };

/** How a batch of a feed comes: how many events, how many of them known already, and what goes wrong. */
const step = fc.record({
  queue: fc.boolean(),
  length: fc.integer({ min: 1, max: 9 }),
  again: fc.integer({ min: 0, max: 5 }),
  trouble: fc.constantFrom('none', 'none', 'none', 'restart', 'bad', 'gap', 'reset'),
});

test('rows, transcripts, index and what the page heard are those of the events one by one', () => {
  fc.assert(
    fc.property(
      personEvents,
      queueEvents,
      fc.array(step, { minLength: 1, maxLength: 12 }),
      (own, line, steps) => {
        const path = mkdtempSync(join(tmpdir(), 'baton-store-'));
        let { store } = openFiles(optionsFor(path));
        try {
          const model = newModel();
          const page = newPage();
          const lists = { [FEED]: own, [QUEUE]: line } satisfies Record<
            string,
            readonly (PersonEvent | QueueEvent)[]
          >;
          const done = { [FEED]: 0, [QUEUE]: 0 };
          for (const { queue, length, again, trouble } of steps) {
            const stream = queue ? QUEUE : FEED;
            const list: readonly (PersonEvent | QueueEvent)[] = lists[stream];
            const from = Math.max(0, done[stream] - again);
            const to = Math.min(list.length, done[stream] + length);
            const batch = asFeed(list.slice(from, to));
            if (trouble === 'restart') {
              store.close();
              store = openFiles(optionsFor(path)).store;
            }
            if (trouble === 'bad' && !queue)
              expect(() => store.apply(stream, 1, from, [...batch, ...Array(again + 1).fill(BAD)])).toThrow(
                'p:ana',
              );
            if (trouble === 'gap') expect(() => store.apply(stream, 1, to + 1, batch)).toThrow('offset');
            if (trouble === 'reset' && !queue) {
              // The same state, as a snapshot in place of the events that led to it.
              const grants = [...model.held.values()].map(
                ({ entries, right, draft, conversation, handoff }) => ({
                  right,
                  draft,
                  conversation,
                  handoff,
                  entries: [...entries.values()].sort((x, y) => x.seq - y.seq),
                }),
              );
              model.presence = presence();
              page.hear(store.reset(stream, 1, done[stream], { presence: presence(), grants }));
            }
            page.hear(store.apply(stream, 1, from, batch));
            for (const event of list.slice(done[stream], to)) applyOne(model, event);
            done[stream] = to;
            const seen = seenIn(store);
            expect(seen).toEqual(expected(model));
            expect(seenIn({ ...page, search: store.search })).toEqual(seen);
            expect(store.cursors()[stream]?.[1] ?? 0).toBe(to);
          }
          expect(store.check()).toMatchObject([{ ok: true }, { ok: true }]);
        } finally {
          store.close();
          rmSync(path, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 80 },
  );
});
