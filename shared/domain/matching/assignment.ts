// Owns the exact assignment: rows (waiting handoffs) to columns (free people) at the least total cost, with the prices
// that prove it. Refuses: what a cost means (costs.ts) and checking the proof (certificate.ts, written apart from this).
//
// Shortest augmenting paths over prices (Jonker and Volgenant 1987) on a pruned set of pairs; then every pair that was
// pruned is held against the prices, and one that would improve the result is let in and the row placed again, until
// there is none. So the pruning costs no exactness.
import { floor, max } from '../../lib/math.ts';
import { Market, NONE } from './market.ts';
import { Search } from './search.ts';

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

/** Pairs kept for a row at first: enough that few rows need more. */
const KEPT = 24;
/** Pairs let in for a row at one check. */
const LET_IN = 8;
/** Pairs kept for a row that was placed without a search. */
const SOME_TIED = 6;

/** Grows row by row. Not for more than one thread; a mistake in `costs` (at unlike fill) is not noticed here. */
export class Assignment {
  readonly #market: Market;
  readonly #search: Search;
  /** Columns of equal worth to a row; room for all. */
  readonly #tied: Int32Array;
  /** Rows and columns whose price rose: only their pairs can have become better than what is. */
  #risenRows = new Set<number>();
  #risenColumns = new Set<number>();

  constructor(costs: Costs) {
    this.#market = new Market(costs);
    this.#search = new Search(this.#market);
    this.#tied = new Int32Array(costs.columns);
  }

