import { expect, test } from 'vitest';
import { atTime, comingDays, dayStart, timeText } from './moments.ts';

const day = new Date(2026, 10, 24).getTime();
const at = (hour: number, minute: number): number => new Date(2026, 10, 24, hour, minute).getTime();

test('a time is read as people write it, and written by 24 hours', () => {
  expect(['9:05', '09:05', '09.05', '0905', ' 14:06 ', '23:59'].map((typed) => atTime(day, typed))).toEqual([
    at(9, 5),
    at(9, 5),
    at(9, 5),
    at(9, 5),
    at(14, 6),
    at(23, 59),
  ]);
  expect(['', '9', '24:00', '09:60', '9 am'].map((typed) => atTime(day, typed))).toEqual([
    null,
    null,
    null,
    null,
    null,
  ]);
  expect(timeText(at(14, 6))).toBe('14:06');
});

test('the days to choose from begin today', () => {
  const days = comingDays(at(22, 50));
  expect([days.length, days[0], days[1]]).toEqual([14, day, new Date(2026, 10, 25).getTime()]);
  expect(dayStart(at(22, 50))).toBe(day);
});
