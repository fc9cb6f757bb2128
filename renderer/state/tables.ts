// Owns the page's copy of the core's rows: a snapshot, then diffs in order. Pure; refuses to guess over a gap.
import type { CollectionName, Collections, Diff, Snapshot } from '#shared/contract/views.ts';
import { collections } from '#shared/contract/views.ts';

export type Tables = { readonly [C in CollectionName]: ReadonlyMap<string, Collections[C]> };
export interface Copy {
  readonly rev: number;
  readonly tables: Tables;
}

const names = Object.keys(collections) as CollectionName[];
const empty = (): Record<CollectionName, Map<string, unknown>> =>
  Object.fromEntries(names.map((name) => [name, new Map()])) as Record<CollectionName, Map<string, unknown>>;

export const NO_TABLES = empty() as Tables;

export function fromSnapshot({ rev, rows }: Snapshot): Copy {
  const tables = empty();
  for (const { c, id, row } of rows) tables[c].set(id, row);
  return { rev, tables: tables as Tables };
}

export interface Applied {
  /** The copy with all diffs up to the first gap; the same copy when they are all in it already. */
  readonly copy: Copy;
  /** The diffs that do not fit because one before them is missing. */
  readonly rest: readonly Diff[];
}

/** A table that changes is copied once, however many diffs there are. */
export function applyDiffs(copy: Copy, diffs: readonly Diff[]): Applied {
  const changed = new Map<CollectionName, Map<string, unknown>>();
  const table = (c: CollectionName): Map<string, unknown> => {
    let own = changed.get(c);
    if (own === undefined) {
      own = new Map<string, unknown>(copy.tables[c]);
      changed.set(c, own);
    }
    return own;
  };
  let { rev } = copy;
  for (const [index, diff] of diffs.entries()) {
    if (diff.rev <= rev) continue;
    if (diff.rev !== rev + 1) return { copy: made(), rest: diffs.slice(index) };
    for (const { c, id, row } of diff.upserts) table(c).set(id, row);
    for (const { c, id } of diff.removals) table(c).delete(id);
    rev = diff.rev;
  }
  return { copy: made(), rest: [] };

  function made(): Copy {
    return rev === copy.rev ? copy : { rev, tables: { ...copy.tables, ...Object.fromEntries(changed) } };
  }
}

/** Rows that came with an answer instead of a diff; the newest state of them at that moment. */
export function addRows<C extends CollectionName>(
  copy: Copy,
  c: C,
  rows: readonly (readonly [string, Collections[C]])[],
): Copy {
  const table = new Map<string, Collections[C]>(copy.tables[c]);
  for (const [id, row] of rows) table.set(id, row);
  return { ...copy, tables: { ...copy.tables, [c]: table } };
}
