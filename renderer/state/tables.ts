// Owns the page's copy of the core's rows: a snapshot, then diffs in order. Pure; refuses to guess over a gap.
import type { CollectionName, Collections, Diff, Snapshot } from '#shared/contract/views.ts';
import { collections } from '#shared/contract/views.ts';
import { changed, NO_SHARDS, type Shards } from './shards.ts';

/** Those who wait are many and change all the time; every other table is a map. */
export type PlainName = Exclude<CollectionName, 'queue'>;
export type Tables = { readonly [C in PlainName]: ReadonlyMap<string, Collections[C]> } & {
  readonly queue: Shards<Collections['queue']>;
};
export interface Copy {
  readonly rev: number;
  readonly tables: Tables;
}

const plain = (Object.keys(collections) as CollectionName[]).filter((name) => name !== 'queue');
export const NO_TABLES = {
  ...Object.fromEntries(plain.map((name) => [name, new Map()])),
  queue: NO_SHARDS,
} as unknown as Tables;

/** Takes rows one by one, null for one that goes; a table that changes is copied once, however many there are. */
function draftOf(tables: Tables) {
  const maps = new Map<PlainName, Map<string, unknown>>();
  const queue: [string, Collections['queue'] | null][] = [];
  return {
    put(c: CollectionName, id: string, row: unknown): void {
      if (c === 'queue') {
        queue.push([id, row as Collections['queue'] | null]);
        return;
      }
      const map = maps.get(c) ?? new Map<string, unknown>(tables[c]);
      maps.set(c, map);
      if (row === null) map.delete(id);
      else map.set(id, row);
    },
    made: (): Tables => ({
      ...tables,
      ...Object.fromEntries(maps),
      queue: queue.length === 0 ? tables.queue : changed(tables.queue, queue),
    }),
  };
}

export function fromSnapshot({ rev, rows }: Snapshot): Copy {
  const draft = draftOf(NO_TABLES);
  for (const { c, id, row } of rows) draft.put(c, id, row);
  return { rev, tables: draft.made() };
}

export interface Applied {
  /** The copy with all diffs up to the first gap; the same copy when they are all in it already. */
  readonly copy: Copy;
  /** The diffs that do not fit because one before them is missing. */
  readonly rest: readonly Diff[];
}

export function applyDiffs(copy: Copy, diffs: readonly Diff[]): Applied {
  const draft = draftOf(copy.tables);
  let { rev } = copy;
  let rest: readonly Diff[] = [];
  for (const [index, diff] of diffs.entries()) {
    if (diff.rev <= rev) continue;
    if (diff.rev !== rev + 1) {
      rest = diffs.slice(index);
      break;
    }
    for (const { c, id, row } of diff.upserts) draft.put(c, id, row);
    for (const { c, id } of diff.removals) draft.put(c, id, null);
    rev = diff.rev;
  }
  return { copy: rev === copy.rev ? copy : { rev, tables: draft.made() }, rest };
}

/** Rows that came with an answer instead of a diff; the newest state of them at that moment. */
export function addRows<C extends CollectionName>(
  copy: Copy,
  c: C,
  rows: readonly (readonly [string, Collections[C]])[],
): Copy {
  const draft = draftOf(copy.tables);
  for (const [id, row] of rows) draft.put(c, id, row);
  return { ...copy, tables: draft.made() };
}
