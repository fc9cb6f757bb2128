// Owns how times and durations are written: 24 h, `m:ss`, over an hour `1 h 04`, days `24 Nov`, in the page's language.
import { inLanguage } from './language.ts';
import { t } from './words.ts';

const inTwo = (value: number): string => String(value).padStart(2, '0');

/** A length of time, ms; below zero counts as zero. */
export function duration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes}:${inTwo(seconds % 60)}`;
  return t('time.hours', { hours: Math.floor(minutes / 60), minutes: inTwo(minutes % 60) });
}

/** How old something is, in one unit. */
export function age(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return t('age.seconds', { count: seconds });
  if (seconds < 3_600) return t('age.minutes', { count: Math.floor(seconds / 60) });
  if (seconds < 172_800) return t('age.hours', { count: Math.floor(seconds / 3_600) });
  return t('age.days', { count: Math.floor(seconds / 86_400) });
}

/** Between what a wait lies, s, in whole minutes. */
export function waitRange({ low, high }: { readonly low: number; readonly high: number }): string {
  const minutes = { low: Math.floor(low / 60), high: Math.ceil(high / 60) };
  if (minutes.high <= 1) return t('wait.under');
  if (minutes.low === 0) return t('wait.upTo', minutes);
  return minutes.low === minutes.high ? t('wait.about', minutes) : t('wait.range', minutes);
}

export type Urgency = 'calm' | 'warn' | 'breach';
export interface Target {
  readonly text: string;
  readonly urgency: Urgency;
}

/** Time left to a target, or `+0:41` past it; under a third left is a warning. All in ms. */
export function target(left: number, of: number): Target {
  if (left < 0) return { text: `+${duration(-left)}`, urgency: 'breach' };
  return { text: duration(left), urgency: left * 3 < of ? 'warn' : 'calm' };
}

/** Seconds still to run, never more than the whole; the last second counts as one. */
export const countdown = (left: number, of: number): number =>
  Math.max(0, Math.min(Math.ceil(left / 1_000), Math.ceil(of / 1_000)));

/** How near an offer is to its end, in seconds left. */
export const offerUrgency = (seconds: number): Urgency =>
  seconds <= 5 ? 'breach' : seconds <= 10 ? 'warn' : 'calm';

/** `9:05`, `09.05` and `0905` as minutes of the day; null when it is no time. */
export function minuteOf(typed: string): number | null {
  const found = /^\s*([01]?\d|2[0-3])[:.]?([0-5]\d)\s*$/.exec(typed);
  return found === null ? null : Number(found[1]) * 60 + Number(found[2]);
}

const minute = inLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
);
const second = inLanguage(
  ({ dates }) =>
    new Intl.DateTimeFormat(dates, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
);
const day = inLanguage(({ dates }) => new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short' }));
const dayOfYear = inLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', year: 'numeric' }),
);

export const timeOfDay = (at: number): string => minute().format(at);
export const timeWithSeconds = (at: number): string => second().format(at);

/** `24 Nov`; with the year when it is another one. */
export const dayOf = (at: number, now: number): string =>
  (new Date(at).getFullYear() === new Date(now).getFullYear() ? day : dayOfYear)().format(at);

/** The time of today, else the day. */
export const momentOf = (at: number, now: number): string =>
  day().format(at) === day().format(now) && now - at < 86_400_000 ? timeOfDay(at) : dayOf(at, now);

/** The time of today, else day and time. */
export const whenOf = (at: number, now: number): string =>
  dayOf(at, now) === dayOf(now, now) ? timeOfDay(at) : `${dayOf(at, now)} ${timeOfDay(at)}`;

/** The time of today with its seconds, else day and time. */
export const eventOf = (at: number, now: number): string =>
  dayOf(at, now) === dayOf(now, now) ? timeWithSeconds(at) : `${dayOf(at, now)} ${timeOfDay(at)}`;

/** An ISO date without a time, as a day. */
export const isoDay = (date: string, now: number): string => dayOf(Date.parse(`${date}T12:00:00`), now);
