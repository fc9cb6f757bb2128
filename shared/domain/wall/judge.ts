// Owns how what a wall shows is judged: which queue is calm, warned or breached, and what is worth an alert.
// Refuses: counting (router/desk). The same rules make the alerts at the router and the colours on the page.
import type { WallAlert, WallQueue } from '#shared/protocol/wall.ts';

export type Tone = 'calm' | 'warn' | 'breach';

/** An open queue that closes within this is announced, ms. */
const CLOSING_MS = 900_000;

/** The wait of whoever waits longest, ms; 0 when nobody does. Never below zero, though clocks differ. */
export const longestWait = ({ longestSince }: WallQueue, now: number): number =>
  longestSince === undefined || now < longestSince ? 0 : now - longestSince;

/** Of the longest wait: past the target, or in the last fifth of it. */
export function waitTone(queue: WallQueue, now: number): Tone {
  const wait = longestWait(queue, now);
  const target = queue.goal.seconds * 1_000;
  if (wait > target) return 'breach';
  return wait * 5 >= target * 4 && wait > 0 ? 'warn' : 'calm';
}

/** Of a share: below the goal is a warning, below three quarters of it a breach. Of nothing it is calm. */
export function shareTone(
  { within, of }: { readonly within: number; readonly of: number },
  goal: number,
): Tone {
  if (of === 0 || within >= goal * of) return 'calm';
  return within * 4 < goal * of * 3 ? 'breach' : 'warn';
}

/** Of a whole queue: only somebody who waits too long at this moment is a breach. */
export function queueTone(queue: WallQueue, now: number): Tone {
  const wait = waitTone(queue, now);
  if (wait !== 'calm') return wait;
  return shareTone(queue.recent, queue.goal.share) === 'calm' ? 'calm' : 'warn';
}

const ORDER: Readonly<Record<WallAlert['kind'], number>> = {
  over_target: 0,
  nobody: 1,
  below_goal: 2,
  closing: 3,
};

/** What to say first is first: by kind, then by how long it lasts. */
export function alertsOf(queues: readonly WallQueue[], now: number): WallAlert[] {
  const alerts: WallAlert[] = [];
  for (const queue of queues) {
    const { id, name, goal, people, recent, breaches, breachSince, longestSince, closesAt } = queue;
    const about = { queue: id, name };
    if (breaches > 0 && breachSince !== undefined)
      alerts.push({
        kind: 'over_target',
        ...about,
        count: breaches,
        seconds: goal.seconds,
        since: breachSince,
      });
    if (queue.open && people.available + people.atLimit === 0)
      alerts.push({
        kind: 'nobody',
        ...about,
        ...(longestSince === undefined ? {} : { since: longestSince }),
      });
    if (recent.belowSince !== undefined)
      alerts.push({ kind: 'below_goal', ...about, since: recent.belowSince });
    if (queue.open && closesAt !== undefined && closesAt - now <= CLOSING_MS)
      alerts.push({ kind: 'closing', ...about, at: closesAt });
  }
  const since = (alert: WallAlert): number => (alert.kind === 'closing' ? alert.at : (alert.since ?? now));
  return alerts.sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || since(a) - since(b));
}
