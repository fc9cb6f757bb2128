// Owns noticing what should have happened and does not: offers, graces, holds, pauses and steps whose time is over.
import type { History } from './history.ts';

/** Ms of virtual time, counted while a node serves in peace, after which being late has no excuse. */
const PATIENCE_MS = 25_000;

export interface Moment {
  readonly now: number;
  /** The time by which the router goes. */
  readonly wall: number;
  /** A node serves, its disk is not slow, and its clock did not jump a moment ago. */
  readonly isPeaceful: boolean;
}

/** To be called again and again. */
export function createWatch(
  history: Pick<History, 'overdue'>,
  moment: () => Moment,
  fault: (message: string) => void,
): () => void {
  let late = new Map<string, number>();
  let last = 0;
  return () => {
    const { now, wall, isPeaceful } = moment();
    const passed = isPeaceful ? now - last : 0;
    last = now;
    const before = late;
    late = new Map(history.overdue(wall).map((what) => [what, (before.get(what) ?? -passed) + passed]));
    for (const [what, ms] of late) if (ms > PATIENCE_MS) fault(`${what} should be over for ${ms} ms`);
  };
}
