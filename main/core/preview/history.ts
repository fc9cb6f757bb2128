// Owns recorded conversations as they lie in memory for a backtest: flat signals and what is counted of each, never their words
// beyond the first few. Refuses: threads (worker.ts), files and the policy in use.
import type { ChangedConversation } from '#shared/contract/triggers.ts';
import {
  backtest,
  type Difference,
  type HourLoad,
  type RecordedAbout,
  type Share,
  shareOf,
} from '#shared/domain/trigger/backtest.ts';
import { asksAt, createFiring, type FlatTurns, flatten, TURN_WIDTH } from '#shared/domain/trigger/firing.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { signalsOf } from '#shared/domain/trigger/recorded-line.ts';
import type { Scorer } from '#shared/domain/trigger/signals.ts';
import type { ReadSignals, RecordedHead, RecordedRow } from '#store/port.ts';
import type { Holds, Trial, Tried } from './port.ts';

/** From the first to the last time that is known. */
type Span = Pick<Holds, 'from' | 'to'>;

function spanOf(times: Iterable<number | null | undefined>): Span {
  let from: number | undefined;
  let to: number | undefined;
  for (const at of times) {
    if (at === undefined || at === null) continue;
    if (from === undefined || at < from) from = at;
    if (to === undefined || at > to) to = at;
  }
  return { from, to };
}

interface Held {
  readonly key: string;
  readonly isFile: boolean;
  readonly head: Omit<RecordedHead, 'times' | 'account'>;
  readonly about: RecordedAbout;
  readonly turns: FlatTurns;
  readonly span: Span;
  /** Turn by which a person was due: asked for in words, or there. Null where neither is recorded. */
  readonly due: number | null;
}

/** Conversations between two looks at whether anybody still waits. */
const LOOK = 256;
const MOST_CHANGED = 500;

const bytesOf = (turns: FlatTurns): Uint8Array =>
  new Uint8Array(turns.buffer, turns.byteOffset, turns.byteLength);

/** In this machine's order of bytes: they never leave it. */
const turnsOf = (bytes: Uint8Array): FlatTurns => new Int32Array(bytes.slice().buffer);

function heldOf({ key, isFile, head: { times, account: _, ...head } }: RecordedRow, turns: FlatTurns): Held {
  const asked = asksAt(turns);
  const last = turns.length / TURN_WIDTH;
  return {
    key,
    isFile,
    head,
    about: { id: key, times: times.map((at) => at ?? undefined), queue: head.queue, needed: head.needed },
    turns,
    span: spanOf(times),
    due: asked ?? (head.tookOver ? last : null),
  };
}

const KINDS = {
  newly: 'newly',
  'no longer': 'noLonger',
  earlier: 'earlier',
  later: 'later',
} as const;

interface Moved extends Difference {
  readonly held: Held;
}

/** Turns between the two firings; never firing is one after the last turn. */
function distance({ fires, before, held }: Moved): number {
  const never = held.turns.length / TURN_WIDTH + 1;
  const turns = (fires ?? never) - (before ?? never);
  return turns < 0 ? -turns : turns;
}
const isOnce = ({ fires, before }: Moved): boolean => fires === null || before === null;

/** Firing at all or not is more than when; then by turns, then the newest. */
function byChange(a: Moved, b: Moved): number {
  if (isOnce(a) !== isOnce(b)) return isOnce(a) ? -1 : 1;
  const apart = distance(b) - distance(a);
  if (apart !== 0) return apart;
  const [first, second] = [a.held.about.times[0] ?? 0, b.held.about.times[0] ?? 0];
  return first === second ? (a.held.key < b.held.key ? -1 : 1) : second - first;
}

function shownOf({ held, kind, before, fires }: Moved): ChangedConversation | null {
  if (kind === 'same') return null;
  const { name, id, about, label, needed } = held.head;
  return {
    conversation: held.key,
    name: name ?? id,
    about,
    kind: KINDS[kind],
    before,
    fires,
    label,
    needed,
  };
}

/**
 * Of each queue the hour in which most is handed over under either policy, and the earliest of several. Days are counted by
 * first turns: without any, nothing can be said per day.
 */
function busiest(load: readonly HourLoad[], days: number): Tried['load'] {
  if (days === 0) return [];
  const peak = ({ fires, before }: HourLoad): number => Math.max(fires, before);
  const hours = new Map<string | null, HourLoad>();
  for (const each of load) {
    const sofar = hours.get(each.queue);
    if (each.hour !== null && (sofar === undefined || peak(each) > peak(sofar))) hours.set(each.queue, each);
  }
  return [...hours.values()].map(({ queue, hour, fires, before }) => ({
    queue,
    hour: hour ?? 0,
    live: before / days,
    draft: fires / days,
  }));
}

