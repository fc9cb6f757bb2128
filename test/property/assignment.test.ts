// Owns that the exact assignment is exact: it costs what two solvers of other hands find, and its own prices prove it.
import { describe, expect, test } from 'vitest';
import { Assignment, assign } from '#shared/domain/matching/assignment.ts';
import { refute } from '#shared/domain/matching/certificate.ts';
import {
  costByAssignment,
  createLinearProgram,
  instanceCosts,
  randomInstance,
  tiedInstance,
} from './assignment-oracle.ts';

const seeds = (count: number): number[] => Array.from({ length: count }, (_, at) => at + 1);

describe('the exact assignment', () => {
  test('proves itself and costs what a full-matrix solver finds, on 300 instances of up to 60 by 60', () => {
    for (const seed of seeds(300)) {
      const instance = randomInstance(seed, 60);
      const costs = instanceCosts(instance);
      const solution = assign(instance.rows.length, costs);
      expect(refute(instance.rows.length, costs, solution), `seed ${seed}`).toBeNull();
      expect(solution.cost, `seed ${seed}`).toBe(costByAssignment(instance));
    }
  });

  test('costs what a linear program finds', async () => {
    const solve = await createLinearProgram();
    for (const seed of seeds(60)) {
      const instance = randomInstance(seed, 20);
      const { cost } = assign(instance.rows.length, instanceCosts(instance));
      expect(cost, `seed ${seed}`).toBeCloseTo(solve(instance), 3);
    }
  });

  test('row by row it is at every step what it is at once', () => {
    for (const seed of seeds(60)) {
      const instance = randomInstance(seed, 30);
      const costs = instanceCosts(instance);
      const growing = new Assignment(costs);
      for (let rows = 1; rows <= instance.rows.length; rows += 1) {
        growing.add();
        growing.settle();
        expect(refute(rows, costs, growing.solution()), `seed ${seed}, ${rows} rows`).toBeNull();
      }
    }
  });

  test('row by row, and settled only now and then', () => {
    for (const seed of seeds(100)) {
      const instance = randomInstance(seed, 50);
      const costs = instanceCosts(instance);
      const growing = new Assignment(costs);
      for (let rows = 1; rows <= instance.rows.length; rows += 1) {
        growing.add();
        if (rows % (1 + (seed % 7)) !== 0 && rows < instance.rows.length) continue;
        growing.settle();
        expect(refute(rows, costs, growing.solution()), `seed ${seed}, ${rows} rows`).toBeNull();
      }
    }
  });

  test('where everybody is worth the same but for a small price of their own, as on a real floor', () => {
    for (const seed of seeds(20)) {
      const instance = tiedInstance(seed, 60, 110);
      const costs = instanceCosts(instance);
      const solution = assign(instance.rows.length, costs);
      expect(refute(instance.rows.length, costs, solution), `seed ${seed}`).toBeNull();
      expect(solution.cost, `seed ${seed}`).toBe(costByAssignment(instance));
    }
    const large = tiedInstance(3, 700, 1_300);
    expect(refute(700, instanceCosts(large), assign(700, instanceCosts(large)))).toBeNull();
  });

  test('is the same whenever it is asked', () => {
    const instance = randomInstance(7, 60);
    const once = assign(instance.rows.length, instanceCosts(instance));
    expect(assign(instance.rows.length, instanceCosts(instance))).toEqual(once);
  });
});

describe('the check of a certificate', () => {
  const instance = {
    rows: [
      [3, 1],
      [2, 5],
    ],
    skips: [9, 9],
  };
  const costs = instanceCosts(instance);
  const right = assign(2, costs);
  const wrong = (change: Partial<typeof right>) => refute(2, costs, { ...right, ...change });

  test('takes what is right and refuses each kind of wrong', () => {
    expect(refute(2, costs, right)).toBeNull();
    expect(wrong({ columnOf: Int32Array.of(0, 1) })).toContain('the cost is 8, not 3');
    expect(wrong({ columnOf: Int32Array.of(0, 0) })).toContain('given twice');
    expect(wrong({ rowPrice: Float64Array.of(10, 2) })).toContain('above 9');
    expect(wrong({ rowPrice: Float64Array.of(4, 2) })).toContain('above the cost');
    expect(wrong({ rowPrice: Float64Array.of(0, 2) })).toContain('is not the bound');
    expect(wrong({ columnPrice: Float64Array.of(0, 1) })).not.toBeNull();
    const closed = instanceCosts({
      rows: [
        [Number.POSITIVE_INFINITY, 1],
        [2, 5],
      ],
      skips: [9, 9],
    });
    expect(refute(2, closed, { ...right, columnOf: Int32Array.of(0, -1) })).toContain('must not be given');
  });
});
