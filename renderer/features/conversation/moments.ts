// Owns the times a person chooses from: in a while, tomorrow morning, or one of their own, as this device's zone has them.

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

/** `9:05`, `09.05` and `0905` on that day, ms; null when it is no time. */
export function atTime(day: number, typed: string): number | null {
  const found = /^\s*([01]?\d|2[0-3])[:.]?([0-5]\d)\s*$/.exec(typed);
  return found === null ? null : new Date(day).setHours(Number(found[1]), Number(found[2]), 0, 0);
}
