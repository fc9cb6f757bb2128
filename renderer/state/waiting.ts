// Owns the order of those who wait, kept up as rows change: ten thousand rows cost a glance at each, and work only for those
// that changed. Refuses: the other groups (queue.ts).
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

type Compare = (a: QueueRow, b: QueueRow) => number;
const byId: Compare = (a, b) => (a.handoff < b.handoff ? -1 : a.handoff > b.handoff ? 1 : 0);
const COMPARE: Readonly<Record<Order, Compare>> = {
  due: (a, b) => a.dueAt - b.dueAt || byId(a, b),
  waited: (a, b) => a.queuedAt - b.queuedAt || byId(a, b),
};

interface Change {
  readonly left: QueueRow[];
  readonly came: QueueRow[];
}

/**
 * One table is made from the one before by changing, deleting and appending, so both are walked side by side. Two tables
 * that have nothing to do with each other give many changes, and still the right ones.
 */
function changesOf(before: Table, now: Table): Change {
  const left: QueueRow[] = [];
  const came: QueueRow[] = [];
  const old = before.values();
  for (const row of now.values()) {
    let was = old.next();
    while (!was.done && was.value !== row && was.value.handoff !== row.handoff) {
      left.push(was.value);
      was = old.next();
    }
    if (!was.done && was.value === row) continue;
    if (!was.done) left.push(was.value);
    came.push(row);
  }
  left.push(...old);
  return { left, came };
}

/** The first place whose row is not before `row`. */
function placeOf(rows: readonly Waiting[], row: QueueRow, compare: Compare): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = rows[middle];
    if (other !== undefined && compare(other.waiting, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Above this many changes sorting everything is cheaper. */
const MANY = 200;

/** Returns the rows in order; the same array while nothing changed. */
export function createWaitingOrder(): (table: Table, order: Order) => readonly Waiting[] {
  let lastTable: Table = new Map();
  let lastOrder: Order = 'due';
  let rows: readonly Waiting[] = [];
  function update(table: Table, order: Order): readonly Waiting[] {
    const compare = COMPARE[order];
    const { left, came } = order === lastOrder ? changesOf(lastTable, table) : { left: [], came: [] };
    if (order !== lastOrder || left.length + came.length > MANY)
      return [...table.values()].sort(compare).map(rowOf);
    const next = [...rows];
    for (const row of left) next.splice(placeOf(next, row, compare), 1);
    for (const row of came) next.splice(placeOf(next, row, compare), 0, rowOf(row));
    return next;
  }
  return (table, order) => {
    if (table === lastTable && order === lastOrder) return rows;
    rows = update(table, order);
    lastTable = table;
    lastOrder = order;
    return rows;
  };
}
