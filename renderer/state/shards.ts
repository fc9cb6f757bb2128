// Owns a table that is changed often and is long: a copy shares all but the parts that changed, and two copies are compared
// by looking at those parts alone. Pure.

/** Parts of one table. With ten thousand rows some five are in each, which is what one changed row costs. */
const PARTS = 2_048;
type Part<T> = ReadonlyMap<string, T>;

/** An immutable table of rows by id; its rows are in no order. */
export interface Shards<T> {
  readonly parts: readonly Part<T>[];
  readonly size: number;
}

export const NO_SHARDS: Shards<never> = {
  parts: Array.from({ length: PARTS }, () => new Map<string, never>()),
  size: 0,
};

/** FNV-1a over the characters, so that counted ids are spread evenly. */
function partOf(id: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 16)) & (PARTS - 1);
}

export const rowIn = <T>({ parts }: Shards<T>, id: string): T | undefined => parts[partOf(id)]?.get(id);

/** The table with these rows put in, or taken out where there is null. */
export function changed<T>(table: Shards<T>, changes: Iterable<readonly [string, T | null]>): Shards<T> {
  const own = new Map<number, Map<string, T>>();
  let { size } = table;
  for (const [id, row] of changes) {
    const at = partOf(id);
    const part = own.get(at) ?? new Map<string, T>(table.parts[at]);
    own.set(at, part);
    size -= part.size;
    if (row === null) part.delete(id);
    else part.set(id, row);
    size += part.size;
  }
  const parts = [...table.parts];
  for (const [at, part] of own) parts[at] = part;
  return { parts, size };
}

export interface Differences<T> {
  /** Rows of `before` that are not in `now`, or are another row there. */
  readonly left: readonly T[];
  readonly came: readonly T[];
}

export function differences<T>(before: Shards<T>, now: Shards<T>): Differences<T> {
  const left: T[] = [];
  const came: T[] = [];
  for (let at = 0; at < PARTS; at += 1) {
    const old = before.parts[at];
    const part = now.parts[at];
    if (part === undefined || old === part) continue;
    for (const [id, row] of old ?? []) if (part.get(id) !== row) left.push(row);
    for (const [id, row] of part) if (old?.get(id) !== row) came.push(row);
  }
  return { left, came };
}
