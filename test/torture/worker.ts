// Owns a thread that runs the worlds it is given, one after another.
import { parentPort } from 'node:worker_threads';
import { inMemory, onSqlite } from './engines.ts';
import { PLANTS } from './plants.ts';
import type { Answer, Job } from './torture.ts';
import { runWorld } from './world.ts';

const MAKERS = { memory: inMemory, sqlite: onSqlite } as const;

parentPort?.on('message', async (job: Job) => {
  const { seed, world, events, engine, plant, trace } = job;
  const outcome = await runWorld({
    seed,
    world,
    events,
    storage: MAKERS[engine],
    plant: plant && PLANTS[plant],
    trace,
  });
  parentPort?.postMessage({ ...outcome, job } satisfies Answer);
});
