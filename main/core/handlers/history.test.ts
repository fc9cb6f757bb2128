import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HistoryRow } from '#shared/contract/calls.ts';
import { fits, type HistoryFilter } from '#shared/contract/history.ts';
import { historyHandlers } from './history.ts';

const CHANNELS = ['chat', 'email', 'voice'] as const;

const rowOf = (id: number, lastAt: number, channel: (typeof CHANNELS)[number], queue: string) =>
  ({
    conversation: { id: `c-${id}`, channel, lastAt },
    handoff: { queue },
    cachedAt: 0,
  }) as unknown as HistoryRow;

/** A store that pages as the real one: those of one ms stay together. */
function storeOf(rows: readonly HistoryRow[]) {
  const sorted = [...rows].sort((a, b) => b.conversation.lastAt - a.conversation.lastAt);
  return {
    search: async () => [],
    async history(before: number | undefined, limit: number): Promise<readonly HistoryRow[]> {
      const rest = sorted.filter(
        ({ conversation }) => conversation.lastAt < (before ?? Number.POSITIVE_INFINITY),
      );
      const last = rest[limit - 1];
      return last === undefined
        ? rest
        : rest.filter((row) => row.conversation.lastAt >= last.conversation.lastAt);
    },
  };
}

const moments = fc.array(
  fc.tuple(fc.nat(400), fc.constantFrom(...CHANNELS), fc.constantFrom('care', 'sales')),
  { maxLength: 600 },
);
const filters: fc.Arbitrary<HistoryFilter> = fc.record(
  {
    channels: fc.subarray([...CHANNELS]),
    queues: fc.subarray(['care', 'sales']),
    from: fc.nat(400),
    to: fc.nat(400),
  },
  { requiredKeys: [] },
);

test('page by page the filter answers what it lets through, each once, newest first, whatever the limit', async () => {
  await fc.assert(
    fc.asyncProperty(moments, filters, fc.integer({ min: 1, max: 60 }), async (made, filter, limit) => {
      const rows = made.map(([at, channel, queue], id) => rowOf(id, at, channel, queue));
      const { list } = historyHandlers({
        store: storeOf(rows),
        locked: () => null,
        view: { conversation: () => undefined },
      });
      const seen: HistoryRow[] = [];
      let before: number | undefined;
      do {
        const page = await list({ limit, filter, ...(before === undefined ? {} : { before }) });
        seen.push(...page.rows);
        before = page.next;
      } while (before !== undefined);
      const ids = (some: readonly HistoryRow[]): string[] =>
        some.map(({ conversation }) => conversation.id).sort();
      expect(ids(seen)).toEqual(ids(rows.filter((row) => fits(filter, row))));
      const times = seen.map(({ conversation }) => conversation.lastAt);
      expect(times).toEqual([...times].sort((a, b) => b - a));
    }),
    { numRuns: 60 },
  );
});
