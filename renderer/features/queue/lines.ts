// Owns where each line of the queue stands, without making the list: ten thousand rows cost nothing until they are shown.
import { countWhile } from '#shared/lib/sorted.ts';
import type { Shown } from '../../state/held.ts';
import { type GroupName, groupsIn, type Row } from '../../state/queue.ts';

type Groups = Shown['groups'];

type Item =
  | { readonly kind: 'head' | 'empty'; readonly key: string; readonly group: GroupName }
  | {
      readonly kind: 'row';
      readonly key: string;
      readonly row: Row;
      readonly place: number;
      readonly last: boolean;
    };

/** The line at `index` of the list: heads, rows, and a sentence in a group without rows. */
export function itemAt(groups: Groups, index: number): Item | undefined {
  let left = index;
  let place = 0;
  for (const group of groupsIn(groups)) {
    const rows = groups[group];
    if (left === 0) return { kind: 'head', key: `head/${group}`, group };
    left -= 1;
    if (rows.length === 0 && left === 0) return { kind: 'empty', key: `empty/${group}`, group };
    const row = rows[left];
    if (row !== undefined)
      return { kind: 'row', key: row.key, row, place: place + left, last: left === rows.length - 1 };
    left -= Math.max(1, rows.length);
    place += rows.length;
  }
  return undefined;
}

/** Lines of the whole list. */
export const sizeOf = (groups: Groups): number =>
  groupsIn(groups).reduce((sum, group) => sum + 1 + Math.max(1, groups[group].length), 0);

interface Spot {
  readonly row: Row;
  /** Place among all rows. */
  readonly place: number;
  /** Place in the list, heads counted. */
  readonly index: number;
}

/** The row that is number `wanted` among all rows. */
export function spotAt(groups: Groups, wanted: number): Spot | undefined {
  let place = 0;
  let index = 0;
  for (const group of groupsIn(groups)) {
    const rows = groups[group];
    const row = rows[wanted - place];
    if (row !== undefined) return { row, place: wanted, index: index + 1 + wanted - place };
    place += rows.length;
    index += 1 + Math.max(1, rows.length);
  }
  return undefined;
}

/** The row with this key, looked for first where it was last. */
export function spotOf(groups: Groups, key: string, last: number): Spot | undefined {
  const spot = spotAt(groups, last);
  return spot?.row.key === key ? spot : find(groups, (row) => row.key === key);
}

export function find(groups: Groups, fits: (row: Row) => boolean): Spot | undefined {
  let place = 0;
  for (const group of groupsIn(groups)) {
    const at = groups[group].findIndex(fits);
    if (at >= 0) return spotAt(groups, place + at);
    place += groups[group].length;
  }
  return undefined;
}

/** Heights of the three kinds of line, px. */
export interface Heights {
  readonly head: number;
  readonly row: number;
  readonly empty: number;
}

/** How far below the top of the list the line at `index` begins, px; for `sizeOf` how long the list is. */
export function topOf(groups: Groups, index: number, { head, row, empty }: Heights): number {
  let top = 0;
  let left = index;
  for (const group of groupsIn(groups)) {
    if (left <= 0) return top;
    const rows = groups[group].length;
    top += head;
    if (rows === 0) top += left > 1 ? empty : 0;
    else top += Math.min(left - 1, rows) * row;
    left -= 1 + Math.max(1, rows);
  }
  return top;
}

/** The part of a row below its last line of words; a row that is cut above it has a line cut. */
const UNDER = 1 / 8;

/** Of each group the place of its first row that is not to be read whole above `y`, px below the top of the list. */
export function firstBelow(
  groups: Groups,
  y: number,
  { head, row, empty }: Heights,
): ReadonlyMap<GroupName, number> {
  const first = new Map<GroupName, number>();
  let top = 0;
  for (const group of groupsIn(groups)) {
    const { length } = groups[group];
    top += head;
    first.set(group, Math.min(length, Math.max(0, Math.floor((y - top) / row + UNDER))));
    top += length === 0 ? empty : length * row;
  }
  return first;
}

/** How many of a line that stands by what is due are due before `now`: found by search, the line may be long. */
export const countDue = (waiting: Groups['waiting'], now: number): number =>
  countWhile(waiting, (row) => row.group === 'waiting' && row.waiting.dueAt < now);

/** The line that lies `y` px below the top of the list; the last one beyond the end. */
export function lineAt(groups: Groups, y: number, heights: Heights): number {
  let top = 0;
  let index = 0;
  for (const group of groupsIn(groups)) {
    const rows = groups[group].length;
    const lines = Math.max(1, rows);
    const each = rows === 0 ? heights.empty : heights.row;
    if (y < top + heights.head) return index;
    top += heights.head;
    if (y < top + lines * each) return index + 1 + Math.floor((y - top) / each);
    top += lines * each;
    index += 1 + lines;
  }
  return index - 1;
}
