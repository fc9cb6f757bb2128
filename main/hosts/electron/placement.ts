// Owns where a window opens: where it was, unless nobody could reach it there. Pure; the screens are given.
import type { Rectangle } from 'electron';
import { z } from 'zod';

export const LEAST = { width: 960, height: 600 } as const;
export const USUAL = { width: 1440, height: 900 } as const;

const coordinate = z.int().min(-100_000).max(100_000);
export const placement = z.object({
  x: coordinate,
  y: coordinate,
  width: z.int().min(1).max(100_000),
  height: z.int().min(1).max(100_000),
  maximized: z.boolean(),
});
export type Placement = z.infer<typeof placement>;

/** Of the title bar, this much has to be on a screen for a hand to take it, px. */
const GRIP = { width: 160, height: 24 } as const;

const overlap = (from: number, size: number, areaFrom: number, areaSize: number): number =>
  Math.min(from + size, areaFrom + areaSize) - Math.max(from, areaFrom);

/** `areas`: work areas of the screens there are now, the first one the main one. Sizes in px of the desktop. */
export function placeWindow(
  saved: Placement | undefined,
  areas: readonly Rectangle[],
  least: { readonly width: number; readonly height: number } = LEAST,
  usual: { readonly width: number; readonly height: number } = USUAL,
): { bounds: Partial<Rectangle> & { width: number; height: number }; maximized: boolean } {
  const sized = (wanted: typeof usual, room: typeof usual = wanted) => ({
    width: Math.max(least.width, Math.min(wanted.width, room.width)),
    height: Math.max(least.height, Math.min(wanted.height, room.height)),
  });
  if (saved !== undefined) {
    const { x, y, maximized } = saved;
    for (const area of areas) {
      // As wide as it will be: a small screen makes it narrower, and so may take its title bar out of reach.
      const size = sized(saved, area);
      if (
        y >= area.y - GRIP.height &&
        overlap(x, size.width, area.x, area.width) >= GRIP.width &&
        overlap(y, GRIP.height, area.y, area.height) >= GRIP.height / 2
      )
        return { bounds: { x, y, ...size }, maximized };
    }
  }
  return { bounds: sized(usual, areas[0]), maximized: saved?.maximized ?? false };
}
