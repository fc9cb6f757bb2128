// Owns the order that stays while somebody points at it: who left keeps the place, who came stands below the others.
// Refuses: the order itself (queue.ts, waiting.ts), and when it is held.
import type { GroupName, Groups, Row } from './queue.ts';
import { differences, rowIn } from './shards.ts';
import { placeOf, rowOf, type Waiting } from './waiting.ts';

export interface Shown {
  readonly groups: Readonly<Record<GroupName, readonly Row[]>>;
  /** The row is shown although it is no longer there. */
  readonly isGone: (row: Row) => boolean;
  /** Arrivals since the order was fixed. */
  readonly fresh: Readonly<Record<GroupName, number>>;
}

interface Kept {
  readonly rows: readonly Row[];
  readonly fresh: number;
}

/** A short group: arrivals are counted but not shown, because they would push what is below them down. */
function keep(now: readonly Row[], fixed: readonly Row[]): Kept {
  const there = new Map(now.map((row) => [row.key, row]));
  const rows = fixed.map((row) => there.get(row.key) ?? row);
  for (const { key } of fixed) there.delete(key);
  return { rows, fresh: there.size };
}

/** Those who wait, from one look to the next: what changed costs, not the ten thousand that wait. */
function holdWaiting(fixed: Groups): (now: Groups) => Kept {
  const came = new Map<string, number>();
  let { table } = fixed;
  let rows: readonly Waiting[] = fixed.waiting;
  let fresh = 0;
  function placeFor(handoff: string): number {
    const row = rowIn(fixed.table, handoff);
    return row === undefined ? (came.get(handoff) ?? rows.length) : placeOf(fixed.waiting, row, fixed.order);
  }
  return (now) => {
    const changes = differences(table, now.table);
    table = now.table;
    if (changes.left.length + changes.came.length === 0) return { rows, fresh };
    const next = [...rows];
    rows = next;
    for (const { handoff } of changes.left) if (came.has(handoff)) fresh -= 1;
    for (const row of changes.came) {
      const place = placeFor(row.handoff);
      if (place >= fixed.waiting.length) {
        came.set(row.handoff, place);
        fresh += 1;
      }
      next[place] = rowOf(row);
    }
    return { rows, fresh };
  };
}

/** The rows as they are, or in the order of `fixed`. */
export function createHolding(): (now: Groups, fixed: Groups | null) => Shown {
  let held: { readonly fixed: Groups; readonly look: (now: Groups) => Kept } | null = null;
  return (now, fixed) => {
    if (fixed === null) {
      held = null;
      return {
        groups: now,
        isGone: () => false,
        fresh: { offered: 0, yours: 0, waiting: 0, watched: 0, taken: 0 },
      };
    }
    if (held?.fixed !== fixed) held = { fixed, look: holdWaiting(fixed) };
    const offered = keep(now.offered, fixed.offered);
    const yours = keep(now.yours, fixed.yours);
    const waiting = held.look(now);
    const watched = keep(now.watched, fixed.watched);
    const taken = keep(now.taken, fixed.taken);
    return {
      groups: {
        offered: offered.rows,
        yours: yours.rows,
        waiting: waiting.rows,
        watched: watched.rows,
        taken: taken.rows,
      },
      isGone: (row) =>
        row.group === 'waiting'
          ? rowIn(now.table, row.waiting.handoff) === undefined
          : !now[row.group].some(({ key }) => key === row.key),
      fresh: {
        offered: offered.fresh,
        yours: yours.fresh,
        waiting: waiting.fresh,
        watched: watched.fresh,
        taken: taken.fresh,
      },
    };
  };
}
