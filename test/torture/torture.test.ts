// The real router and consoles under faults: whatever goes wrong, what must hold holds, and work drains once the faults
// stop. A known bug that is put in is found, and a seed is one history.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { seedOfRun } from '../system/seed.ts';
import { inMemory } from './engines.ts';
import { TRANSITIONS } from './faults.ts';
import { brokenIn, MUTANTS } from './mutants.ts';
import { PLANTS, type PlantName } from './plants.ts';
import { torture } from './torture.ts';
import { runWorld } from './world.ts';

const seed = seedOfRun() % 1_000_000;
/** Far more than a busy machine needs. */
const LONG = 900_000;
const silently = (): undefined => undefined;

describe('torture', () => {
  test('1,000,000 events in memory: nothing breaks, and no kind of fault and no step is missing', {
    timeout: LONG,
  }, async () => {
    const report = await torture({ engine: 'memory', seeds: [seed], events: 1_000_000 }, silently);
    expect(report.failed.map(({ job, faults }) => ({ ...job, faults }))).toEqual([]);
    // That every fault met every step is asked of twenty times as many (test:long): the rarest pairs meet now and then.
    const met = Object.entries(report.hits).map(
      ([fault, steps]) => [fault, Object.values(steps).some((count) => count > 0)] as const,
    );
    expect(met.filter(([, once]) => !once)).toEqual([]);
    const never = (step: string): boolean => Object.values(report.hits).every((steps) => steps[step] === 0);
    expect(TRANSITIONS.filter(never)).toEqual([]);
  });

  test('20,000 events on SQLite', { timeout: LONG }, async () => {
    const report = await torture({ engine: 'sqlite', seeds: [seed], events: 20_000 }, silently);
    expect(report.failed.map(({ job, faults }) => ({ ...job, faults }))).toEqual([]);
  });

  test.each(Object.keys(PLANTS) as PlantName[])('%s, planted, is found', { timeout: LONG }, async (plant) => {
    const report = await torture({ engine: 'memory', seeds: [1, 2, 3, 4], events: 25_000, plant }, silently);
    expect(report.failed.length).toBeGreaterThan(0);
  });

  test('the same seed is the same history, also where it fails; another seed is another', {
    timeout: LONG,
  }, async () => {
    const of = async (seed: number, plant: PlantName | null) => {
      const planted = plant === null ? {} : { plant: PLANTS[plant] };
      const { hash, faults } = await runWorld({
        seed,
        world: 0,
        events: 6_000,
        storage: inMemory,
        ...planted,
      });
      return { hash, faults };
    };
    const [first, again, other] = [await of(seed, null), await of(seed, null), await of(seed + 1, null)];
    expect(again).toEqual(first);
    expect(other.hash).not.toBe(first.hash);
    const failing = await of(seed, 'late-purge');
    expect(failing.faults).not.toEqual([]);
    expect(await of(seed, 'late-purge')).toEqual(failing);
  });

  test('every guard that mutation.ts breaks is where it is said to be, once', () => {
    for (const mutant of MUTANTS) brokenIn(readFileSync(mutant.file, 'utf8'), mutant);
    expect(MUTANTS.length).toBeGreaterThanOrEqual(40);
  });
});
