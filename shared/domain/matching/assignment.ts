// Owns the exact assignment: rows (waiting handoffs) to columns (free people) at the least total cost, with the prices
// that prove it. Refuses: what a cost means (costs.ts) and checking the proof (certificate.ts, written apart from this).
//
// Shortest augmenting paths over prices (Jonker and Volgenant 1987) on a pruned set of pairs; then every pair that was
// pruned is held against the prices, and one that would improve the result is let in and the row placed again, until
// there is none. So the pruning costs no exactness.
import { createHeap, type Heap } from './heap.ts';

export interface Costs {
  readonly columns: number;
  /**
   * Cost of giving a column to a row: whole numbers of at most 2^40 in size, so that sums are exact; `Infinity` = must
   * never be given.
   */
  at(row: number, column: number): number;
  /** The same for all columns at once, written into `into` (length `columns`). */
  fill(row: number, into: Float64Array): void;
  /** Cost of giving the row nothing; finite. */
  skip(row: number): number;
}

export interface Solution {
  /** Column of each row, or -1. */
  readonly columnOf: Int32Array;
  /** Total over all rows, skipped ones included. */
  readonly cost: number;
  /** Prices: `rowPrice[i] + columnPrice[j] <= cost(i, j)` for every pair, with equality where i has j. */
  readonly rowPrice: Float64Array;
  /** At most 0; 0 for a column that nobody has. */
  readonly columnPrice: Float64Array;
}

/** Pairs kept for a row at first, of all columns and of those still free: enough that few rows need more. */
const KEPT = 24;
const KEPT_FREE = 4;
/** Pairs let in for a row at one check. */
const LET_IN = 8;
const NONE = -1;

/** Grows row by row. Not for more than one thread; a mistake in `costs` (at unlike fill) is not noticed here. */
export class Assignment {
  readonly #costs: Costs;
  readonly #columnOf: number[] = [];
  readonly #rowOf: Int32Array;
  readonly #rowPrice: number[] = [];
  readonly #columnPrice: Float64Array;
  readonly #skip: number[] = [];
  /** Pairs of each row, and of each column the rows that know it. */
  readonly #pairs: { readonly column: number[]; readonly cost: number[] }[] = [];
  readonly #knownBy: number[][];
  readonly #dense: Float64Array;
  // Of one search: distance of a column and the row (or, backward, the column) it came by. Stamped with the number of
  // the search, so that nothing has to be cleared.
  readonly #distance: Float64Array;
  readonly #from: Int32Array;
  readonly #reached: Int32Array;
  readonly #done: Int32Array;
  #search = 0;
  readonly #settled: number[] = [];
  readonly #heap: Heap;
  /** The nearest way out found so far, and the free column at its end, if it ends at one. */
  #bound = 0;
  #end = NONE;
  /** Rows and columns whose price rose: only their pairs can have become better than what is. */
  #risenRows = new Set<number>();
  #risenColumns = new Set<number>();

  constructor(costs: Costs) {
    const { columns } = costs;
    this.#costs = costs;
    this.#rowOf = new Int32Array(columns).fill(NONE);
    this.#columnPrice = new Float64Array(columns);
    this.#knownBy = Array.from({ length: columns }, () => []);
    this.#dense = new Float64Array(columns);
    this.#distance = new Float64Array(columns);
    this.#from = new Int32Array(columns);
    this.#reached = new Int32Array(columns);
    this.#done = new Int32Array(columns);
    this.#heap = createHeap(this.#distance);
  }

  /** Adds the next row. The result is the best over all pairs again after `settle`. */
  add(): number {
    const row = this.#pairs.length;
    const skip = this.#costs.skip(row);
    this.#pairs.push({ column: [], cost: [] });
    this.#columnOf.push(NONE);
    this.#skip.push(skip);
    this.#rowPrice.push(skip);
    this.#costs.fill(row, this.#dense);
    this.#keepBest(row);
    this.#place(row);
    return row;
  }

  /** The column of a row, or -1. */
  columnOf(row: number): number {
    return this.#columnOf[row] ?? NONE;
  }

