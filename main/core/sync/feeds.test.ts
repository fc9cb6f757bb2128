import { expect, test } from 'vitest';
import type { FeedEvent, Store } from '#store/port.ts';
import { createFeeds } from './feeds.ts';

/** Feeds over a store that says what it is asked, and refuses `forget` as often as `failures` says. */
function feedsOver(failures: number) {
  const told: string[] = [];
  const timers: (() => void)[] = [];
  let left = failures;
  const nothing = { upserts: [], removals: [] };
  const store: Pick<Store, 'apply' | 'forget'> = {
    async apply(_stream, _epoch, offset, events) {
      told.push(`applied ${offset} ${events.map(({ kind }) => kind).join()}`);
      return nothing;
    },
    async forget(conversation) {
      if (left > 0) {
        left -= 1;
        throw new Error('the disk is full');
      }
      told.push(`purged ${conversation}`);
      return nothing;
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
    send: () => true,
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
  const { feeds, told, settled, later } = feedsOver(2);
  feeds.forget('p:ana', { conversation: 'c1', at: [1, 7] });
  await settled();
  feeds.take(granted, 100);
  await later();
  expect(told).toEqual([]);
  await later();
  expect(told).toEqual(['purged c1', 'may be shown again c1', 'applied 8 access.granted', 'shown 1']);
});

test('what could not be forgotten outlives the connection', async () => {
  const { feeds, told, settled, later } = feedsOver(1);
  feeds.forget('p:ana', { conversation: 'c1' });
  await settled();
  feeds.lost();
  await settled();
  feeds.take(granted, 100);
  await later();
  expect(told).toEqual(['purged c1', 'may be shown again c1', 'applied 8 access.granted', 'shown 1']);
});
