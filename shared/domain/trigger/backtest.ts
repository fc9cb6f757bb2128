// Owns what a policy would have done with recorded conversations, beside another: who fires, newly or no longer, at which turn,
// how right it was, and what it costs whom at which hour. One conversation at a time; only counts are kept.
// Refuses: reading files and signals; a conversation comes with its signals, which no policy changes.
import { sqrt } from '../../lib/math.ts';
import type { Standing } from './combine.ts';
import { changesFor, firesAt, type PolicyChange } from './counterfactual.ts';
import type { Policy } from './policy.ts';
import type { TurnSignals } from './signals.ts';

/** What is counted of a conversation, whatever a policy does with it. */
export interface RecordedAbout {
  readonly id: string;
  /** When each turn was said, ms since 1970, where it is known. */
  readonly times: readonly (number | undefined)[];
  readonly queue: string | undefined;
  /** Whether a person was needed, by whoever judged it; null where nobody did. */
  readonly needed: boolean | null;
}

export interface Recorded extends RecordedAbout {
  readonly standing: Standing | undefined;
  /** The bot's part, up to where a person took over. */
  readonly turns: readonly TurnSignals[];
}

export interface Difference {
  readonly id: string;
  /** Turns counted from 1; null is never. */
  readonly fires: number | null;
  readonly before: number | null;
  readonly kind: 'newly' | 'no longer' | 'earlier' | 'later' | 'same';
  readonly needed: boolean | null;
}

/** A share with its 95 % interval and what it is a share of. */
export interface Share {
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly hits: number;
  readonly of: number;
}

export interface Outcome {
  readonly fired: number;
  /** Of those that fire and are judged, how many needed a person; null where none is judged. */
  readonly precision: Share | null;
  /** Of those that needed a person, how many fire; unknown where somebody who does not fire was not judged. */
  readonly recall: Share | 'unknown' | null;
  /** Mean turn of the first firing; null where none fires. */
  readonly meanTurn: number | null;
}

export interface HourLoad {
  /** Null where a line names none. */
  readonly queue: string | null;
  /** Hour of the day, UTC; null where the time is not known. */
  readonly hour: number | null;
  readonly fires: number;
  readonly before: number;
  /** Handoffs more (or less) in this hour of a day, over the days that are there; null without times. */
  readonly extraPerDay: number | null;
}

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const Z = 1.959963984540054;

/** Wilson's score interval (E.B. Wilson, JASA 1927): holds for small n and for shares near 0 and 1. */
export function shareOf(hits: number, of: number): Share | null {
  if (of === 0) return null;
  const value = hits / of;
  const spread = Z * Z;
  const middle = (value + spread / (2 * of)) / (1 + spread / of);
  const half = (Z * sqrt((value * (1 - value)) / of + spread / (4 * of * of))) / (1 + spread / of);
  return { value, low: hits === 0 ? 0 : middle - half, high: hits === of ? 1 : middle + half, hits, of };
}

function counter() {
  const counts = { fired: 0, judged: 0, right: 0, needed: 0, found: 0, unjudgedUnfired: 0, turns: 0 };
  return {
    add(fires: number | null, needed: boolean | null): void {
      if (needed === true) counts.needed += 1;
      if (fires === null) {
        if (needed === null) counts.unjudgedUnfired += 1;
        return;
      }
      counts.fired += 1;
      counts.turns += fires;
      if (needed === null) return;
      counts.judged += 1;
      if (needed) {
        counts.right += 1;
        counts.found += 1;
      }
    },
    outcome: (onlyHandedOver: boolean): Outcome => ({
      fired: counts.fired,
      precision: shareOf(counts.right, counts.judged),
      recall: onlyHandedOver || counts.unjudgedUnfired > 0 ? 'unknown' : shareOf(counts.found, counts.needed),
      meanTurn: counts.fired === 0 ? null : counts.turns / counts.fired,
    }),
  };
}

function kindOf(fires: number | null, before: number | null): Difference['kind'] {
  if (fires === before) return 'same';
  if (before === null) return 'newly';
  if (fires === null) return 'no longer';
  return fires < before ? 'earlier' : 'later';
}

/** Where the policy errs about a conversation: the smallest change that would have put it right, or null. */
export function remedyFor(policy: Policy, recorded: Recorded, fires: number | null): PolicyChange | null {
  const { needed, standing, turns } = recorded;
  if (needed === null || needed === (fires !== null)) return null;
  return changesFor(policy, standing, turns, needed ? turns.length : null)[0] ?? null;
}

/** Adds conversations up, one after another. */
export function backtest(policy: Policy, against: Policy | null) {
  const draft = counter();
  const live = counter();
  const kinds = { newly: 0, 'no longer': 0, earlier: 0, later: 0, same: 0 };
  const load = new Map<string, { fires: number; before: number }>();
  const days = new Set<number>();
  let conversations = 0;

  function addLoad(
    { queue = '', times }: RecordedAbout,
    turn: number | null,
    which: 'fires' | 'before',
  ): void {
    if (turn === null) return;
    const at = times[turn - 1];
    const hour = at === undefined ? '' : String(((at % DAY_MS) - (at % HOUR_MS)) / HOUR_MS);
    const key = `${hour}/${queue}`;
    const hours = load.get(key) ?? { fires: 0, before: 0 };
    hours[which] += 1;
    load.set(key, hours);
  }

  function count(recorded: RecordedAbout, fires: number | null, before: number | null): Difference {
    const { id, times, needed } = recorded;
    const kind = kindOf(fires, before);
    conversations += 1;
    kinds[kind] += 1;
    draft.add(fires, needed);
    live.add(before, needed);
    addLoad(recorded, fires, 'fires');
    addLoad(recorded, before, 'before');
    const [first] = times;
    if (first !== undefined) days.add((first - (first % DAY_MS)) / DAY_MS);
    return { id, fires, before, kind, needed };
  }

  return {
    add(recorded: Recorded): Difference {
      const { standing, turns } = recorded;
      const before = against === null ? null : firesAt(against, standing, turns);
      return count(recorded, firesAt(policy, standing, turns), before);
    },
    /** As `add`, by whoever knows already where each fires first. */
    count,
    /**
     * `onlyHandedOver`: the record holds nobody who stayed with the bot, so that nothing can be said of those who were
     * missed.
     */
    summary(onlyHandedOver: boolean) {
      const hours = [...load].map(([key, { fires, before }]): HourLoad => {
        const cut = key.indexOf('/');
        const extraPerDay = days.size === 0 ? null : (fires - before) / days.size;
        const hour = cut === 0 ? null : Number(key.slice(0, cut));
        return { queue: key.slice(cut + 1) || null, hour, fires, before, extraPerDay };
      });
      const order = ({ queue, hour }: HourLoad): string => `${queue ?? ''}/${100 + (hour ?? -1)}`;
      hours.sort((a, b) => (order(a) < order(b) ? -1 : 1));
      const { newly, earlier, later, same } = kinds;
      return {
        conversations,
        days: days.size,
        policy: { id: policy.id, revision: policy.revision, ...draft.outcome(onlyHandedOver) },
        ...(against === null
          ? {}
          : {
              against: { id: against.id, revision: against.revision, ...live.outcome(onlyHandedOver) },
              changes: { newly, noLonger: kinds['no longer'], earlier, later, same },
            }),
        load: against === null ? hours.map(({ queue, hour, fires }) => ({ queue, hour, fires })) : hours,
      };
    },
  };
}
