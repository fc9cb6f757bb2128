import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSlicer, type Slice } from './slices.ts';

const MOST = 40;
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
/** Fed in pieces of any size, as a file comes. */
function cut(text: string, pieces: readonly number[]): Slice[] {
  const bytes = bytesOf(text);
  const slicer = createSlicer(MOST);
  const slices: Slice[] = [];
  let at = 0;
  for (let n = 0; at < bytes.length; n += 1) {
    const to = at + (pieces[n % pieces.length] ?? 1);
    slices.push(...slicer.push(bytes.subarray(at, to)));
    at = to;
  }
  return [...slices, ...slicer.end()];
}

const line = fc.oneof(
  fc.string({ maxLength: 30 }),
  fc.constantFrom('', 'é😀'),
  fc.string({ minLength: 45, maxLength: 60 }),
);
const lines = fc.array(
  line.map((text) => text.replaceAll('\n', ' ')),
  { minLength: 1, maxLength: 20 },
);
const pieces = fc.array(fc.integer({ min: 1, max: 25 }), { minLength: 1, maxLength: 6 });

test('whatever pieces a file comes in, its lines come once, whole, in their places; too long ones are empty and named', () => {
  fc.assert(
    fc.property(lines, pieces, (given, sizes) => {
      const slices = cut(`${given.join('\n')}\n`, sizes);
      const fits = (each: string): boolean => bytesOf(each).length < MOST;
      expect(slices.map(({ lines: part }) => part).join('')).toBe(
        given.map((each) => `${fits(each) ? each : ''}\n`).join(''),
      );
      for (const { lines: part } of slices) expect(part).toMatch(/^$|\n$/);
      expect(slices.flatMap(({ tooLong }) => tooLong)).toEqual(
        given.flatMap((each, at) => (fits(each) ? [] : [at + 1])),
      );
      for (const { lines: part } of slices) expect(bytesOf(part).length).toBeLessThanOrEqual(MOST);
    }),
  );
});

test('the last line needs no end, and an empty file is one empty slice', () => {
  const text = `${'a'.repeat(30)}\n${'b'.repeat(30)}\nc`;
  const slices = cut(text, [7]);
  expect(slices.map((slice) => slice.lines)).toEqual([`${'a'.repeat(30)}\n`, `${'b'.repeat(30)}\nc\n`]);
  expect(slices.at(-1)?.read).toBe(text.length);
  expect(cut('', [1])).toEqual([{ lines: '', tooLong: [], read: 0 }]);
});