  /** Adds the next row. The result is the best over all pairs again after `settle`. */
  add(): number {
    const market = this.#market;
    const row = market.add();
    const exit = this.#lift();
    market.costs.fill(row, market.dense);
    if (exit !== NONE && this.#placeNear(row, exit)) return row;
    this.#keepBest(row);
    this.#place(row);
    return row;
  }

  /** The column of a row, or -1. */
  columnOf(row: number): number {
    return this.#market.columnOf[row] ?? NONE;
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
      for (let row = 0; row < this.#market.pairs.length; row += 1)
        if (!rows.has(row)) this.#checkSome(row, columns);
    }
  }

  solution(): Solution {
    const columnOf = Int32Array.from(this.#market.columnOf);
    const rowPrice = Float64Array.from(this.#market.rowPrice);
    const columnPrice = this.#market.columnPrice.slice();
    let cost = 0;
    for (const price of rowPrice) cost += price;
    for (const price of columnPrice) cost += price;
    return { columnOf, cost, rowPrice, columnPrice };
  }

  #checkAll(row: number): void {
    const dense = this.#market.dense;
    const price = this.#market.columnPrice;
    const limit = this.#market.rowPrice[row] as number;
    this.#market.costs.fill(row, dense);
    const better: number[] = [];
    for (let column = 0; column < dense.length; column += 1)
      if ((dense[column] as number) - (price[column] as number) < limit)
        insert(better, column, LET_IN, dense, price);
    this.#letIn(row, better);
  }

  #checkSome(row: number, columns: Iterable<number>): void {
    const limit = this.#market.rowPrice[row] as number;
    const better: number[] = [];
    for (const column of columns) {
      const cost = this.#market.costs.at(row, column);
      if (cost - (this.#market.columnPrice[column] as number) >= limit) continue;
      this.#market.dense[column] = cost;
      better.push(column);
    }
    this.#letIn(row, better);
  }

  /** Takes the row out, lets what it had go to whoever gains most by it, and places the row again with what it knows now. */
  #letIn(row: number, better: readonly number[]): void {
    if (better.length === 0) return;
    for (const column of better) this.#market.let(row, column, this.#market.dense[column] as number);
    const had = this.columnOf(row);
    this.#market.columnOf[row] = NONE;
    if (had !== NONE) {
      this.#market.rowOf[had] = NONE;
      this.#search.back(had, row, this.#risenColumns);
    }
    this.#place(row);
  }

  /** The best pairs under today's prices. */
  #keepBest(row: number): void {
    const dense = this.#market.dense;
    const price = this.#market.columnPrice;
    const best: number[] = [];
    let worst = Number.POSITIVE_INFINITY;
    for (let column = 0; column < dense.length; column += 1) {
      const reduced = (dense[column] as number) - (price[column] as number);
      if (reduced < worst) worst = insert(best, column, KEPT, dense, price);
    }
    for (const column of best) this.#market.let(row, column, dense[column] as number);
  }

  /**
   * Raises all rows that have a column and lowers the columns they have, by the same amount and as far as it goes: until a
   * free column or being left out is as good for one of them. No other pair can change by it, and the next search finds its
   * way out where the prices end, instead of walking over all columns of equal price. Gives that free column, or -1.
   */
  #lift(): number {
    const columnOf = this.#market.columnOf;
    const rowPrice = this.#market.rowPrice;
    const columnPrice = this.#market.columnPrice;
    const skip = this.#market.skip;
    let free = this.#market.nearest();
    let least =
      free === NONE ? Number.POSITIVE_INFINITY : (this.#market.slack[free] as number) - this.#market.lifted;
    for (let row = 0; row < columnOf.length; row += 1) {
      const out = (skip[row] as number) - (rowPrice[row] as number);
      if (out >= least || columnOf[row] === NONE) continue;
      least = out;
      free = NONE;
    }
    if (least === Number.POSITIVE_INFINITY) return NONE;
    if (least > 0) {
      this.#market.lifted += least;
      for (let row = 0; row < columnOf.length; row += 1) {
        const column = columnOf[row] as number;
        if (column === NONE) continue;
        rowPrice[row] = (rowPrice[row] as number) + least;
        columnPrice[column] = (columnPrice[column] as number) - least;
      }
    }
    if (free !== NONE) {
      const row = this.#market.slackOf[free] as number;
      this.#market.let(row, free, this.#market.costs.at(row, free));
    }
    return free;
  }

  /**
   * Where the row is tied with columns that others have, its way out mostly leads over one or two of them to the row that
   * wants the free column `exit` as much as what it has: found by looking, without a search. False when it does not.
   */
  #placeNear(start: number, exit: number): boolean {
    const dense = this.#market.dense;
    const price = this.#market.columnPrice;
    const rowOf = this.#market.rowOf;
    const tied = this.#tied;
    let least = this.#market.skip[start] as number;
    let many = 0;
    for (let column = 0; column < dense.length; column += 1) {
      const reach = (dense[column] as number) - (price[column] as number);
      if (reach > least) continue;
      if (reach < least) many = 0;
      least = reach;
      tied[many] = column;
      many += 1;
    }
    const last = this.#market.slackOf[exit] as number;
    const goal = this.#market.columnOf[last] as number;
    const goalPrice = price[goal] as number;
    let over = NONE;
    for (let at = 0; at < many; at += 1) {
      const column = tied[at] as number;
      const row = rowOf[column] as number;
      if (row === NONE) return false;
      if (column !== goal) {
        if (
          over !== NONE ||
          this.#market.costs.at(row, goal) !== (this.#market.rowPrice[row] as number) + goalPrice
        )
          continue;
      }
      over = column;
      if (column === goal) break;
    }
    if (over === NONE) return false;
    this.#market.rowPrice[start] = least;
    this.#market.let(start, over, dense[over] as number);
    // Some of the others, from all over the line, for searches that come by.
    const step = max(1, floor(many / SOME_TIED));
    for (let at = 0; at < many; at += step) {
      const column = tied[at] as number;
      this.#market.let(start, column, dense[column] as number);
    }
    this.#market.give(last, exit);
    if (over !== goal) {
      const between = rowOf[over] as number;
      this.#market.let(between, goal, this.#market.costs.at(between, goal));
      this.#market.give(between, goal);
    }
    this.#market.give(start, over);
    this.#market.near(start);
    return true;
  }

  /** Places a row by the shortest way, over pairs that are known and all that lead to free columns. */
  #place(start: number): void {
    this.#market.knowFree(start, this.#market.skip[start] as number);
    do this.#search.out(start);
    while (this.#letInFree());
    const { bound } = this.#search;
    const risen = [start];
    for (const column of this.#search.settled) {
      const gain = bound - (this.#search.distance[column] as number);
      if (gain <= 0) continue;
      this.#market.columnPrice[column] = (this.#market.columnPrice[column] as number) - gain;
      const row = this.#market.rowOf[column] as number;
      this.#market.rowPrice[row] = (this.#market.rowPrice[row] ?? 0) + gain;
      risen.push(row);
    }
    this.#market.rowPrice[start] = bound;
    this.#search.move(start);
    for (const row of risen) {
      this.#risenRows.add(row);
      this.#market.near(row);
    }
  }

  /** Rows that would rise beyond what a free column costs them that they do not know: then they know it. */
  #letInFree(): boolean {
    let found = false;
    for (const column of this.#search.settled) {
      const row = this.#market.rowOf[column] as number;
      const gain = this.#search.bound - (this.#search.distance[column] as number);
      if (gain > 0 && this.#market.knowFree(row, (this.#market.rowPrice[row] as number) + gain)) found = true;
    }
    return found;
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
