// Owns the times a person chooses from: in a while, tomorrow morning, or one of their own, as this device's zone has them.
import { minuteOf } from '../../ui/time.ts';

const MINUTE = 60_000;
const MORNING_HOUR = 9;

/** On a full minute. */
export const inMinutes = (now: number, minutes: number): number =>
  Math.ceil((now + minutes * MINUTE) / MINUTE) * MINUTE;

export function tomorrowMorning(now: number): number {
  const day = new Date(now);
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + 1, MORNING_HOUR).getTime();
}

const inTwo = (value: number): string => String(value).padStart(2, '0');

export const timeText = (at: number): string => {
  const time = new Date(at);
  return `${inTwo(time.getHours())}:${inTwo(time.getMinutes())}`;
};

/** The midnights of this day and the thirteen that follow. */
export function comingDays(now: number): readonly number[] {
  const day = new Date(now);
  return Array.from({ length: 14 }, (_, n) =>
    new Date(day.getFullYear(), day.getMonth(), day.getDate() + n).getTime(),
  );
}

export const dayStart = (at: number): number => new Date(at).setHours(0, 0, 0, 0);

/** A time of that day as people write it, ms; null when it is no time. */
export function atTime(day: number, typed: string): number | null {
  const minute = minuteOf(typed);
  return minute === null ? null : new Date(day).setHours(0, minute, 0, 0);
}
