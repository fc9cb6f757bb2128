import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ConversationView, MeView, OfferView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import type { QueueRow, TakenRow, WatchedRow } from '#shared/schema/queue.ts';
import { createGrouping, GROUPS, type Groups, groupsIn } from './queue.ts';
import { changed, NO_SHARDS } from './shards.ts';
import { NO_TABLES, type Tables } from './tables.ts';
import { createWaitingOrder, type WaitingTable } from './waiting.ts';

const me = { queues: [{ id: 'care', slaSeconds: 60 }] } as unknown as MeView;

const view = (
  id: string,
  change: object = {},
  handoff: object = {},
  conversation: object = {},
): ConversationView =>
  ({
    id,
    right: 'owner',
    conversation: { id, lastAt: 1_000, previewRole: 'END_USER', ...conversation },
    handoff: {
      id: `h-${id}`,
      queue: 'care',
      state: 'active',
      acceptedAt: 500,
      firstReplyAt: 600,
      ...handoff,
    },
    ...change,
  }) as unknown as ConversationView;
const offer = (id: string, expiresAt: number, state: OfferView['state'] = 'open'): OfferView =>
  ({
    id: `o-${id}`,
    state,
    expiresAt,
    conversation: { id },
    handoff: { id: `h-${id}` },
  }) as unknown as OfferView;
const row = (id: string, dueAt: number, queuedAt = 0): QueueRow =>
  ({ handoff: `h-${id}`, conversation: id, dueAt, queuedAt }) as unknown as QueueRow;

const waitingTable = (rows: readonly QueueRow[]): WaitingTable =>
  changed<QueueRow>(
    NO_SHARDS,
    rows.map((each) => [each.handoff, each]),
  );
const tables = (rows: {
  conversations?: ConversationView[];
  offers?: OfferView[];
  queue?: QueueRow[];
}): Tables => ({
  ...NO_TABLES,
  conversations: new Map(rows.conversations?.map((each) => [each.id, each])),
  offers: new Map(rows.offers?.map((each) => [each.id, each])),
  queue: waitingTable(rows.queue ?? []),
});

const keys = (groups: Groups): string[] => GROUPS.flatMap((group) => groups[group].map(({ key }) => key));

test('a lead sees what colleagues have, without what is theirs; the group is there while there is something in it', () => {
  const taken = (...owners: string[]): Tables => ({
    ...NO_TABLES,
    taken: new Map([
      [
        'care',
        { queue: 'care', rows: owners.map((owner) => ({ handoff: `h-${owner}`, owner }) as TakenRow) },
      ],
    ]),
  });
  const groupsOf = createGrouping();
  const lead = { ...me, id: 'lea' } as MeView;
  const groups = groupsOf(taken('ana', 'lea'), lead, 'due');
  expect(keys(groups)).toEqual(['taken/h-ana']);
  expect(groupsIn(groups)).toContain('taken');
  expect(groupsIn(groupsOf(taken('lea'), lead, 'due'))).not.toContain('taken');
});

test('three groups, due first; what is offered to me or mine does not wait a second time', () => {
  const groupsOf = createGrouping();
  const groups = groupsOf(
    tables({
      offers: [offer('late', 90), offer('soon', 20), offer('over', 5, 'timeout')],
      conversations: [
        view('calm', {}, {}, { previewRole: 'HUMAN_AGENT' }),
        view('later', {}, {}, { lastAt: 9_000 }),
        view('first'),
        view('kept', { right: 'kept' }),
      ],
      queue: [row('b', 200), row('a', 100, 50), row('soon', 10), row('first', 10), row('over', 300)],
    }),
    me,
    'due',
  );
  expect(keys(groups)).toEqual([
    'offer/o-soon',
    'offer/o-late',
    'yours/first',
    'yours/later',
    'yours/calm',
    'waiting/h-a',
    'waiting/h-b',
    'waiting/h-over',
  ]);
  expect(keys(groupsOf(tables({ queue: [row('a', 100, 50), row('b', 200)] }), me, 'waited'))).toEqual([
    'waiting/h-b',
    'waiting/h-a',
  ]);
});

test('who is with a bot stands last, the nearest to a handoff first, and never beside what is mine', () => {
  const near = (conversation: string, score: number) => ({ conversation, score }) as unknown as WatchedRow;
  const list = (queue: string, ...rows: WatchedRow[]) =>
    [queue, { queue, threshold: 500_000, text: 'leads' as const, rows }] as const;
  const groups = createGrouping()(
    {
      ...tables({
        conversations: [view('mine'), view('before', { right: 'kept' })],
        offers: [offer('asked', 9)],
      }),
      watched: new Map([
        list('care', near('low', 100), near('mine', 400_000), near('asked', 300_000)),
        list('sales', near('high', 450_000), near('before', 200_000)),
      ]),
    },
    me,
    'due',
  );
  expect(groups.watched.map(({ key }) => key)).toEqual(['watched/high', 'watched/before', 'watched/low']);
  expect(groupsIn(groups)).toEqual(['offered', 'yours', 'waiting', 'watched']);
  expect(groupsIn({ ...groups, watched: [] })).toEqual(['offered', 'yours', 'waiting']);
});

test('a reply is due by the target of the queue, from the last word or from taking it over', () => {
  expect(replyDue(view('a'), me)).toEqual({ at: 61_000, of: 60_000 });
  const justTaken = view(
    'a',
    {},
    { acceptedAt: 5_000, firstReplyAt: undefined },
    { previewRole: 'AUTOMATED_AGENT' },
  );
  expect(replyDue(justTaken, me)).toEqual({ at: 65_000, of: 60_000 });
  expect(replyDue(view('a', {}, {}, { previewRole: 'HUMAN_AGENT' }), me)).toBeNull();
  expect(replyDue(view('a', {}, { state: 'wrapping' }), me)).toBeNull();
  expect(replyDue(view('a'), undefined)).toBeNull();
});

const changes = fc.array(
  fc.record({
    id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    dueAt: fc.nat(5),
    queuedAt: fc.nat(5),
    there: fc.boolean(),
    order: fc.constantFrom('due' as const, 'waited' as const),
  }),
);

test('the order that is kept up is the order that sorting gives, after any changes', () => {
  fc.assert(
    fc.property(changes, (steps) => {
      const orderWaiting = createWaitingOrder();
      let table: WaitingTable = NO_SHARDS;
      const plain = new Map<string, QueueRow>();
      for (const { id, dueAt, queuedAt, there, order } of steps) {
        const next = there ? row(id, dueAt, queuedAt) : null;
        table = changed(table, [[`h-${id}`, next]]);
        if (next === null) plain.delete(`h-${id}`);
        else plain.set(`h-${id}`, next);
        const by = (each: QueueRow): number => (order === 'due' ? each.dueAt : each.queuedAt);
        const sorted = [...plain.values()].sort((a, b) => by(a) - by(b) || (a.handoff < b.handoff ? -1 : 1));
        expect(orderWaiting(table, order).map(({ waiting }) => waiting)).toEqual(sorted);
      }
    }),
  );
});

test('a row that did not change is the same object', () => {
  const orderWaiting = createWaitingOrder();
  const [a, b] = [row('a', 1), row('b', 2)];
  const before = orderWaiting(waitingTable([a, b]), 'due');
  const after = orderWaiting(waitingTable([a, row('b', 2, 9)]), 'due');
  expect(after[0]).toBe(before[0]);
  expect(after[1]).not.toBe(before[1]);
});
