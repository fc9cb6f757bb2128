// Owns that the thread does no work that nobody waits for, however much was asked, and that what waits with it ends with it.
import { expect, onTestFinished, test } from 'vitest';
import { readPolicies, readScenarios } from '../../../test/triggers/fixtures.ts';
import { startReader } from './reader.ts';

const { support: policy } = readPolicies();
if (policy === undefined) throw new Error('there is no support policy');
const trial = { live: policy, draft: policy, bots: [] };
const rows = Array.from({ length: 300 }, (_, number) => ({
  ...{ number, key: `k${number}`, isFile: true },
  head: {
    ...{ id: `k${number}`, about: '', queue: undefined, account: undefined, standing: undefined, times: [] },
    ...{ tookOver: false, needed: null, label: null, handedOver: false },
  },
  turns: (readScenarios()[number % 40]?.turns ?? []).map(({ text }) => ({
    role: 'END_USER' as const,
    text,
  })),
}));

function opened() {
  const reader = startReader();
  onTestFinished(() => reader.stop());
  return reader;
}

test('of 200 questions at once those that nobody waits for are never gone through, and the others are answered in order', async () => {
  const reader = opened();
  await reader.ask('add', rows).answer;
  const asked = Array.from({ length: 200 }, () => reader.ask('backtest', trial));
  for (const { cancel } of asked.slice(0, -1)) cancel();
  const behind = reader.ask('drop', [0]);
  const answers = await Promise.all(asked.map(({ answer }) => answer));
  // The first may have been answered before it was canceled.
  expect(answers.filter((answer) => answer !== null).length).toBeLessThanOrEqual(2);
  expect(answers.at(-1)?.conversations).toBe(300);
  expect((await behind.answer).read).toBe(299);
});

test('who waits behind others is told that the thread is gone', async () => {
  const reader = opened();
  const asked = [reader.ask('add', rows), reader.ask('backtest', trial), reader.ask('clear')];
  const ends = Promise.allSettled(asked.map(({ answer }) => answer));
  await reader.stop();
  expect((await ends).map(({ status }) => status)).toEqual(Array(3).fill('rejected'));
  await expect(reader.ask('clear').answer).rejects.toThrow('exit code');
});
