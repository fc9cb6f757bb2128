import { expect, it } from 'vitest';
import { graceMs } from './grace.ts';

const QUEUES = [{ id: 'care', graceSeconds: 60 }, { id: 'sales', graceSeconds: 300.5 }, { id: 'old' }];

it('is of the most patient queue they hold work of, else of their own; of none that says, nothing is known', () => {
  expect(graceMs(['care'], ['care', 'sales'], QUEUES)).toBe(60_000);
  expect(graceMs(['care', 'sales'], ['care'], QUEUES)).toBe(300_500);
  expect(graceMs([], ['care', 'sales'], QUEUES)).toBe(300_500);
  expect(graceMs(['old'], ['care'], QUEUES)).toBe(null);
  expect(graceMs([], ['gone'], QUEUES)).toBe(null);
});
