// 20,000,000 events. The sums are printed, and written down in docs/soak.md.
import { expect, test } from 'vitest';
import { seedOfRun } from '../system/seed.ts';
import { torture } from '../torture/torture.ts';

const EVENTS = 20_000_000;
const SEEDS = 20;

test('20,000,000 events of torture', async () => {
  const first = seedOfRun() % 1_000_000;
  const seeds = Array.from({ length: SEEDS }, (_, at) => first + at);
  const {
    failed,
    hits: _hits,
    ...sums
  } = await torture({ engine: 'memory', seeds, events: EVENTS / SEEDS }, () => undefined);
  console.info(`torture from seed ${first}: ${JSON.stringify(sums)}`);
  expect(failed.map(({ job, faults }) => ({ ...job, faults }))).toEqual([]);
  expect(sums.missed).toEqual([]);
});
