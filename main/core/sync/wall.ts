// Owns the wall over this console's own link: asked for while a page shows it, and the displays the router says there are.
// Without a link the board stays as it was heard last, with its time. Refuses: showing it.
import { z } from 'zod';
import { applyTick } from '#shared/domain/wall/board.ts';
import type { ClientFrame } from '#shared/protocol/frames.ts';
import { wallDisplay, wallServerFrames } from '#shared/protocol/wall.ts';
import type { State } from '../state.ts';

const news = z.discriminatedUnion('op', [wallServerFrames.board, wallServerFrames.tick]);
const displays = z.array(wallDisplay);
const ROW = 'wall';

export interface WallOptions {
  readonly state: State;
  readonly send: (frame: Extract<ClientFrame, { op: 'eph' }>) => boolean;
}

export function createWall({ state, send }: WallOptions) {
  const pages = new Set<string>();

  const ask = (on: boolean): boolean => send({ op: 'eph', k: 'wall', d: { on } });

  function leave(page: string): void {
    if (!pages.delete(page) || pages.size > 0) return;
    ask(false);
    state.remove(ROW, ROW);
  }

  return {
    watch(page: string): void {
      const first = pages.size === 0;
      pages.add(page);
      if (first) ask(true);
    },
    leave,
    /** A new connection knows nothing of what was asked before. */
    ready(): void {
      if (pages.size > 0) ask(true);
    },
    /** Droppable news; what comes after nobody looks any more is nothing. */
    take(data: unknown): void {
      const frame = news.safeParse(data).data;
      if (frame === undefined || pages.size === 0) return;
      const before = state.get(ROW, ROW);
      if (frame.op === 'board') state.put(ROW, ROW, frame.board);
      else if (before !== undefined) state.put(ROW, ROW, applyTick(before, frame.tick));
    },
    displays(data: unknown): void {
      const all = displays.safeParse(data).data;
      if (all === undefined) return;
      const known = new Set(all.map(({ id }) => id));
      for (const id of [...state.rows('displays').keys()]) if (!known.has(id)) state.remove('displays', id);
      for (const display of all) state.put('displays', display.id, display);
    },
  };
}

export type Wall = ReturnType<typeof createWall>;
