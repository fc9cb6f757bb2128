// Owns what a wall is fed by, whichever way: a display's own socket, or the console's link. One face, two ways.
import { applyTick } from '#shared/domain/wall/board.ts';
import type { WallBoard, WallServerFrame } from '#shared/protocol/wall.ts';

export type Refusal = 'unauthorized' | 'revoked' | 'noToken' | 'protocol' | 'noLead';

export interface Fed {
  readonly board: WallBoard | null;
  /** Of queues that are missing now: as of when they were known last, ms of the router's clock. */
  readonly lastSeen: Readonly<Record<string, number>>;
  /** For good: nothing is shown, and nothing is tried again. */
  readonly refused: Refusal | null;
  /** What the wall is called; stays when it is refused, while its figures go. */
  readonly title: string | null;
  /** When it was refused, ms of the router's clock. */
  readonly refusedAt: number | null;
  /** When the next try to connect begins, by `performance.now()`; null while one is under way or not needed. */
  readonly nextTryAt: number | null;
}

export interface WallSource {
  read(): Fed;
  subscribe(listen: () => void): () => void;
  /** The router's time at this moment, ms, as well as it is known. */
  routerNow(): number;
}

export const NOT_FED: Fed = {
  board: null,
  lastSeen: {},
  refused: null,
  title: null,
  refusedAt: null,
  nextTryAt: null,
};

/** What is missing keeps the moment at which it was known; what is back has none. */
function seenLast(before: Fed, board: WallBoard): Readonly<Record<string, number>> {
  if (board.missing.length === 0) return NOT_FED.lastSeen;
  const at = before.board?.at;
  const seen = board.missing.flatMap((id) => {
    const last = before.lastSeen[id] ?? at;
    return last === undefined ? [] : [[id, last] as const];
  });
  return Object.fromEntries(seen);
}

/** With a board from elsewhere, whole. */
export const withBoard = (fed: Fed, board: WallBoard): Fed => ({
  board,
  lastSeen: seenLast(fed, board),
  refused: null,
  title: board.title,
  refusedAt: null,
  nextTryAt: null,
});

/** With what the router said. A tick without a board before it says nothing. */
export function heard(fed: Fed, frame: Exclude<WallServerFrame, { op: 'hello' }>): Fed {
  if (frame.op === 'board') return withBoard(fed, frame.board);
  return fed.board === null ? fed : withBoard(fed, applyTick(fed.board, frame.tick));
}
