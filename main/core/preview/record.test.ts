import { expect, test } from 'vitest';
import type { RecordedConversation } from '#shared/schema/recorded.ts';
import type { DatedLine } from '#store/port.ts';
import type { RecordedPage } from '../sync/recorded.ts';
import { createRecord } from './record.ts';

const conversation = (id: string): RecordedConversation => ({
  ...{ id, queue: 'care', bot: 'ava', channel: 'chat', at: 1, customer: { name: 'Ilse' }, endedAt: 2 },
  turns: [{ role: 'END_USER', text: `words of ${id}`, at: 1 }],
  ...{ asked: false, taken: false, label: null, needed: null },
});

/** What was done to the store, and a router whose answers are `pages`; one that is null is a link that went. */
function opened(pages: readonly (RecordedPage | null)[], queues: readonly string[] = ['care']) {
  const done: string[] = [];
  const marks = new Map<string, string>();
  const timers: (() => void)[] = [];
  const asked: (string | null)[] = [];
  let live = true;
  const { promise: marked, resolve: mark } = Promise.withResolvers<void>();
  const record = createRecord({
    store: {
      async recordedMark(queue) {
        mark();
        return marks.get(queue) ?? null;
      },
      async keepRecorded(queue, lines: readonly DatedLine[]) {
        done.push(`${queue}: ${lines.map(({ line }) => line.id).join(' ')}`);
      },
      async dropRecorded(queue, floor) {
        done.push(`${queue} from ${floor}`);
      },
      async setRecordedMark(queue, mark) {
        marks.set(queue, mark);
        done.push(`${queue} up to ${mark}`);
      },
      keepRecordedQueues: async (kept) => void done.push(`only ${kept.join(' ')}`),
    },
    recorded: {
      async *of(_queue, since) {
        asked.push(since);
        for (const page of pages) {
          if (page === null) {
            live = false;
            throw new Error('offline');
          }
          yield page;
        }
      },
    },
    clock: {
      now: () => 0,
      after(_, run) {
        timers.push(run);
        return () => void timers.splice(timers.indexOf(run), 1);
      },
    },
    log: { info: () => undefined, warn: () => undefined, error: (message) => void done.push(message) },
    times: { recordMs: 1 },
    queues: () => queues,
    isLive: () => live,
    changed: () => undefined,
  });
  return { record, done, timers, asked, marked };
}
const page = (list: readonly string[], floor: number | null = null): RecordedPage => ({
  list: list.map(conversation),
  newest: 'n',
  floor,
});

test('the mark is set when every page is kept, and the next time begins there', async () => {
  const { record, done, timers, asked } = opened([page(['k3', 'k2']), page(['k1'])]);
  record.ready();
  await record.stop();
  expect(done).toEqual(['only care', 'care: k3 k2', 'care: k1', 'care up to n']);
  timers.splice(0)[0]?.();
  await record.stop();
  expect(asked).toEqual([null, 'n']);
});

test('what the router does not keep any more goes here too, also where nothing came', async () => {
  const { record, done } = opened([page([], 70)]);
  record.ready();
  await record.stop();
  expect(done).toEqual(['only care', 'care from 70', 'care up to n']);
});

test('a link that went between two pages leaves what came and no mark; nothing is asked until there is one again', async () => {
  const { record, done, timers } = opened([page(['k3', 'k2']), null]);
  record.ready();
  await record.stop();
  expect([done, timers.length]).toEqual([['only care', 'care: k3 k2'], 0]);
});

test('a link that came anew while a page was kept, with other queues: what is not led any more goes before anything else is kept', async () => {
  const queues = ['care', 'sales'];
  const { record, done, marked } = opened([page(['k1']), page(['k0'])], queues);
  marked.then(() => {
    queues.shift();
    record.ready();
  });
  record.ready();
  await record.stop();
  await record.stop();
  expect(done).toEqual(['only care sales', 'only sales', 'sales: k1', 'sales: k0', 'sales up to n']);
});

test('whoever leads nothing asks for nothing, and what they had goes; nobody needs more than the newest 10,000', async () => {
  const agent = opened([page(['k1'])], []);
  agent.record.ready();
  await agent.record.stop();
  expect([agent.done, agent.asked]).toEqual([['only '], []]);
  const many = Array.from({ length: 6_000 }, (_, at) => `k${at}`);
  const lead = opened([page(many), page(many), page(['older'])]);
  lead.record.ready();
  await lead.record.stop();
  expect(lead.done.map((each) => each.slice(0, 9))).toEqual([
    'only care',
    'care: k0 ',
    'care: k0 ',
    'care up t',
  ]);
});
