// How a source is asked with care, on a clock that is set by hand.
import { expect, test } from 'vitest';
import { SourceError } from '../source-error.ts';
import { createKeeper } from './keeper.ts';
import type { Known } from './port.ts';

const PLAN: Known = { account: { plan: 'Flex' }, facts: [] };

function setUp(find: (customer: string) => Promise<Known | null>) {
  let now = 1_000;
  const asked: string[] = [];
  const keeper = createKeeper({
    source: {
      find(customer) {
        asked.push(customer);
        return find(customer);
      },
    },
    freshMs: 300,
    breaker: { failures: 3, ms: 1_000 },
    clock: { now: () => now },
    time: () => now,
    stop: new AbortController().signal,
  });
  return {
    keeper,
    asked,
    pass(ms: number) {
      now += ms;
    },
  };
}
const failing = (reason: 'timeout' | 'secret') => Promise.reject(new SourceError(reason, 'it failed'));

test('what was said is not asked for again while it is fresh, and stands with its age where asking fails later', async () => {
  let fails = false;
  const { keeper, asked, pass } = setUp(async () => (fails ? failing('timeout') : PLAN));
  const said = { known: PLAN, at: 1_000 };
  expect(await keeper.ask('c')).toMatchObject({ state: 'known', said });
  pass(299);
  expect(await keeper.ask('c')).toMatchObject({ state: 'known', said });
  expect(asked).toHaveLength(1);
  fails = true;
  pass(1);
  expect(await keeper.ask('c')).toMatchObject({ state: 'failed', reason: 'timeout', said });
  expect(asked).toHaveLength(2);
});

test('somebody whom the source does not know any more is forgotten', async () => {
  let answer: Known | null = PLAN;
  const { keeper, pass } = setUp(async () => answer);
  await keeper.ask('c');
  answer = null;
  pass(300);
  expect(await keeper.ask('c')).toEqual({ state: 'unknown' });
});

test('one question per customer is under way, and sixteen of all', async () => {
  const answers: (() => void)[] = [];
  const { keeper, asked } = setUp(() => new Promise((resolve) => answers.push(() => resolve(PLAN))));
  const all = Array.from({ length: 20 }, (_, each) => [
    keeper.ask(`c${each}`),
    keeper.ask(`c${each}`),
  ]).flat();
  await Promise.resolve();
  expect(asked).toHaveLength(16);
  while (answers.length > 0) {
    for (const answer of answers.splice(0)) answer();
    await new Promise(setImmediate);
  }
  expect((await Promise.all(all)).every(({ state }) => state === 'known')).toBe(true);
  expect(asked).toHaveLength(20);
});

test('a source that fails again and again is left alone, then tried once, and asked by all once it answers', async () => {
  let fails = true;
  const { keeper, asked, pass } = setUp(async () => (fails ? failing('timeout') : PLAN));
  for (const each of ['a', 'b', 'c']) await keeper.ask(each);
  expect(await keeper.ask('d')).toMatchObject({ state: 'failed', reason: 'paused' });
  pass(999);
  await keeper.ask('d');
  expect(asked).toEqual(['a', 'b', 'c']);
  pass(1);
  const both = await Promise.all([keeper.ask('d'), keeper.ask('e')]);
  expect(both).toMatchObject([{ reason: 'timeout' }, { reason: 'paused' }]);
  pass(1_000);
  fails = false;
  expect(await keeper.ask('d')).toMatchObject({ state: 'known' });
  expect(await keeper.ask('e')).toMatchObject({ state: 'known' });
  expect(asked).toEqual(['a', 'b', 'c', 'd', 'd', 'e']);
});

test('a secret that is missing here says nothing of how the source fares', async () => {
  const { keeper, asked } = setUp(() => failing('secret'));
  for (const each of ['a', 'b', 'c', 'd']) expect(await keeper.ask(each)).toMatchObject({ reason: 'secret' });
  expect(asked).toHaveLength(4);
});
