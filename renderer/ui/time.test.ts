import { expect, test } from 'vitest';
import { age, countdown, dayOf, duration, momentOf, target, whenOf } from './time.ts';

test('durations: m:ss, over an hour h and minutes, never below zero', () => {
  expect(
    [-5, 0, 999, 59_999, 60_000, 82_000, 3_599_999, 3_600_000, 3_840_000, 90_000_000].map(duration),
  ).toEqual(['0:00', '0:00', '0:00', '0:59', '1:00', '1:22', '59:59', '1 h 00', '1 h 04', '25 h 00']);
});

test('a target warns under a third and breaks at zero', () => {
  expect([60_000, 20_000, 19_999, 0, -1, -41_000].map((left) => target(left, 60_000))).toEqual([
    { text: '1:00', urgency: 'calm' },
    { text: '0:20', urgency: 'calm' },
    { text: '0:19', urgency: 'warn' },
    { text: '0:00', urgency: 'warn' },
    { text: '+0:00', urgency: 'breach' },
    { text: '+0:41', urgency: 'breach' },
  ]);
});

test('a countdown counts the last second, and never shows more than the whole', () => {
  expect([40_900, 40_000, 39_001, 1, 0, -1].map((left) => countdown(left, 40_000))).toEqual([
    40, 40, 40, 1, 0, 0,
  ]);
});

test('ages in one unit; moments are today’s time or a day, with the year when it is another', () => {
  expect([0, 59_999, 60_000, 7_200_000, 200_000_000].map(age)).toEqual([
    '0 s',
    '59 s',
    '1 min',
    '2 h',
    '2 days',
  ]);
  const now = new Date(2026, 10, 24, 14, 6).getTime();
  expect(momentOf(new Date(2026, 10, 24, 9, 5).getTime(), now)).toBe('09:05');
  expect(momentOf(new Date(2026, 10, 23, 9, 5).getTime(), now)).toBe('23 Nov');
  expect(whenOf(new Date(2026, 10, 24, 23, 5).getTime(), now)).toBe('23:05');
  expect(whenOf(new Date(2026, 10, 25, 0, 30).getTime(), now)).toBe('25 Nov 00:30');
  expect(whenOf(new Date(2027, 0, 1, 0, 5).getTime(), now)).toBe('1 Jan 2027 00:05');
  expect(dayOf(new Date(2027, 0, 12).getTime(), now)).toBe('12 Jan 2027');
});
