// The exact assignment beside both solvers of other hands: 1,000 instances of up to 60 by 60, half of them tied as on a real
// floor, and 20 of 500 by 500. `npm test` asks a part of them (test/property/assignment.test.ts).
import { beforeAll, describe, expect, test } from 'vitest';
import { assign } from '#shared/domain/matching/assignment.ts';
import { refute } from '#shared/domain/matching/certificate.ts';
import {
  costByAssignment,
  createLinearProgram,
  type Instance,
  instanceCosts,
  randomInstance,
  tiedInstance,
} from '../property/assignment-oracle.ts';
import { seedOfRun } from '../system/seed.ts';

const first = seedOfRun() % 1_000_000;
let byProgram: (instance: Instance) => number;
beforeAll(async () => {
  byProgram = await createLinearProgram();
});

function provenCost(instance: Instance, name: string): number {
  const costs = instanceCosts(instance);
  const solution = assign(instance.rows.length, costs);
  expect(refute(instance.rows.length, costs, solution), name).toBeNull();
  expect(solution.cost, `${name}, linear-sum-assignment`).toBe(costByAssignment(instance));
  return solution.cost;
}

const forEach = (count: number, run: (seed: number) => void): void => {
  for (let seed = first; seed < first + count; seed += 1) run(seed);
};

describe(`the exact assignment from seed ${first}`, () => {
  // A quarter each has costs of 2, 5, 60 and a million grades: the first two are tied almost everywhere.
  test.each([
    ['random', 500, (seed: number) => randomInstance(seed, 60)],
    ['tied', 500, (seed: number) => tiedInstance(seed, 1 + (seed % 60), 1 + ((seed * 7) % 60))],
    ['500 by 500', 20, (seed: number) => randomInstance(seed, 500, 500)],
  ] as const)('costs what both oracles find: %s, %i instances', (kind, count, make) => {
    forEach(count, (seed) => {
      const instance = make(seed);
      const name = `${kind}, seed ${seed}`;
      // A linear program finds it in floating point: all costs are whole, so the nearest whole number is its word.
      expect(provenCost(instance, name), `${name}, HiGHS`).toBe(Math.round(byProgram(instance)));
    });
  });

  // HiGHS was not done with one of these after two minutes.
  test('costs what linear-sum-assignment finds: tied, 500 by 500, 10 instances', () => {
    forEach(10, (seed) => void provenCost(tiedInstance(seed, 500, 500), `tied, seed ${seed}`));
  });
});