  /** Holds pairs that were pruned against the prices, until none would improve the result. */
  settle(): void {
    while (this.#risenRows.size > 0 || this.#risenColumns.size > 0) {
      const rows = this.#risenRows;
      const columns = this.#risenColumns;
      this.#risenRows = new Set();
      this.#risenColumns = new Set();
      for (const row of rows) this.#checkAll(row);
      if (columns.size === 0) continue;
      for (let row = 0; row < this.#pairs.length; row += 1) if (!rows.has(row)) this.#checkSome(row, columns);
    }
  }

  solution(): Solution {
    const columnOf = Int32Array.from(this.#columnOf);
    const rowPrice = Float64Array.from(this.#rowPrice);
    const columnPrice = this.#columnPrice.slice();
    let cost = 0;
    for (const price of rowPrice) cost += price;
    for (const price of columnPrice) cost += price;
    return { columnOf, cost, rowPrice, columnPrice };
  }

  #checkAll(row: number): void {
    const dense = this.#dense;
    const price = this.#columnPrice;
    const limit = this.#rowPrice[row] as number;
    this.#costs.fill(row, dense);
    const better: number[] = [];
    for (let column = 0; column < dense.length; column += 1)
      if ((dense[column] as number) - (price[column] as number) < limit)
        insert(better, column, LET_IN, dense, price);
    this.#letIn(row, better);
  }

  #checkSome(row: number, columns: Iterable<number>): void {
    const limit = this.#rowPrice[row] as number;
    const better: number[] = [];
    for (const column of columns) {
      const cost = this.#costs.at(row, column);
      if (cost - (this.#columnPrice[column] as number) >= limit) continue;
      this.#dense[column] = cost;
      better.push(column);
    }
    this.#letIn(row, better);
  }

  /** Takes the row out, lets what it had go to whoever gains most by it, and places the row again with what it knows now. */
  #letIn(row: number, better: readonly number[]): void {
    if (better.length === 0) return;
    for (const column of better) this.#let(row, column, this.#dense[column] as number);
    const had = this.columnOf(row);
    this.#columnOf[row] = NONE;
    if (had !== NONE) {
      this.#rowOf[had] = NONE;
      this.#release(had, row);
    }
    this.#place(row);
  }

  #let(row: number, column: number, cost: number): void {
    const pairs = this.#pairs[row];
    if (pairs === undefined || pairs.column.includes(column)) return;
    pairs.column.push(column);
    pairs.cost.push(cost);
    this.#knownBy[column]?.push(row);
  }

  /** The best pairs under today's prices, and the best with columns that are free: a search must find its way out. */
  #keepBest(row: number): void {
    const dense = this.#dense;
    const price = this.#columnPrice;
    const rowOf = this.#rowOf;
    const best: number[] = [];
    const free: number[] = [];
    let worst = Number.POSITIVE_INFINITY;
    let worstFree = Number.POSITIVE_INFINITY;
    for (let column = 0; column < dense.length; column += 1) {
      const reduced = (dense[column] as number) - (price[column] as number);
      if (reduced < worst) worst = insert(best, column, KEPT, dense, price);
      if (reduced < worstFree && rowOf[column] === NONE)
        worstFree = insert(free, column, KEPT_FREE, dense, price);
    }
    for (const column of best) this.#let(row, column, dense[column] as number);
    for (const column of free) this.#let(row, column, dense[column] as number);
  }

