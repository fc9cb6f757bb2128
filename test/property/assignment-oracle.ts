// Owns random instances of the assignment, and what two solvers of other hands say of them: linear-sum-assignment
// (Jonker-Volgenant on a full matrix) and HiGHS (a linear program).
import { default as loadHighs } from 'highs';
import { linearSumAssignment } from 'linear-sum-assignment';
import type { Costs } from '#shared/domain/matching/assignment.ts';

export interface Instance {
  readonly rows: readonly (readonly number[])[];
  readonly skips: readonly number[];
}

/** A small generator of its own, so that an instance is named by its seed. */
export function numbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
}

/** `least` to `most` rows and columns; a quarter of the pairs must not be given. Few different costs (`span`): many ties. */
export function randomInstance(seed: number, most: number, least = 1): Instance {
  const next = numbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const span = [2, 5, 60, 1_000_000][below(4)] ?? 2;
  const rows = least + below(most - least + 1);
  const columns = least + below(most - least + 1);
  return {
    rows: Array.from({ length: rows }, () =>
      Array.from({ length: columns }, () => (next() < 0.25 ? Number.POSITIVE_INFINITY : below(span) - span)),
    ),
    skips: Array.from({ length: rows }, () => below(span) - below(2 * span)),
  };
}

/** Urgency times one of few fits, and a small price of each column: prices of whole groups are tied. */
export function tiedInstance(seed: number, rows: number, columns: number): Instance {
  const next = numbers(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  const fits = Array.from({ length: 5 }, () =>
    Array.from({ length: columns }, () => [0, 6, 9, 9][below(4)] ?? 0),
  );
  const load = Array.from({ length: columns }, () => below(1_000));
  const lines = Array.from({ length: rows }, () => {
    const kind = fits[below(fits.length)] ?? [];
    const urgency = 100 + below(900);
    return kind.map((fit, column) =>
      fit === 0 ? Number.POSITIVE_INFINITY : (load[column] ?? 0) - urgency * fit,
    );
  });
  return { rows: lines, skips: lines.map(() => below(3) * 500) };
}

export const instanceCosts = ({ rows, skips }: Instance): Costs => ({
  columns: rows[0]?.length ?? 0,
  at: (row, column) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY,
  fill: (row, into) => into.set(rows[row] ?? []),
  skip: (row) => skips[row] ?? 0,
});

const NEVER = 1e10;

/** Its own column for each row, to be skipped by, makes leaving out a pair like any other. */
export function costByAssignment({ rows, skips }: Instance): number {
  const full = rows.map((costs, row) => [
    ...costs.map((cost) => Math.min(cost, NEVER)),
    ...rows.map((_, other) => (other === row ? (skips[row] ?? 0) : NEVER)),
  ]);
  const { rowAssignments } = linearSumAssignment(full, { maximaze: false });
  return full.reduce((sum, costs, row) => sum + (costs[rowAssignments[row] ?? -1] ?? Number.NaN), 0);
}

/** HiGHS prints what it does; one instance serves all calls. */
export async function createLinearProgram(): Promise<(instance: Instance) => number> {
  const highs = await loadHighs();
  const term = (cost: number, name: string): string => `${cost < 0 ? '-' : '+'} ${Math.abs(cost)} ${name}`;
  return ({ rows, skips }) => {
    const goal: string[] = [];
    const byRow: string[] = [];
    const byColumn: string[][] = (rows[0] ?? []).map(() => []);
    rows.forEach((costs, row) => {
      goal.push(term(skips[row] ?? 0, `s${row}`));
      const names = [`s${row}`];
      costs.forEach((cost, column) => {
        if (cost === Number.POSITIVE_INFINITY) return;
        goal.push(term(cost, `x${row}_${column}`));
        names.push(`x${row}_${column}`);
        byColumn[column]?.push(`x${row}_${column}`);
      });
      byRow.push(`${names.join(' + ')} = 1`);
    });
    const limits = byColumn.filter(({ length }) => length > 0).map((names) => `${names.join(' + ')} <= 1`);
    const text = ['Minimize', goal.join('\n'), 'Subject To', ...byRow, ...limits, 'End'].join('\n');
    return highs.solve(text).ObjectiveValue;
  };
}
