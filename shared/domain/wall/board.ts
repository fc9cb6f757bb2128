// Owns how a board goes on: what a tick names is replaced, all the rest stands and is confirmed as of the tick.
import type { WallBoard, WallTick } from '#shared/protocol/wall.ts';

export function applyTick(board: WallBoard, tick: WallTick): WallBoard {
  const { queues: changed = [] } = tick;
  const byId = new Map(changed.map((queue) => [queue.id, queue]));
  const queues = byId.size === 0 ? board.queues : board.queues.map((queue) => byId.get(queue.id) ?? queue);
  const known = new Set(board.queues.map(({ id }) => id));
  const added = changed.filter(({ id }) => !known.has(id));
  return {
    at: tick.at,
    title: board.title,
    queues: added.length === 0 ? queues : [...queues, ...added],
    missing: tick.missing ?? board.missing,
    people: tick.people ?? board.people,
    alerts: tick.alerts ?? board.alerts,
  };
}
