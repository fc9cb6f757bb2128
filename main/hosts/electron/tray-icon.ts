// Owns the picture in the tray: the baton, and a dot in the colour and shape of the presence. Drawn here, so that no file
// has to be found; shape tells as well as colour.
import type { PresenceStatus } from '#shared/schema/presence.ts';

export const ICON_SIZE = 32;

type Colour = readonly [red: number, green: number, blue: number];
const COLOURS: Readonly<Record<PresenceStatus | 'unknown', Colour>> = {
  available: [31, 138, 91],
  away: [201, 138, 20],
  break: [201, 138, 20],
  offline: [134, 131, 123],
  unknown: [134, 131, 123],
};
const HANDED: Colour = [255, 255, 255];
const TAKEN: Colour = [11, 95, 107];

/** Distance of a point from the stretch a-b, px. */
function fromLine(x: number, y: number, ax: number, ay: number, bx: number, by: number): number {
  const along = Math.max(
    0,
    Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)),
  );
  return Math.hypot(x - ax - along * (bx - ax), y - ay - along * (by - ay));
}

/** How much of a pixel whose centre is `distance` px outside of an edge is covered, 0..1. */
const cover = (distance: number): number => Math.max(0, Math.min(1, 0.5 - distance));

/** Pixels in the order the system's bitmaps have: blue, green, red, alpha. */
export function drawTrayIcon(status: PresenceStatus | 'unknown'): Buffer {
  const pixels = Buffer.alloc(ICON_SIZE * ICON_SIZE * 4);
  for (let y = 0; y < ICON_SIZE; y += 1) {
    for (let x = 0; x < ICON_SIZE; x += 1) {
      const [px, py] = [x + 0.5, y + 0.5];
      const fromDot = Math.hypot(px - 24, py - 24);
      // Available is a full dot, everything else a ring.
      const dot = status === 'available' ? fromDot - 7 : Math.abs(fromDot - 5) - 2;
      const layers: readonly (readonly [Colour, number])[] = [
        [HANDED, cover(fromLine(px, py, 6, 26, 16, 16) - 4)],
        [TAKEN, cover(fromLine(px, py, 16, 16, 26, 6) - 5)],
        [COLOURS[status], cover(dot)],
      ];
      // Around the dot nothing else is drawn, so that it stands apart.
      const clear = 1 - cover(fromDot - 9);
      let [red, green, blue, alpha] = [0, 0, 0, 0];
      for (const [index, [colour, covered]] of layers.entries()) {
        const part = index < 2 ? covered * clear : covered;
        red = red * (1 - part) + colour[0] * part;
        green = green * (1 - part) + colour[1] * part;
        blue = blue * (1 - part) + colour[2] * part;
        alpha = alpha * (1 - part) + part;
      }
      pixels.set([blue, green, red, alpha * 255].map(Math.round), (y * ICON_SIZE + x) * 4);
    }
  }
  return pixels;
}
