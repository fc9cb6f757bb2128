import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { firesAt } from '#shared/domain/trigger/counterfactual.ts';
import { readPolicy } from '#shared/domain/trigger/policy.ts';
import { signalsOf } from '#shared/domain/trigger/recorded-line.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import type { RecordedRow } from '#store/port.ts';
import { createHistory } from './history.ts';

const scorer = createScorer();
const shipped = (id: string) => {
  const file = new URL(`../../../resources/policies/${id}.json`, import.meta.url);
  const read = readPolicy(JSON.parse(readFileSync(file, 'utf8')));
  if ('faults' in read) throw new Error(`${id} is not valid`);
  return read.policy;
};
const support = shipped('support');
const trial = { live: support, draft: support, bots: [] };
const never = () => false;

const ASKS = 'I want to talk to a human agent';
const row = (number: number, texts: readonly string[], times: readonly (number | null)[]): RecordedRow => ({
  number,
  key: `k${number}`,
  isFile: true,
  turns: texts.map((text) => ({ role: 'END_USER', text })),
  head: {
    ...{ id: `k${number}`, about: 'parcel', queue: 'care', account: undefined, standing: undefined, times },
    ...{ tookOver: false, needed: true, label: null, handedOver: false },
  },
});

test('where no day is known there is no load, also where a later turn has a time', () => {
  const history = createHistory(scorer);
  history.add([row(1, ['Hello', ASKS], [null, Date.UTC(2026, 10, 1, 9)])]);
  expect(history.backtest(trial, never)).toMatchObject({ draft: { fired: 1 }, load: [] });
  history.add([row(2, ['Hello', ASKS], [Date.UTC(2026, 10, 1, 8), Date.UTC(2026, 10, 1, 9)])]);
  expect(history.backtest(trial, never)?.load).toEqual([{ queue: 'care', hour: 9, live: 2, draft: 2 }]);
});

test('in time is by the first words that ask, or by the person who came; where neither is known it is not counted', () => {
  const history = createHistory(scorer);
  const keen = { ...support, combined: { threshold: 0.01 } };
  const angry = 'This is useless, you never help, I am furious!';
  expect(firesAt(keen, undefined, signalsOf(scorer, [{ role: 'END_USER', text: angry }]))).toBe(1);
  const took = row(1, [angry, 'Hello'], [null, null]);
  history.add([
    { ...took, head: { ...took.head, tookOver: true } },
    row(2, [angry, 'Hello', ASKS], [null, null, null]),
    row(3, [angry, 'Hello'], [null, null]),
  ]);
  const seen = history.backtest({ live: support, draft: keen, bots: [] }, never);
  expect([seen?.inTime.draft?.hits, seen?.inTime.draft?.of]).toEqual([2, 2]);
});

test('what nobody waits for ends, and what was dropped is counted no more', () => {
  const history = createHistory(scorer);
  history.add([row(1, [ASKS], [null]), row(2, [ASKS], [null])]);
  expect(history.backtest(trial, () => true)).toBeNull();
  expect(history.fired(support, [], () => true)).toBeNull();
  expect(history.drop([1])).toEqual({ read: 1, from: undefined, to: undefined });
  expect(history.backtest(trial, never)?.conversations).toBe(1);
  history.clear();
  expect(history.backtest(trial, never)).toMatchObject({ conversations: 0, draft: { precision: null } });
});
