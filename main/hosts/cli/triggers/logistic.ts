// Owns learning one logistic model: the most likely weights given a prior, by coordinate descent. Deterministic, and with
// the product's own logistic, so that equal data give equal weights on every machine.
// Source: Genkin, Lewis, Madigan, "Large-Scale Bayesian Logistic Regression for Text Categorization", 2007 (CLG).
import { sigmoid } from '#shared/domain/trigger/number.ts';

/** Columns that are not zero. */
export interface Row {
  readonly columns: readonly number[];
  readonly values: readonly number[];
}

export interface Column {
  /** Where the weight stays when the data say nothing. */
  readonly prior: number;
  /** How firmly it stays there: inverse variance. */
  readonly firmness: number;
  /** Evidence for a signal must not lower it: the weight keeps its prior's sign. */
  readonly keepsSign: boolean;
}

export interface Learned {
  readonly bias: number;
  readonly weights: Float64Array;
}

const PASSES = 60;
const SETTLED = 1e-4;

export function learn(
  rows: readonly Row[],
  labels: readonly number[],
  importance: readonly number[],
  columns: readonly Column[],
  startBias: number,
): Learned {
  const width = columns.length;
  const byColumn: { at: number[]; value: number[] }[] = columns.map(() => ({ at: [], value: [] }));
  const weights = Float64Array.from(columns, ({ prior }) => prior);
  const sums = new Float64Array(rows.length).fill(startBias);
  rows.forEach(({ columns: present, values }, at) => {
    present.forEach((column, index) => {
      const value = values[index] ?? 0;
      byColumn[column]?.at.push(at);
      byColumn[column]?.value.push(value);
      sums[at] = (sums[at] ?? 0) + value * (weights[column] ?? 0);
    });
  });
  const chances = Float64Array.from(sums, (sum) => sigmoid(sum));
  const reach = new Float64Array(width + 1).fill(1);
  let bias = startBias;

  const bounded = (column: number, step: number): number => {
    const most = reach[column] ?? 1;
    const taken = Math.max(-most, Math.min(most, step));
    reach[column] = Math.max(2 * Math.abs(taken), most / 2);
    return taken;
  };
  const move = (at: number, by: number) => {
    sums[at] = (sums[at] ?? 0) + by;
    chances[at] = sigmoid(sums[at] ?? 0);
  };

  for (let pass = 0; pass < PASSES; pass += 1) {
    let largest = 0;
    let slope = 0;
    let bend = 1e-6;
    for (let at = 0; at < rows.length; at += 1) {
      const chance = chances[at] ?? 0;
      const weight = importance[at] ?? 1;
      slope += weight * (chance - (labels[at] ?? 0));
      bend += weight * chance * (1 - chance);
    }
    const step = bounded(width, -slope / bend);
    bias += step;
    for (let at = 0; at < rows.length; at += 1) move(at, step);
    largest = Math.abs(step);
    for (let column = 0; column < width; column += 1) {
      const { at: present, value } = byColumn[column] ?? { at: [], value: [] };
      const { prior, firmness, keepsSign } = columns[column] ?? { prior: 0, firmness: 1, keepsSign: false };
      if (present.length === 0) continue;
      const before = weights[column] ?? 0;
      let gradient = firmness * (before - prior);
      let curve = firmness;
      for (let index = 0; index < present.length; index += 1) {
        const at = present[index] ?? 0;
        const chance = chances[at] ?? 0;
        const weight = importance[at] ?? 1;
        const x = value[index] ?? 0;
        gradient += weight * (chance - (labels[at] ?? 0)) * x;
        curve += weight * chance * (1 - chance) * x * x;
      }
      let after = before + bounded(column, -gradient / curve);
      if (keepsSign && after * prior < 0) after = 0;
      const by = after - before;
      if (by === 0) continue;
      weights[column] = after;
      largest = Math.max(largest, Math.abs(by));
      for (let index = 0; index < present.length; index += 1)
        move(present[index] ?? 0, by * (value[index] ?? 0));
    }
    if (largest < SETTLED) break;
  }
  return { bias, weights };
}
