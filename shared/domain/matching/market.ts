// Owns what the assignment knows at one moment: who has what at which prices, the pairs that are known, and of each free
// column how far it is from being wanted. Refuses: deciding who moves (search.ts, assignment.ts).
import type { Costs } from './assignment.ts';

export const NONE = -1;

export class Market {
  readonly costs: Costs;
  readonly columnOf: number[] = [];
  readonly rowOf: Int32Array;
  readonly rowPrice: number[] = [];
  readonly columnPrice: Float64Array;
  readonly skip: number[] = [];
  /** Pairs that each row knows, and of each column the rows that know it. */
  readonly pairs: { readonly column: number[]; readonly cost: number[] }[] = [];
  readonly knownBy: number[][];
  /** One row's costs of all columns, for whoever needs them next. */
  readonly dense: Float64Array;
  /**
   * Of each free column, over all rows that have one: at most how far it is from being worth its price to the row
   * `slackOf`, as it would be had prices never been lifted.
   */
  readonly slack: Float64Array;
  readonly slackOf: Int32Array;
  /** What all prices were lifted by so far. */
  lifted = 0;

  constructor(costs: Costs) {
    const { columns } = costs;
    this.costs = costs;
    this.rowOf = new Int32Array(columns).fill(NONE);
    this.columnPrice = new Float64Array(columns);
    this.knownBy = Array.from({ length: columns }, () => []);
    this.dense = new Float64Array(columns);
    this.slack = new Float64Array(columns).fill(Number.POSITIVE_INFINITY);
    this.slackOf = new Int32Array(columns).fill(NONE);
  }

  /** The next row, which has nothing yet. */
  add(): number {
    const row = this.pairs.length;
    const skip = this.costs.skip(row);
    this.pairs.push({ column: [], cost: [] });
    this.columnOf.push(NONE);
    this.skip.push(skip);
    this.rowPrice.push(skip);
    return row;
  }

  /** The pair is known from now on. */
  let(row: number, column: number, cost: number): void {
    const pairs = this.pairs[row];
    if (pairs === undefined || pairs.column.includes(column)) return;
    pairs.column.push(column);
    pairs.cost.push(cost);
    this.knownBy[column]?.push(row);
  }

  give(row: number, column: number): void {
    this.columnOf[row] = column;
    this.rowOf[column] = row;
  }

  /** Of a known pair. */
  costOf(row: number, column: number): number {
    const pairs = this.pairs[row];
    const at = pairs?.column.indexOf(column) ?? NONE;
    return at === NONE ? Number.POSITIVE_INFINITY : (pairs?.cost[at] ?? Number.POSITIVE_INFINITY);
  }

  /** The free column that is nearest to being worth its price to a row, or -1. */
  nearest(): number {
    const slack = this.slack;
    const rowOf = this.rowOf;
    for (;;) {
      let free = NONE;
      let least = Number.POSITIVE_INFINITY;
      for (let column = 0; column < slack.length; column += 1)
        if ((slack[column] as number) < least && rowOf[column] === NONE) {
          least = slack[column] as number;
          free = column;
        }
      if (free === NONE) return NONE;
      const row = this.slackOf[free] as number;
      if (
        this.columnOf[row] !== NONE &&
        this.costs.at(row, free) - (this.rowPrice[row] as number) + this.lifted === least
      )
        return free;
      // The row's price fell, or it has nothing any more.
      this.measure(free);
    }
  }

  /** How near the free column is to any row. */
  measure(column: number): void {
    let least = Number.POSITIVE_INFINITY;
    let of = NONE;
    for (let row = 0; row < this.rowPrice.length; row += 1) {
      if (this.columnOf[row] === NONE) continue;
      const reach = this.costs.at(row, column) - (this.rowPrice[row] as number);
      if (reach < least) {
        least = reach;
        of = row;
      }
    }
    this.slack[column] = least + this.lifted;
    this.slackOf[column] = of;
  }

  /** The row's price rose: free columns may be nearer to it. */
  near(row: number): void {
    if (this.columnOf[row] === NONE) return;
    const slack = this.slack;
    const dense = this.dense;
    const price = (this.rowPrice[row] as number) - this.lifted;
    this.costs.fill(row, dense);
    for (let column = 0; column < dense.length; column += 1) {
      const reach = (dense[column] as number) - price;
      if (reach >= (slack[column] as number)) continue;
      slack[column] = reach;
      this.slackOf[column] = row;
    }
  }

  /** Lets the row know the best free column that costs less than `limit`. Was there one? */
  knowFree(row: number, limit: number): boolean {
    const dense = this.dense;
    const rowOf = this.rowOf;
    this.costs.fill(row, dense);
    let best = NONE;
    let least = limit;
    for (let column = 0; column < dense.length; column += 1) {
      if ((dense[column] as number) >= least || rowOf[column] !== NONE) continue;
      least = dense[column] as number;
      best = column;
    }
    if (best === NONE) return false;
    this.let(row, best, least);
    return true;
  }
}
