// Owns when a queue is open: weekly spans and holidays in the queue's own time zone, through clock changes.
// A span is local time, start included, end not; an end at or before the start is on the next day.
// A holiday closes what begins on that local date. Refuses: now; time is given.
import type { Hours } from '#shared/schema/config.ts';

const MINUTE = 60_000;
const DAY = 86_400_000;
const DAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
/** A year and a day: a queue that does not open within it has no opening. */
const HORIZON_DAYS = 367;

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(timeZone: string): Intl.DateTimeFormat {
  let found = formatters.get(timeZone);
  if (found === undefined) {
    found = new Intl.DateTimeFormat('en-US', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formatters.set(timeZone, found);
  }
  return found;
}

/** The local wall clock at an instant, written as if it were UTC. */
function local(timeZone: string, at: number): number {
  const part: Record<string, number> = {};
  for (const { type, value } of formatter(timeZone).formatToParts(at)) part[type] = Number(value);
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** Instants at which the local clock shows `wall`: none in a spring gap, two in autumn. Earliest first. */
function instants(timeZone: string, wall: number): number[] {
  const offsets = new Set([-DAY, 0, DAY].map((shift) => local(timeZone, wall + shift) - (wall + shift)));
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((at) => local(timeZone, at) === wall)
    .sort((a, b) => a - b);
}

const minutes = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Spans that begin on the local date of `midnight` (wall clock), in wall time. */
function spansOn(hours: Hours, midnight: number): [number, number][] {
  const date = new Date(midnight);
  if (hours.holidays.includes(date.toISOString().slice(0, 10))) return [];
  const spans = hours.weekly[DAYS[date.getUTCDay()] ?? 'sun'] ?? [];
  return spans.map(([from, to]) => {
    const start = minutes(from);
    const end = minutes(to);
    return [midnight + start * MINUTE, midnight + (end > start ? end : end + 24 * 60) * MINUTE];
  });
}

/** Is the queue open at an instant (ms)? */
export function isOpen(hours: Hours | undefined, at: number): boolean {
  if (hours === undefined) return true;
  const wall = local(hours.timeZone, at);
  const midnight = wall - (wall % DAY);
  return [midnight - DAY, midnight].some((day) =>
    spansOn(hours, day).some(([start, end]) => wall >= start && wall < end),
  );
}

/** The first instant after `at` at which a closed queue is open; `at` when it is open; null when it never opens. */
export function opensAt(hours: Hours | undefined, at: number): number | null {
  if (hours === undefined || isOpen(hours, at)) return at;
  const wall = local(hours.timeZone, at);
  const today = wall - (wall % DAY);
  for (let day = 0; day <= HORIZON_DAYS; day++) {
    const starts = spansOn(hours, today + day * DAY).flatMap(([start]) => moments(hours.timeZone, start));
    const first = [...starts, ...changeOn(hours.timeZone, today + day * DAY)]
      .filter((instant) => instant > at && isOpen(hours, instant))
      .sort((a, b) => a - b)[0];
    if (first !== undefined) return first;
  }
  return null;
}

/** When an open queue closes, if that is today or, past midnight, by the end of the span that is open; else null. */
export function closesAt(hours: Hours | undefined, at: number): number | null {
  if (hours === undefined || !isOpen(hours, at)) return null;
  const wall = local(hours.timeZone, at);
  const today = wall - (wall % DAY);
  const ends = [today - DAY, today].flatMap((day) =>
    spansOn(hours, day).flatMap(([, end]) => moments(hours.timeZone, end)),
  );
  const first = [...ends, ...changeOn(hours.timeZone, today)]
    .filter((instant) => instant > at && !isOpen(hours, instant))
    .sort((a, b) => a - b)[0];
  return first ?? null;
}

/** The local day an instant is in: its first instant, and that of the next day. */
export function dayAround(timeZone: string, at: number): readonly [number, number] {
  const wall = local(timeZone, at);
  const midnight = wall - (wall % DAY);
  return [moments(timeZone, midnight)[0] ?? at, moments(timeZone, midnight + DAY)[0] ?? at + DAY];
}

/** Where wall time `start` falls; in a spring gap, where the clock has jumped. */
function moments(timeZone: string, start: number): number[] {
  const exact = instants(timeZone, start);
  if (exact.length > 0) return exact;
  // The gap is skipped minute by minute: it is an hour or less in nearly every zone, a day once in Samoa.
  for (let wall = start + MINUTE; wall <= start + DAY; wall += MINUTE) {
    const [after] = instants(timeZone, wall);
    if (after !== undefined) return [after];
  }
  return [];
}

/** The instant within a day at which the clock changes: set back, it may fall into a span that had ended. */
function changeOn(timeZone: string, midnight: number): number[] {
  const offset = (at: number) => local(timeZone, at) - at;
  let before = midnight - offset(midnight);
  let after = before + DAY;
  const old = offset(before);
  if (offset(after) === old) return [];
  while (after - before > 1_000) {
    const middle = before + Math.floor((after - before) / 2_000) * 1_000;
    if (offset(middle) === old) before = middle;
    else after = middle;
  }
  return [after];
}
