// Owns when viewers of walls are told: at once when they come, then once a second; whoever is behind is left out until
// the next time, and then hears everything that is new since. While the desk is read again nobody is told anything.
import type { Clerk } from '../clerk.port.ts';
import { createRound, createTelling, type Told } from './telling.ts';

export interface Viewer {
  readonly queues: readonly string[];
  readonly title: string;
  /** Takes nothing now: what is new stays new. */
  behind(): boolean;
  tell(frame: Told): void;
}

export interface WallWatch {
  /** Returns the function that ends it. */
  add(viewer: Viewer): () => void;
  stop(): void;
}

export function watchWall(clerk: Pick<Clerk, 'wall'>, everyMs: number): WallWatch {
  const viewers = new Map<Viewer, ReturnType<typeof createTelling>>();

  function tell(all: Iterable<[Viewer, ReturnType<typeof createTelling>]>): void {
    const desk = clerk.wall();
    if (desk === null) return;
    const round = createRound(desk);
    for (const [viewer, next] of all) if (!viewer.behind()) viewer.tell(next(round));
  }

  const beating = setInterval(() => {
    if (viewers.size > 0) tell(viewers);
  }, everyMs).unref();

  return {
    add(viewer) {
      const next = createTelling(viewer.queues, viewer.title);
      viewers.set(viewer, next);
      tell([[viewer, next]]);
      return () => void viewers.delete(viewer);
    },
    stop() {
      clearInterval(beating);
      viewers.clear();
    },
  };
}
