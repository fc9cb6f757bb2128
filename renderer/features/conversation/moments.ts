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

/** As a `datetime-local` field writes it. */
export function localOf(at: number): string {
  const day = new Date(at);
  const date = [day.getFullYear(), inTwo(day.getMonth() + 1), inTwo(day.getDate())].join('-');
  return `${date}T${inTwo(day.getHours())}:${inTwo(day.getMinutes())}`;
}

/** Null when the field holds no time. */
export function atLocal(text: string): number | null {
  const at = new Date(text).getTime();
  return Number.isNaN(at) ? null : at;
}
