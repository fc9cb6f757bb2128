// Owns the order of those who wait, kept up as rows change: what did not change is neither sorted nor made again, so that
// ten thousand rows cost a walk, not a sort. Refuses: the other groups (queue.ts).
import type { QueueRow } from '#shared/schema/queue.ts';
import type { Row } from './queue.ts';

export type Order = 'due' | 'waited';
type Waiting = Extract<Row, { group: 'waiting' }>;
type Table = ReadonlyMap<string, QueueRow>;

const made = new WeakMap<QueueRow, Waiting>();

/** The same object for the same row, so that a shown row is drawn again only when it changed. */
function rowOf(waiting: QueueRow): Waiting {
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

const timeOf = (row: QueueRow, order: Order): number => (order === 'due' ? row.dueAt : row.queuedAt);
const compare =
  (order: Order) =>
  (a: Waiting, b: Waiting): number =>
    timeOf(a.waiting, order) - timeOf(b.waiting, order) || (a.waiting.handoff < b.waiting.handoff ? -1 : 1);

function merge(kept: readonly Waiting[], moved: readonly Waiting[], order: Order): readonly Waiting[] {
  if (moved.length === 0) return kept;
  const before = compare(order);
  const sorted = [...moved].sort(before);
  const all: Waiting[] = [];
  let next = 0;
  for (const row of kept) {
    for (let other = sorted[next]; other !== undefined && before(other, row) < 0; other = sorted[next]) {
      all.push(other);
      next += 1;
    }
    all.push(row);
  }
  return [...all, ...sorted.slice(next)];
}

/** Returns the rows in order; the same array while nothing changed. */
export function createWaitingOrder(): (table: Table, order: Order) => readonly Waiting[] {
  let lastTable: Table = new Map();
  let lastOrder: Order = 'due';
  let rows: readonly Waiting[] = [];
  return (table, order) => {
    if (table === lastTable && order === lastOrder) return rows;
    const base = order === lastOrder ? rows : [];
    const known: Table = order === lastOrder ? lastTable : new Map();
    const kept: Waiting[] = [];
    const moved: Waiting[] = [];
    for (const row of base) {
      const now = table.get(row.waiting.handoff);
      if (now === undefined) continue;
      const same = timeOf(now, order) === timeOf(row.waiting, order);
      (same ? kept : moved).push(rowOf(now));
    }
    if (table.size > kept.length + moved.length)
      for (const [id, row] of table) if (!known.has(id)) moved.push(rowOf(row));
    lastTable = table;
    lastOrder = order;
    rows = merge(kept, moved, order);
    return rows;
  };
}
