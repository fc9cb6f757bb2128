// Owns the order of those who wait, kept up as rows change: what changed costs, not the ten thousand that wait.
// Refuses: the other groups (queue.ts), and the order that is held (held.ts).
import { countWhile } from '#shared/lib/sorted.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Row } from './queue.ts';
import { type Differences, differences, NO_SHARDS, type Shards } from './shards.ts';

export type Order = 'due' | 'waited';
export type Waiting = Extract<Row, { group: 'waiting' }>;
export type WaitingTable = Shards<QueueRow>;

const made = new WeakMap<QueueRow, Waiting>();

/** The same object for the same row, so that a shown row is drawn again only when it changed. */
export function rowOf(waiting: QueueRow): Waiting {
  let row = made.get(waiting);
  if (row === undefined) {
    row = {
      key: `waiting/${waiting.handoff}`,
      group: 'waiting',
      conversation: waiting.conversation,
      waiting,
    };
    made.set(waiting, row);
  }
  return row;
}

type Compare = (a: QueueRow, b: QueueRow) => number;
const byId: Compare = (a, b) => (a.handoff < b.handoff ? -1 : a.handoff > b.handoff ? 1 : 0);
const COMPARE: Readonly<Record<Order, Compare>> = {
  due: (a, b) => a.dueAt - b.dueAt || byId(a, b),
  waited: (a, b) => a.queuedAt - b.queuedAt || byId(a, b),
};

/** The first place of `rows`, which are in this order, whose row is not before `row`. */
export const placeOf = (rows: readonly Waiting[], row: QueueRow, order: Order): number =>
  countWhile(rows, ({ waiting }) => COMPARE[order](waiting, row) < 0);

/**
 * `rows` without those that left and with those that came. The last goes first and the first comes first, so that one change
 * moves what is behind it, and a whole line that comes or goes moves nothing.
 */
function merged(
  rows: readonly Waiting[],
  { left, came }: Differences<QueueRow>,
  order: Order,
): readonly Waiting[] {
  const next = [...rows];
  for (const row of [...left].sort(COMPARE[order]).reverse()) next.splice(placeOf(next, row, order), 1);
  for (const row of [...came].sort(COMPARE[order])) next.splice(placeOf(next, row, order), 0, rowOf(row));
  return next;
}

/** Returns the rows in order; the same array while nothing changed. */
export function createWaitingOrder(): (table: WaitingTable, order: Order) => readonly Waiting[] {
  let lastTable: WaitingTable = NO_SHARDS;
  let lastOrder: Order = 'due';
  let rows: readonly Waiting[] = [];
  return (table, order) => {
    if (table === lastTable && order === lastOrder) return rows;
    rows =
      order === lastOrder
        ? merged(rows, differences(lastTable, table), order)
        : merged([], differences(NO_SHARDS, table), order);
    lastTable = table;
    lastOrder = order;
    return rows;
  };
}
