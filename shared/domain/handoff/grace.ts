// Owns how long the work of a person who cannot be reached stays theirs. Refuses: when it begins, and what follows when it is over.
import { round } from '../../lib/math.ts';

/** How long each queue waits for its people, s. */
export interface Patience {
  readonly id: string;
  readonly graceSeconds?: number | undefined;
}

/**
 * Grace in ms: of the most patient queue among those whose work they hold (`held`, ids); of someone who holds none, among
 * their `own`. Null where none of those queues is known to say.
 */
export function graceMs(
  held: readonly string[],
  own: readonly string[],
  queues: readonly Patience[],
): number | null {
  const ids = held.length > 0 ? held : own;
  let longest: number | null = null;
  for (const { id, graceSeconds } of queues)
    if (graceSeconds !== undefined && ids.includes(id) && graceSeconds > (longest ?? 0))
      longest = graceSeconds;
  return longest === null ? null : round(longest * 1_000);
}
