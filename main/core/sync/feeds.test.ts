import { expect, test } from 'vitest';
import type { FeedEvent, Store } from '#store/port.ts';
import { createFeeds } from './feeds.ts';

/** Feeds over a store that says what it is asked, and refuses each call as often as `refuses` says. */
function feedsOver(refuses: { forget?: number; apply?: number; cursors?: number }) {
  const told: string[] = [];
  const timers: (() => void)[] = [];
  const left = { ...refuses };
  function full(call: keyof typeof left): void {
    left[call] = (left[call] ?? 0) - 1;
    if (left[call] >= 0) throw new Error('the disk is full');
  }
  const nothing = { upserts: [], removals: [] };
  const store: Pick<Store, 'apply' | 'forget' | 'cursors'> = {
    async apply(_stream, _epoch, offset, events) {
      full('apply');
      told.push(`applied ${offset} ${events.map(({ kind }) => kind).join()}`);
      return nothing;
    },
    async forget(conversation) {
      full('forget');
      told.push(`purged ${conversation}`);
      return nothing;
    },
    async cursors() {
      full('cursors');
      return { 'p:ana': [1, 8] };
    },
  };
  const feeds = createFeeds({
    // Only what these feeds ask of it.
    store: store as Store,
    clock: {
      now: () => 0,
      after(_ms, run) {
        timers.push(run);
        return () => undefined;
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    times: { ackMs: 1, againMs: 1 },
    send(frame) {
      if (frame.op === 'sync') told.push(`asked for ${frame.c}`);
      return true;
    },
    applied: (_change, events: readonly FeedEvent[]) => told.push(`shown ${events.length}`),
    forgotten: (conversation) => told.push(`may be shown again ${conversation}`),
  });
  const settled = () => new Promise<void>((resolve) => setImmediate(resolve));
  return {
    ...{ feeds, told, settled },
    /** Whatever waits for its time has it. */
    async later() {
      for (const run of timers.splice(0)) run();
      await settled();
    },
  };
}
const granted = { op: 'ev', s: 'p:ana', e: 1, o: 8, t: 1, k: 'access.granted', d: {} } as const;

test('what could not be forgotten is forgotten later, and a right that begins anew meanwhile is seen after it', async () => {
  const { feeds, told, settled, later } = feedsOver({ forget: 2 });
  feeds.forget('p:ana', { conversation: 'c1', at: [1, 7] });
  await settled();
  feeds.take(granted, 100);
  await later();
  expect(told).toEqual([]);
  await later();
  expect(told).toEqual(['purged c1', 'may be shown again c1', 'applied 8 access.granted', 'shown 1']);
});

test('what could not be forgotten outlives the connection', async () => {
  const { feeds, told, settled, later } = feedsOver({ forget: 1 });
  feeds.forget('p:ana', { conversation: 'c1' });
  await settled();
  feeds.lost();
  await settled();
  feeds.take(granted, 100);
  await later();
  expect(told).toEqual(['purged c1', 'may be shown again c1', 'applied 8 access.granted', 'shown 1']);
});

test('a disk that is full for long is no fault of the stream: it is asked for again until it is stored', async () => {
  const { feeds, told, settled, later } = feedsOver({ apply: 12, cursors: 3 });
  for (let times = 0; times < 12; times += 1) {
    feeds.take(granted, 100);
    await settled();
    do await later();
    while (told.length <= times);
  }
  expect(told).toEqual(Array(12).fill('asked for 1,8'));
  feeds.take(granted, 100);
  await settled();
  expect(told.slice(12)).toEqual(['applied 8 access.granted', 'shown 1']);
});
