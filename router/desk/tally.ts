// Owns what is counted of one queue: its local day, and minute by minute the last hour. Pure: a fact and a time give the
// next tally, so that it is stored with the step that made the fact and survives every restart.
// Refuses: what is true at this moment (wall.ts counts that) and when the local day begins (hours.ts).
import { BAR_MS, BARS, RECENT_MS } from '#shared/protocol/wall.ts';

const MINUTE = 60_000;
/** Minutes that are kept: the bars, and before each minute of an hour the span its share looks back on. */
const KEPT = (BARS * BAR_MS) / MINUTE + RECENT_MS / MINUTE;
/** Who leaves this soon had not begun to wait, ms: a short abandon. */
export const SHORT_ABANDON = 5_000;

/** Counted of a day. `of` = answered + abandoned - short abandons. */
export interface DayTally {
  readonly within: number;
  readonly of: number;
  readonly entered: number;
  readonly abandoned: number;
  readonly offers: number;
  readonly missed: number;
}

/** [minute since 1970, conversations begun, handoffs entered, answered within the target, of] */
type MinuteTally = readonly [minute: number, arrived: number, entered: number, within: number, of: number];

export interface Tally {
  readonly queue: string;
  /** The local day that is counted, from and to (ms). */
  readonly from: number;
  readonly to: number;
  readonly day: DayTally;
  /** Oldest first, only those in which something happened. */
  readonly minutes: readonly MinuteTally[];
}

export type Fact =
  /** A conversation began with a bot of the queue. */
  | { readonly kind: 'arrived' }
  | { readonly kind: 'entered' }
  | { readonly kind: 'offered' }
  /** An offer ran out. */
  | { readonly kind: 'missed' }
  /** A wait ended with a person. */
  | { readonly kind: 'answered'; readonly waited: number; readonly target: number }
  /** A wait ended without one. `again`: a person had the handoff before, so it is no abandonment. */
  | { readonly kind: 'lost'; readonly waited: number; readonly again: boolean };

const NO_DAY: DayTally = { within: 0, of: 0, entered: 0, abandoned: 0, offers: 0, missed: 0 };

export const newTally = (queue: string): Tally => ({ queue, from: 0, to: 0, day: NO_DAY, minutes: [] });

/** What a fact adds to the service level: [within, of]. */
function served(fact: Fact): readonly [number, number] {
  if (fact.kind === 'answered') return [fact.waited <= fact.target ? 1 : 0, 1];
  return [0, fact.kind === 'lost' && !fact.again && fact.waited >= SHORT_ABANDON ? 1 : 0];
}

function counted(day: DayTally, fact: Fact): DayTally {
  const [within, of] = served(fact);
  return {
    within: day.within + within,
    of: day.of + of,
    entered: day.entered + Number(fact.kind === 'entered'),
    abandoned: day.abandoned + Number(fact.kind === 'lost' && !fact.again),
    offers: day.offers + Number(fact.kind === 'offered'),
    missed: day.missed + Number(fact.kind === 'missed'),
  };
}

function noted(minutes: readonly MinuteTally[], fact: Fact, at: number): readonly MinuteTally[] {
  const [within, of] = served(fact);
  const more = [Number(fact.kind === 'arrived'), Number(fact.kind === 'entered'), within, of] as const;
  if (more.every((each) => each === 0)) return minutes;
  const minute = Math.floor(at / MINUTE);
  const kept = minutes.filter(([each]) => each > minute - KEPT);
  const last = kept.at(-1);
  if (last?.[0] !== minute) return [...kept, [minute, ...more]];
  kept[kept.length - 1] = [
    minute,
    last[1] + more[0],
    last[2] + more[1],
    last[3] + more[2],
    last[4] + more[3],
  ];
  return kept;
}

/** `dayAt` gives the local day an instant is in; it is asked only when the day that is counted is over. */
export function count(
  tally: Tally,
  fact: Fact,
  at: number,
  dayAt: (at: number) => readonly [number, number],
): Tally {
  const stands = at >= tally.from && at < tally.to;
  const [from, to] = stands ? [tally.from, tally.to] : dayAt(at);
  return {
    queue: tally.queue,
    from,
    to,
    day: counted(stands ? tally.day : NO_DAY, fact),
    minutes: noted(tally.minutes, fact, at),
  };
}

/** Of the day `at` is in: nothing, when that has not been counted yet. */
export const dayOf = ({ from, to, day }: Tally, at: number): DayTally =>
  at >= from && at < to ? day : NO_DAY;

/** Service level over the minutes from `RECENT_MS` before the end of the minute of `at`. */
function levelAt(minutes: readonly MinuteTally[], minute: number): { within: number; of: number } {
  let within = 0;
  let of = 0;
  for (const each of minutes) {
    if (each[0] > minute || each[0] <= minute - RECENT_MS / MINUTE) continue;
    within += each[3];
    of += each[4];
  }
  return { within, of };
}

/** `belowSince`: the first minute of those, back from now, in which the level was below `goal`; an hour at most. */
export function recent(
  { minutes }: Tally,
  goal: number,
  at: number,
): { readonly within: number; readonly of: number; readonly belowSince?: number } {
  const now = Math.floor(at / MINUTE);
  const level = levelAt(minutes, now);
  const isBelow = ({ within, of }: { within: number; of: number }) => of > 0 && within < goal * of;
  if (!isBelow(level)) return level;
  let since = now;
  while (since > now - (BARS * BAR_MS) / MINUTE && isBelow(levelAt(minutes, since - 1))) since -= 1;
  return { ...level, belowSince: since * MINUTE };
}

/** [arrivals, handoffs] of each bar, oldest first; the last one holds `at`. */
export function bars({ minutes }: Tally, at: number): [number, number][] {
  const last = Math.floor(at / BAR_MS);
  const all = Array.from({ length: BARS }, (): [number, number] => [0, 0]);
  for (const [minute, arrived, entered] of minutes) {
    const bar = all[BARS - 1 - (last - Math.floor((minute * MINUTE) / BAR_MS))];
    if (bar === undefined) continue;
    bar[0] += arrived;
    bar[1] += entered;
  }
  return all;
}
