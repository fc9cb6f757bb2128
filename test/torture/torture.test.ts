// The real router under faults: whatever goes wrong, what must hold holds, and work drains once the faults stop.
import { describe, expect, test } from 'vitest';
import { seedOfRun } from '../system/seed.ts';
import { inMemory } from './engines.ts';
import { torture } from './torture.ts';
import { runWorld } from './world.ts';

const seed = seedOfRun() % 1_000_000;

describe('torture', () => {
  test('1,000,000 events in memory: nothing breaks, and every fault met every step', async () => {
    const report = await torture({ engine: 'memory', seeds: [seed], events: 1_000_000 }, () => undefined);
    expect(report.failed.map(({ job, faults }) => ({ ...job, faults }))).toEqual([]);
    expect(report.missed).toEqual([]);
    expect(report.events).toBeGreaterThanOrEqual(1_000_000);
  });

  test('20,000 events on SQLite', async () => {
    const report = await torture({ engine: 'sqlite', seeds: [seed], events: 20_000 }, () => undefined);
    expect(report.failed.map(({ job, faults }) => ({ ...job, faults }))).toEqual([]);
  });

  test('the same seed is the same history, another seed another', async () => {
    const of = async (seed: number) =>
      (await runWorld({ seed, world: 0, events: 5_000, storage: inMemory })).hash;
    const [first, again, other] = [await of(seed), await of(seed), await of(seed + 1)];
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
