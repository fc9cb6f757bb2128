// Shows that a SIGKILL of the router or of the console in the middle of traffic loses nothing, doubles nothing and leaves
// nothing stuck. 100 kills of each side are test/long's.
import { expect, test } from 'vitest';
import { seedOfRun } from '../system/seed.ts';
import { report, runKills } from './kills.ts';

const KILLS = 10;
/** Each kill costs a start of a process, which takes as long as the machine has other things to do. */
const MOST_MS = 300_000;

test.for(['router', 'console'] as const)('10 kills of the %s', { timeout: MOST_MS }, async (side) => {
  const run = await runKills({ side, kills: KILLS, seed: seedOfRun() });
  console.info(report(run));
  expect({ faults: run.faults, stuck: run.stuck }, `${report(run)}\n${run.logs}`).toEqual({
    faults: [],
    stuck: [],
  });
  expect(run.kills).toBe(KILLS);
});
