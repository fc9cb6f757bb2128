// Owns how much of a line stands before somebody: those before them who need the same people count whole, those whom others
// can take as well in part. Pure. Refuses: who is able to take what, and the order of the line.

import { round } from '../../lib/math.ts';

/** People able to take the same. Two are the same kind only if they are the same object. */
export type Able = ReadonlySet<unknown>;

const shares = new WeakMap<Able, WeakMap<Able, number>>();

/** Share of the work of `theirs` that falls to people of `ours`: 0 to 1. */
function shareOf(theirs: Able, ours: Able): number {
  if (theirs === ours) return 1;
  let known = shares.get(ours);
  if (known === undefined) {
    known = new WeakMap();
    shares.set(ours, known);
  }
  const before = known.get(theirs);
  if (before !== undefined) return before;
  let both = 0;
  for (const one of theirs) if (ours.has(one)) both += 1;
  const share = theirs.size === 0 ? 0 : both / theirs.size;
  known.set(theirs, share);
  return share;
}

/** Handoffs before somebody whom `ours` can take, in a line of which those before were counted by kind. */
export function aheadOf(before: ReadonlyMap<Able, number>, ours: Able): number {
  let ahead = 0;
  for (const [theirs, count] of before) ahead += count * shareOf(theirs, ours);
  return round(ahead);
}
