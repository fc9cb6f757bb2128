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
  const [main] = areas;
  const home =
    saved === undefined
      ? undefined
      : areas.find(
          (area) =>
            saved.y >= area.y - GRIP.height &&
            overlap(saved.x, saved.width, area.x, area.width) >= GRIP.width &&
            overlap(saved.y, GRIP.height, area.y, area.height) >= GRIP.height / 2,
        );
  if (saved === undefined || home === undefined) {
    const sized = (wanted: number, room: number | undefined, min: number): number =>
      Math.max(min, Math.min(wanted, room ?? wanted));
    return {
      bounds: {
        width: sized(usual.width, main?.width, least.width),
        height: sized(usual.height, main?.height, least.height),
      },
      maximized: saved?.maximized ?? false,
    };
  }
  return {
    bounds: {
      x: saved.x,
      y: saved.y,
      width: Math.max(least.width, Math.min(saved.width, home.width)),
      height: Math.max(least.height, Math.min(saved.height, home.height)),
    },
    maximized: saved.maximized,
  };
}
