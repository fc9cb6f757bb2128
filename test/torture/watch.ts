// Owns noticing what should have happened and does not, such as offers and holds whose time is over.
// Refuses: to know what that is (history.ts, world.ts).

export interface Moment {
  readonly now: number;
  /** The time by which the router goes. */
  readonly wall: number;
  /** A node serves, its disk is not slow, and its clock did not jump a moment ago. */
  readonly isPeaceful: boolean;
}

export interface WatchOptions {
  /** What is not as it should be by the router's time `at`. */
  readonly due: (at: number) => readonly string[];
  /** Ms of virtual time, counted while a node serves in peace, after which it has no excuse. */
  readonly patienceMs: number;
  readonly moment: () => Moment;
  readonly fault: (message: string) => void;
}

/** To be called again and again. */
export function createWatch({ due, patienceMs, moment, fault }: WatchOptions): () => void {
  let late = new Map<string, number>();
  let last = 0;
  return () => {
    const { now, wall, isPeaceful } = moment();
    const passed = isPeaceful ? now - last : 0;
    last = now;
    const before = late;
    late = new Map(due(wall).map((what) => [what, (before.get(what) ?? -passed) + passed]));
    for (const [what, ms] of late) if (ms > patienceMs) fault(`${what} for ${ms} ms`);
  };
}
