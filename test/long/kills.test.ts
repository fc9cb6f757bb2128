// 100 kills of each side under traffic. The counts are printed, and written down in docs/soak.md.
import { expect, test } from 'vitest';
import { PHASES } from '../kills/account.ts';
import { report, runKills } from '../kills/kills.ts';
import { seedOfRun } from '../system/seed.ts';

const KILLS = 100;

test.for(['router', 'console'] as const)('100 kills of the %s', async (side) => {
  const run = await runKills({
    side,
    kills: KILLS,
    seed: seedOfRun(),
    onKill: (kill, phase) => console.info(`kill ${kill} of the ${side}, in "${phase}"`),
  });
  console.info(report(run));
  expect({ faults: run.faults, stuck: run.stuck }, `${report(run)}\n${run.logs}`).toEqual({
    faults: [],
    stuck: [],
  });
  expect(run.kills).toBe(KILLS);
  for (const phase of PHASES) expect(run.phases[phase], `kills in "${phase}"`).toBeGreaterThan(0);
});