function timing() {
  const counts = { hits: 0, of: 0 };
  return {
    add(fires: number | null, { due, about }: Held): void {
      if (about.needed !== true || fires === null || due === null) return;
      counts.of += 1;
      if (fires <= due) counts.hits += 1;
    },
    share: (): Share | null => shareOf(counts.hits, counts.of),
  };
}

export function createHistory(scorer: Scorer) {
  const all = new Map<number, Held>();

  function holds(): Holds {
    const ends = [...all.values()].flatMap(({ span }) => [span.from, span.to]);
    return { read: all.size, ...spanOf(ends) };
  }

  const counts = ({ isFile, head }: Held, bots: ReadonlySet<string>): boolean =>
    isFile || head.bot === undefined || bots.has(head.bot);

  return {
    /** Reads what came with its words; signals that do not fit the words are never taken. */
    add(rows: readonly RecordedRow[]): { signals: ReadSignals[]; holds: Holds } {
      const signals: ReadSignals[] = [];
      for (const row of rows) {
        const known = row.signals;
        const turns = known === undefined ? flatten(signalsOf(scorer, row.turns ?? [])) : turnsOf(known);
        if (known === undefined) signals.push({ number: row.number, signals: bytesOf(turns) });
        all.set(row.number, heldOf(row, turns));
      }
      return { signals, holds: holds() };
    },
    drop(numbers: readonly number[]): Holds {
      for (const number of numbers) all.delete(number);
      return holds();
    },
    clear(): Holds {
      all.clear();
      return holds();
    },
    /** Null when `isOver` says so before the end. */
    backtest({ live, draft, bots }: Trial, isOver: () => boolean): Tried | null {
      const ours = new Set(bots);
      const [firesLive, firesDraft] = [createFiring(live), createFiring(draft)];
      const test = backtest(draft, live);
      const inTime = { live: timing(), draft: timing() };
      const moved: Moved[] = [];
      let onlyHandedOver = false;
      let earlier = 0;
      let seen = 0;
      for (const held of all.values()) {
        seen += 1;
        if (seen % LOOK === 1 && isOver()) return null;
        if (!counts(held, ours)) continue;
        const { head, turns, about } = held;
        const before = firesLive(head.standing, turns);
        const fires = firesDraft(head.standing, turns);
        const difference = test.count(about, fires, before);
        inTime.live.add(before, held);
        inTime.draft.add(fires, held);
        onlyHandedOver ||= head.handedOver;
        if (difference.kind === 'earlier') earlier += (before ?? 0) - (fires ?? 0);
        if (difference.kind !== 'same') moved.push({ ...difference, held });
      }
      const { conversations, days, policy, against, changes, load } = test.summary(onlyHandedOver);
      if (against === undefined || changes === undefined) throw new Error('there is nothing to compare with');
      moved.sort(byChange);
      const outcome = ({ fired, precision, recall, meanTurn }: typeof policy) => ({
        ...{ fired, precision, recall, meanTurn },
      });
      return {
        conversations,
        live: outcome(against),
        draft: outcome(policy),
        changes,
        earlierBy: changes.earlier === 0 ? null : earlier / changes.earlier,
        inTime: { live: inTime.live.share(), draft: inTime.draft.share() },
        load: busiest(load as readonly HourLoad[], days),
        changed: moved.slice(0, MOST_CHANGED).flatMap((each) => shownOf(each) ?? []),
        changedTotal: moved.length,
      };
    },
    /** How often a policy fires over all of it, and how often rightly. Null when `isOver` says so before the end. */
    fired(
      policy: Policy,
      bots: readonly string[],
      isOver: () => boolean,
    ): { fired: number; precision: Share | null } | null {
      const ours = new Set(bots);
      const firesIn = createFiring(policy);
      const sum = { fired: 0, judged: 0, right: 0 };
      let seen = 0;
      for (const held of all.values()) {
        seen += 1;
        if (seen % LOOK === 1 && isOver()) return null;
        if (!counts(held, ours) || firesIn(held.head.standing, held.turns) === null) continue;
        sum.fired += 1;
        if (held.about.needed !== null) sum.judged += 1;
        if (held.about.needed === true) sum.right += 1;
      }
      return { fired: sum.fired, precision: shareOf(sum.right, sum.judged) };
    },
  };
}

export type History = ReturnType<typeof createHistory>;
