// Owns: a window never opens where no hand can reach it, and never smaller than it can be used.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LEAST, placeWindow } from './placement.ts';

const SCREEN = { x: 0, y: 0, width: 1920, height: 1040 };
const SECOND = { x: 1920, y: -200, width: 1280, height: 1024 };
const SAVED = { x: 300, y: 120, width: 1100, height: 700, maximized: false };

test('where it was, as long as that is on a screen', () => {
  expect(placeWindow(SAVED, [SCREEN])).toEqual({
    bounds: { x: 300, y: 120, width: 1100, height: 700 },
    maximized: false,
  });
  expect(placeWindow({ ...SAVED, x: 2000 }, [SCREEN, SECOND]).bounds.x).toBe(2000);
});

test('what counts is how wide it opens: made narrower for a small screen, its title bar may be out of reach', () => {
  const narrow = { x: 861, y: 0, width: 800, height: 600 };
  expect(placeWindow({ x: 0, y: 0, width: 1021, height: 700, maximized: false }, [narrow]).bounds).toEqual({
    width: 960,
    height: 600,
  });
});

test('the place on a screen that was unplugged is discarded, its being maximised is not', () => {
  const { bounds, maximized } = placeWindow({ ...SAVED, x: 2000, maximized: true }, [SCREEN]);
  expect(bounds).toEqual({ width: 1440, height: 900 });
  expect(maximized).toBe(true);
});

test('for any place and any screens the title bar can be taken, and no window is below the least', () => {
  const coordinate = fc.integer({ min: -100_000, max: 100_000 });
  const area = fc.record({
    x: coordinate,
    y: coordinate,
    width: fc.integer({ min: 800, max: 8_000 }),
    height: fc.integer({ min: 600, max: 5_000 }),
  });
  const saved = fc.record({
    ...{ x: coordinate, y: coordinate, maximized: fc.boolean() },
    ...{ width: fc.integer({ min: 1, max: 9_000 }), height: fc.integer({ min: 1, max: 9_000 }) },
  });
  fc.assert(
    fc.property(
      fc.option(saved, { nil: undefined }),
      fc.array(area, { minLength: 1, maxLength: 3 }),
      (was, areas) => {
        const { bounds } = placeWindow(was, areas);
        expect(bounds.width).toBeGreaterThanOrEqual(LEAST.width);
        expect(bounds.height).toBeGreaterThanOrEqual(LEAST.height);
        const { x, y } = bounds;
        if (x === undefined || y === undefined) return;
        const reachable = areas.some(
          (one) =>
            Math.min(x + bounds.width, one.x + one.width) - Math.max(x, one.x) >= 100 &&
            y >= one.y - 24 &&
            y <= one.y + one.height - 12,
        );
        expect(reachable).toBe(true);
      },
    ),
  );
});
