// Owns the rows the page sees: one in-memory table per collection, a snapshot, and ordered diffs pushed a few at a time.
// Refuses: where rows come from (view.ts).
import type { CollectionName, Collections, Diff, Snapshot, Upsert } from '#shared/contract/views.ts';
import { collections } from '#shared/contract/views.ts';
import type { Clock } from './ports.ts';
import type { Times } from './times.ts';

const names = Object.keys(collections) as CollectionName[];

export interface State {
  put<C extends CollectionName>(c: C, id: string, row: Collections[C]): void;
  /** As `put`, but nobody is told: the rows travel in an answer. */
  seed<C extends CollectionName>(c: C, id: string, row: Collections[C]): void;
  remove(c: CollectionName, id: string): void;
  get<C extends CollectionName>(c: C, id: string): Collections[C] | undefined;
  rows<C extends CollectionName>(c: C): ReadonlyMap<string, Collections[C]>;
  snapshot(): Snapshot;
  /** Pushes at once what waits. */
  flush(): void;
}

/** What others do: nobody waits for a single one of these changes, and there may be hundreds a second. */
const CALM: ReadonlySet<CollectionName> = new Set(['queue', 'counts', 'watched', 'taken', 'waits', 'people']);

/** `push` gets each diff: at most one in `frameMs`, in `calmMs` while only calm rows change. */
export function createState(
  clock: Clock,
  { frameMs, calmMs }: Pick<Times, 'frameMs' | 'calmMs'>,
  push: (diff: Diff) => void,
): State {
  const tables = Object.fromEntries(names.map((name) => [name, new Map()])) as {
    [C in CollectionName]: Map<string, Collections[C]>;
  };
  let changed = new Map<string, { readonly c: CollectionName; readonly id: string }>();
  let rev = 0;
  let pushedAt = Number.NEGATIVE_INFINITY;
  let waiting: { readonly until: number; readonly cancel: () => void } | null = null;

  function touch(c: CollectionName, id: string): void {
    changed.set(`${c} ${id}`, { c, id });
    const now = clock.now();
    const pause = CALM.has(c) ? calmMs : frameMs;
    // A clock that was set back must not hold anything up.
    const wait = Math.max(0, Math.min(pause, pushedAt + pause - now));
    if (waiting !== null && waiting.until <= now + wait) return;
    waiting?.cancel();
    waiting = { until: now + wait, cancel: clock.after(wait, flush) };
  }

  function flush(): void {
    waiting?.cancel();
    waiting = null;
    if (changed.size === 0) return;
    const upserts: Upsert[] = [];
    const removals: Diff['removals'] = [];
    for (const { c, id } of changed.values()) {
      const row = tables[c].get(id);
      if (row === undefined) removals.push({ c, id });
      else upserts.push({ c, id, row });
    }
    changed = new Map();
    rev += 1;
    pushedAt = clock.now();
    push({ rev, upserts, removals });
  }

  const state: State = {
    put(c, id, row) {
      state.seed(c, id, row);
      touch(c, id);
    },
    seed(c, id, row) {
      tables[c].set(id, row);
    },
    remove(c, id) {
      if (tables[c].delete(id)) touch(c, id);
    },
    get: (c, id) => tables[c].get(id),
    rows: (c) => tables[c],
    snapshot() {
      // What waits is in the snapshot already; as a diff it must not come after it with an older row.
      flush();
      const rows = names.flatMap((c) => [...tables[c]].map(([id, row]): Upsert => ({ c, id, row })));
      return { rev, rows };
    },
    flush,
  };
  return state;
}
