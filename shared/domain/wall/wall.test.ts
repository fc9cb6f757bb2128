import { describe, expect, test } from 'vitest';
import type { WallBoard, WallQueue } from '../../protocol/wall.ts';
import { applyTick } from './board.ts';
import { alertsOf, longestWait, queueTone, shareTone, waitTone } from './judge.ts';

const NOW = 1_800_000_000_000;
const people = { available: 1, atLimit: 0, away: 0, break: 0, offline: 0, load: 0, capacity: 5 };

const queueOf = (id: string, changes: Partial<WallQueue> = {}): WallQueue => ({
  id,
  name: `Queue ${id}`,
  goal: { seconds: 60, share: 0.8 },
  waiting: 0,
  breaches: 0,
  withPeople: 0,
  people,
  free: 5,
  open: true,
  recent: { within: 9, of: 10 },
  today: { since: NOW, within: 9, of: 10, entered: 10, abandoned: 0, offers: 10, missed: 0 },
  bars: Array.from({ length: 12 }, () => [0, 0]),
  ...changes,
});
const waitingFor = (seconds: number) => queueOf('a', { waiting: 1, longestSince: NOW - seconds * 1_000 });

describe('tones', () => {
  test('a wait warns in the last fifth of the target and is a breach past it', () => {
    const tones = [0, 47, 48, 60, 61].map((seconds) => waitTone(waitingFor(seconds), NOW));
    expect(tones).toEqual(['calm', 'calm', 'warn', 'warn', 'breach']);
    expect(waitTone(queueOf('a'), NOW)).toBe('calm');
    // The router's clock may be a little ahead of what the page makes of it.
    expect(longestWait(waitingFor(-3), NOW)).toBe(0);
  });

  test('a share below the goal warns, far below is a breach, of nothing is calm', () => {
    const tone = (within: number, of: number) => shareTone({ within, of }, 0.8);
    expect([tone(8, 10), tone(79, 100), tone(60, 100), tone(59, 100), tone(0, 0)]).toEqual([
      'calm',
      'warn',
      'warn',
      'breach',
      'calm',
    ]);
  });

  test('only who waits too long now makes a whole queue a breach', () => {
    expect(queueTone(queueOf('a', { recent: { within: 1, of: 10 } }), NOW)).toBe('warn');
    expect(queueTone({ ...waitingFor(61), recent: { within: 10, of: 10 } }, NOW)).toBe('breach');
  });
});

test('alerts say the worst first, and of one kind what lasts longest', () => {
  const nobody = { ...people, available: 0, away: 1 };
  const queues = [
    queueOf('calm'),
    queueOf('late', { waiting: 2, longestSince: NOW - 70_000, breaches: 1, breachSince: NOW - 10_000 }),
    queueOf('later', { waiting: 9, longestSince: NOW - 90_000, breaches: 4, breachSince: NOW - 30_000 }),
    queueOf('empty', { people: nobody }),
    queueOf('shut', { people: nobody, open: false }),
    queueOf('below', { recent: { within: 1, of: 9, belowSince: NOW - 60_000 } }),
    queueOf('soon', { closesAt: NOW + 600_000 }),
    queueOf('not-yet', { closesAt: NOW + 1_800_000 }),
  ];
  expect(alertsOf(queues, NOW)).toEqual([
    {
      kind: 'over_target',
      queue: 'later',
      name: 'Queue later',
      count: 4,
      seconds: 60,
      since: NOW - 30_000,
    },
    { kind: 'over_target', queue: 'late', name: 'Queue late', count: 1, seconds: 60, since: NOW - 10_000 },
    { kind: 'nobody', queue: 'empty', name: 'Queue empty' },
    { kind: 'below_goal', queue: 'below', name: 'Queue below', since: NOW - 60_000 },
    { kind: 'closing', queue: 'soon', name: 'Queue soon', at: NOW + 600_000 },
  ]);
});

test('a tick replaces what it names and confirms the rest', () => {
  const board: WallBoard = {
    at: NOW,
    title: 'Floor',
    queues: [queueOf('a'), queueOf('b')],
    missing: [],
    people,
    alerts: [],
  };
  const changed = queueOf('b', { waiting: 3 });
  const next = applyTick(board, { at: NOW + 1_000, queues: [changed], missing: ['a'] });
  expect(next).toEqual({ ...board, at: NOW + 1_000, queues: [queueOf('a'), changed], missing: ['a'] });
  expect(next.queues[0]).toBe(board.queues[0]);
  expect(applyTick(next, { at: NOW + 2_000 })).toEqual({ ...next, at: NOW + 2_000 });
});
