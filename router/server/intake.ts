// Owns how fast a console is read: what asks much is paused until its turn comes, so nothing it said is lost or refused.
import type { Clock } from './clock.ts';

/** Commands of one console that may be under way. */
const MOST_UNDER_WAY = 256;

interface Rate {
  /** What may come at once, and per second after that. */
  readonly burst: number;
  readonly perSecond: number;
}

export function createIntake(
  socket: { pause(): void; resume(): void },
  { burst, perSecond }: Rate,
  clock: Clock,
) {
  let left = burst;
  let at = clock.now();
  let underWay = 0;
  let waiting = false;

  const settle = () => {
    if (waiting || underWay >= MOST_UNDER_WAY) socket.pause();
    else socket.resume();
  };

  /** Something that costs work was asked. */
  function spend(): void {
    const now = clock.now();
    left = Math.min(burst, left + ((now - at) * perSecond) / 1_000) - 1;
    at = now;
    if (left > 0 || waiting) return;
    waiting = true;
    settle();
    clock.after(((1 - left) * 1_000) / perSecond, () => {
      waiting = false;
      settle();
    });
  }

  return {
    spend,
    began(): void {
      underWay += 1;
      spend();
      if (underWay >= MOST_UNDER_WAY) settle();
    },
    answered(): void {
      underWay -= 1;
      if (underWay === MOST_UNDER_WAY - 1) settle();
    },
    /** Commands that are not answered yet. */
    get underWay(): number {
      return underWay;
    },
  };
}