  /** Dijkstra from an unplaced row to the nearest column that is free, or to a row that is better left out. */
  #place(start: number): void {
    const stamp = ++this.#search;
    const heap = this.#heap;
    const settled = this.#settled;
    settled.length = 0;
    heap.clear();
    // The row enters at no price: then its first distances are the true costs less the prices of the columns.
    this.#rowPrice[start] = 0;
    this.#end = NONE;
    this.#bound = this.#skip[start] ?? 0;
    let leftOut = start;
    this.#look(start, 0, stamp);
    for (;;) {
      const column = heap.pop();
      if (column === NONE) break;
      const distance = this.#distance[column] as number;
      if (distance >= this.#bound) break;
      this.#done[column] = stamp;
      settled.push(column);
      const row = this.#rowOf[column] as number;
      const out = distance + (this.#skip[row] ?? 0) - (this.#rowPrice[row] ?? 0);
      if (out < this.#bound) {
        this.#bound = out;
        this.#end = NONE;
        leftOut = row;
      }
      this.#look(row, distance, stamp);
    }
    const bound = this.#bound;
    let end = this.#end;
    for (const column of settled) {
      const gain = bound - (this.#distance[column] as number);
      if (gain <= 0) continue;
      this.#columnPrice[column] = (this.#columnPrice[column] as number) - gain;
      const row = this.#rowOf[column] as number;
      this.#rowPrice[row] = (this.#rowPrice[row] ?? 0) + gain;
      this.#risenRows.add(row);
    }
    this.#rowPrice[start] = bound;
    this.#risenRows.add(start);
    if (end === NONE) {
      if (leftOut === start) return;
      end = this.#columnOf[leftOut] ?? NONE;
      this.#columnOf[leftOut] = NONE;
    }
    for (let column = end; column !== NONE; ) {
      const row = this.#from[column] as number;
      const before = this.#columnOf[row] ?? NONE;
      this.#columnOf[row] = column;
      this.#rowOf[column] = row;
      column = row === start ? NONE : before;
    }
  }

  #look(row: number, base: number, stamp: number): void {
    const pairs = this.#pairs[row];
    if (pairs === undefined) return;
    const from = base - (this.#rowPrice[row] ?? 0);
    for (let at = 0; at < pairs.column.length; at += 1) {
      const column = pairs.column[at] as number;
      if (this.#done[column] === stamp) continue;
      const distance = from + (pairs.cost[at] as number) - (this.#columnPrice[column] as number);
      if (distance >= this.#bound) continue;
      if (this.#reached[column] === stamp && distance >= (this.#distance[column] as number)) continue;
      this.#distance[column] = distance;
      this.#from[column] = row;
      if (this.#rowOf[column] === NONE) {
        // A way out: nothing as far as this is worth a look any more.
        this.#bound = distance;
        this.#end = column;
        continue;
      }
      if (this.#reached[column] === stamp) this.#heap.moved(column);
      else {
        this.#reached[column] = stamp;
        this.#heap.push(column);
      }
    }
  }

  /** A column lost its row but kept its price: whoever gains most by it moves up, until the price is 0 or it is taken. */
  #release(start: number, without: number): void {
    const stamp = ++this.#search;
    const heap = this.#heap;
    const settled = this.#settled;
    settled.length = 0;
    heap.clear();
    this.#distance[start] = 0;
    this.#from[start] = NONE;
    this.#reached[start] = stamp;
    heap.push(start);
    let bound = Number.POSITIVE_INFINITY;
    let end = NONE;
    let taker = NONE;
    for (;;) {
      const column = heap.pop();
      if (column === NONE) break;
      const distance = this.#distance[column] as number;
      if (distance >= bound) break;
      this.#done[column] = stamp;
      settled.push(column);
      const price = this.#columnPrice[column] as number;
      if (distance - price < bound) {
        bound = distance - price;
        end = column;
        taker = NONE;
      }
      for (const row of this.#knownBy[column] ?? []) {
        if (row === without) continue;
        const has = this.#columnOf[row] ?? NONE;
        if (has === column || (has !== NONE && this.#done[has] === stamp)) continue;
        const reach = distance + this.#costOf(row, column) - (this.#rowPrice[row] ?? 0) - price;
        if (reach >= bound) continue;
        if (has === NONE) {
          bound = reach;
          end = column;
          taker = row;
        } else if (this.#reached[has] !== stamp || reach < (this.#distance[has] as number)) {
          this.#distance[has] = reach;
          this.#from[has] = column;
          if (this.#reached[has] === stamp) heap.moved(has);
          else {
            this.#reached[has] = stamp;
            heap.push(has);
          }
        }
      }
    }
    for (const column of settled) {
      const gain = bound - (this.#distance[column] as number);
      if (gain <= 0) continue;
      this.#columnPrice[column] = (this.#columnPrice[column] as number) + gain;
      this.#risenColumns.add(column);
      const row = this.#rowOf[column] as number;
      if (row !== NONE) this.#rowPrice[row] = (this.#rowPrice[row] ?? 0) - gain;
    }
    // Along the way back every row moves to the column before it.
    let moving = end === NONE ? NONE : (this.#rowOf[end] as number);
    if (end !== NONE) {
      this.#rowOf[end] = taker;
      if (taker !== NONE) this.#columnOf[taker] = end;
    }
    for (let column = end === NONE ? NONE : (this.#from[end] as number); column !== NONE; ) {
      const next = this.#rowOf[column] as number;
      this.#rowOf[column] = moving;
      this.#columnOf[moving] = column;
      moving = next;
      column = this.#from[column] as number;
    }
  }

  #costOf(row: number, column: number): number {
    const pairs = this.#pairs[row];
    const at = pairs?.column.indexOf(column) ?? NONE;
    return at === NONE ? Number.POSITIVE_INFINITY : (pairs?.cost[at] ?? Number.POSITIVE_INFINITY);
  }
}

/** Keeps the `most` columns of the least reduced cost, in order; returns what a further one has to be below. */
function insert(
  list: number[],
  column: number,
  most: number,
  cost: Float64Array,
  price: Float64Array,
): number {
  const reduced = (cost[column] as number) - (price[column] as number);
  let at = list.length;
  while (at > 0) {
    const before = list[at - 1] as number;
    if ((cost[before] as number) - (price[before] as number) <= reduced) break;
    at -= 1;
  }
  if (at < most) {
    list.splice(at, 0, column);
    if (list.length > most) list.pop();
  }
  if (list.length < most) return Number.POSITIVE_INFINITY;
  const last = list[most - 1] as number;
  return (cost[last] as number) - (price[last] as number);
}

/** The assignment of least cost of the first `rows` rows. Deterministic: equal costs go by the order of rows and columns. */
export function assign(rows: number, costs: Costs): Solution {
  const assignment = new Assignment(costs);
  for (let row = 0; row < rows; row += 1) assignment.add();
  assignment.settle();
  return assignment.solution();
}
