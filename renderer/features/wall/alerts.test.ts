import { expect, test } from 'vitest';
import { alertsOf } from '#shared/domain/wall/judge.ts';
import type { WallBoard, WallQueue } from '#shared/protocol/wall.ts';
import { linesOf, rowsOf } from './alerts.ts';
import type { Shown } from './parts.tsx';

const NOW = Date.parse('2026-11-24T14:06:20Z');
const people = { available: 1, atLimit: 0, away: 0, break: 0, offline: 0, load: 0, capacity: 5 };
const calm = (name: string, changes: Partial<WallQueue> = {}): WallQueue => ({
  id: name.toLowerCase(),
  name,
  goal: { seconds: 20, share: 0.8 },
  waiting: 0,
  breaches: 0,
  withPeople: 0,
  people,
  free: 5,
  open: true,
  recent: { within: 9, of: 10 },
  today: { since: NOW, within: 9, of: 10, entered: 10, abandoned: 0, offers: 10, missed: 0 },
  bars: [],
  ...changes,
});
const late = (name: string, seconds: number) =>
  calm(name, {
    ...{ waiting: 4, breaches: 2, longestSince: NOW - seconds * 1_000 },
    breachSince: NOW - (seconds - 20) * 1_000,
  });
const empty = (name: string) => calm(name, { people: { ...people, available: 0 } });
const below = (name: string, minutes: number) =>
  calm(name, { recent: { within: 1, of: 9, belowSince: NOW - minutes * 60_000 } });

/** What is said of these queues after so long without news of those that are stale. */
function said(queues: readonly WallQueue[], stale: readonly string[] = [], silent = 0): string[] {
  const board: WallBoard = {
    ...{ at: NOW, title: 'Floor', queues: [...queues], missing: [], people },
    alerts: alertsOf(queues, NOW),
  };
  const now = NOW + silent;
  const shown = queues.map((queue): Shown => {
    const old = silent > 0 || stale.includes(queue.name);
    return { id: queue.id, queue, at: NOW, stale: old, now: NOW, age: old ? 40_000 : 0 };
  });
  return linesOf(board, shown, now).map(({ text }) => text);
}
const clock = new Date(NOW).toLocaleTimeString('en-GB');

test('nothing is said where nothing is wrong', () => {
  expect(said([calm('Care'), calm('Desk')])).toEqual([]);
});

test('one queue of a kind is said in full', () => {
  expect(said([late('Care', 161), empty('Desk'), below('Sales', 6), calm('Bags')], ['Bags'])).toEqual([
    'Care: 2 waits over 0:20, longest 2:41',
    'Desk: nobody at work',
    `Bags: no data, last seen ${clock}`,
    'Sales: under target for 6 min',
  ]);
});

test('every queue is named, the worst first, however many there are', () => {
  const queues = [late('Care', 40), late('Desk', 161), late('Bags', 81), empty('Fares'), empty('Visa')];
  expect(said([...queues, below('Sales', 6), below('Groups', 9)])).toEqual([
    '3 queues late: Desk 2:41, Bags 1:21, Care 0:40',
    'Nobody at work in 2 queues: Fares, Visa',
    '2 queues under target: Groups 9 min, Sales 6 min',
  ]);
});

test('those under their target that are late as well are not counted away', () => {
  const both = { ...late('Care', 161), recent: below('Care', 14).recent };
  expect(said([both, below('Sales', 6), below('Groups', 9)])).toEqual([
    'Care: 2 waits over 0:20, longest 2:41',
    '2 more queues under target: Groups 9 min, Sales 6 min',
  ]);
});

test('without any news it says so once, and what was alarming as what it was', () => {
  expect(said([late('Care', 161), empty('Desk'), below('Sales', 6)], [], 40_000)).toEqual([
    `No data from any queue since ${clock}`,
    'Late when last seen: Care 2:41',
    'Nobody at work when last seen: Desk',
    'Under target when last seen: Sales 6 min',
  ]);
  expect(said([calm('Care')], [], 40_000)).toEqual([`Care: no data, last seen ${clock}`]);
});

test('the worst line has the rows that are left', () => {
  const rows = (...lengths: number[]) =>
    rowsOf(lengths.map((length) => ({ kind: 'late', text: 'x'.repeat(length) })));
  expect(rows(10)).toEqual([1]);
  expect(rows(400, 400, 10)).toEqual([3, 1, 1]);
  expect(rows(10, 90)).toEqual([1, 2]);
  expect(rows(90, 90, 90, 90, 90)).toEqual([1, 1, 1, 1, 1]);
});
