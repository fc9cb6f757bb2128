// Owns the check that an assignment is the best there is, by its prices alone: weak duality of the assignment problem
// (Kuhn 1955). Written apart from the solver and sharing nothing with it but the shape of a solution.
import type { Costs, Solution } from './assignment.ts';

/** What is wrong with the proof, in words; null when it holds, and then no assignment costs less. */
export function refute(rows: number, costs: Costs, solution: Solution): string | null {
  const { columns } = costs;
  const { columnOf, rowPrice, columnPrice, cost } = solution;
  const into = new Float64Array(columns);
  const taken = new Uint8Array(columns);
  let primal = 0;
  let dual = 0;
  for (let row = 0; row < rows; row += 1) {
    const price = rowPrice[row] as number;
    const skip = costs.skip(row);
    const column = columnOf[row] as number;
    costs.fill(row, into);
    if (price > skip) return `row ${row}: its price ${price} is above ${skip}, the cost of nothing`;
    for (let at = 0; at < columns; at += 1)
      if (price + (columnPrice[at] as number) > (into[at] as number))
        return `row ${row}, column ${at}: the prices are above the cost ${into[at]}`;
    if (column !== -1) {
      if (taken[column] === 1) return `column ${column}: given twice`;
      taken[column] = 1;
      if (into[column] === Number.POSITIVE_INFINITY) return `row ${row}, column ${column}: must not be given`;
    }
    primal += column === -1 ? skip : (into[column] as number);
    dual += price;
  }
  for (let column = 0; column < columns; column += 1) {
    const price = columnPrice[column] as number;
    if (price > 0) return `column ${column}: its price ${price} is above 0`;
    dual += price;
  }
  if (primal !== cost) return `the cost is ${primal}, not ${cost}`;
  return primal === dual ? null : `the cost ${primal} is not the bound ${dual}`;
}
