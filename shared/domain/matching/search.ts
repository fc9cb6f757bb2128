// Owns the shortest ways of one search: from a row that has nothing to a way out, and from a column that was left to whoever
// gains most by it. Over pairs that are known. Refuses: which rows are searched for, and when (assignment.ts).
import { createHeap, type Heap } from './heap.ts';
import { type Market, NONE } from './market.ts';

export class Search {
  readonly #market: Market;
  // Distance of a column and the row (or, backward, the column) it came by. Stamped with the number of the search, so that
  // nothing has to be cleared.
  readonly distance: Float64Array;
  readonly #from: Int32Array;
  readonly #reached: Int32Array;
  readonly #done: Int32Array;
  #searches = 0;
  readonly #heap: Heap;
  /** Columns whose distance is final, nearest first. */
  readonly settled: number[] = [];
  /** The nearest way out found so far, the free column at its end, if it ends at one, and else who is left out. */
  bound = 0;
  #end = NONE;
  #leftOut = NONE;

  constructor(market: Market) {
    const { columns } = market.costs;
    this.#market = market;
    this.distance = new Float64Array(columns);
    this.#from = new Int32Array(columns);
    this.#reached = new Int32Array(columns);
    this.#done = new Int32Array(columns);
    this.#heap = createHeap(this.distance);
  }

  /** Dijkstra from an unplaced row to the nearest column that is free, or to a row that is better left out. */
  out(start: number): void {
    const stamp = ++this.#searches;
    const heap = this.#heap;
    const settled = this.settled;
    settled.length = 0;
    heap.clear();
    // The row enters at no price: then its first distances are the true costs less the prices of the columns.
    this.#market.rowPrice[start] = 0;
    this.#end = NONE;
    this.bound = this.#market.skip[start] ?? 0;
    this.#leftOut = start;
    this.#look(start, 0, stamp);
    for (;;) {
      const column = heap.pop();
      if (column === NONE) return;
      const distance = this.distance[column] as number;
      if (distance >= this.bound) return;
      this.#done[column] = stamp;
      settled.push(column);
      const row = this.#market.rowOf[column] as number;
      const out = distance + (this.#market.skip[row] ?? 0) - (this.#market.rowPrice[row] ?? 0);
      if (out < this.bound) {
        this.bound = out;
        this.#end = NONE;
        this.#leftOut = row;
      }
      this.#look(row, distance, stamp);
    }
  }

  #look(row: number, base: number, stamp: number): void {
    const pairs = this.#market.pairs[row];
    if (pairs === undefined) return;
    const from = base - (this.#market.rowPrice[row] ?? 0);
    for (let at = 0; at < pairs.column.length; at += 1) {
      const column = pairs.column[at] as number;
      if (this.#done[column] === stamp) continue;
      const distance = from + (pairs.cost[at] as number) - (this.#market.columnPrice[column] as number);
      if (distance >= this.bound) continue;
      if (this.#reached[column] === stamp && distance >= (this.distance[column] as number)) continue;
      this.distance[column] = distance;
      this.#from[column] = row;
      if (this.#market.rowOf[column] === NONE) {
        // A way out: nothing as far as this is worth a look any more.
        this.bound = distance;
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

  /** Along the way that was found, each row takes the column it leads to. */
  move(start: number): void {
    let end = this.#end;
    if (end === NONE) {
      const leftOut = this.#leftOut;
      if (leftOut === start) return;
      end = this.#market.columnOf[leftOut] ?? NONE;
      this.#market.columnOf[leftOut] = NONE;
    }
    for (let column = end; column !== NONE; ) {
      const row = this.#from[column] as number;
      const before = this.#market.columnOf[row] ?? NONE;
      this.#market.give(row, column);
      column = row === start ? NONE : before;
    }
  }

  /**
   * A column lost its row but kept its price: whoever gains most by it moves up, until the price is 0 or it is taken. Columns
   * whose price rises are added to `risen`.
   */
  back(start: number, without: number, risen: Set<number>): void {
    const stamp = ++this.#searches;
    const heap = this.#heap;
    const settled = this.settled;
    settled.length = 0;
    heap.clear();
    this.distance[start] = 0;
    this.#from[start] = NONE;
    this.#reached[start] = stamp;
    heap.push(start);
    let bound = Number.POSITIVE_INFINITY;
    let end = NONE;
    let taker = NONE;
    for (;;) {
      const column = heap.pop();
      if (column === NONE) break;
      const distance = this.distance[column] as number;
      if (distance >= bound) break;
      this.#done[column] = stamp;
      settled.push(column);
      const price = this.#market.columnPrice[column] as number;
      if (distance - price < bound) {
        bound = distance - price;
        end = column;
        taker = NONE;
      }
      for (const row of this.#market.knownBy[column] ?? []) {
        if (row === without) continue;
        const has = this.#market.columnOf[row] ?? NONE;
        if (has === column || (has !== NONE && this.#done[has] === stamp)) continue;
        const reach = distance + this.#market.costOf(row, column) - (this.#market.rowPrice[row] ?? 0) - price;
        if (reach >= bound) continue;
        if (has === NONE) {
          bound = reach;
          end = column;
          taker = row;
        } else if (this.#reached[has] !== stamp || reach < (this.distance[has] as number)) {
          this.distance[has] = reach;
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
      const gain = bound - (this.distance[column] as number);
      if (gain <= 0) continue;
      this.#market.columnPrice[column] = (this.#market.columnPrice[column] as number) + gain;
      risen.add(column);
      const row = this.#market.rowOf[column] as number;
      if (row !== NONE) this.#market.rowPrice[row] = (this.#market.rowPrice[row] ?? 0) - gain;
    }
    // Along the way back every row moves to the column before it.
    let moving = end === NONE ? NONE : (this.#market.rowOf[end] as number);
    if (end !== NONE) {
      this.#market.rowOf[end] = taker;
      if (taker !== NONE) this.#market.columnOf[taker] = end;
    }
    for (let column = end === NONE ? NONE : (this.#from[end] as number); column !== NONE; ) {
      const next = this.#market.rowOf[column] as number;
      this.#market.rowOf[column] = moving;
      this.#market.columnOf[moving] = column;
      moving = next;
      column = this.#from[column] as number;
    }
    if (taker !== NONE) this.#market.near(taker);
    else if (end !== NONE) this.#market.measure(end);
  }
}
