import fc from 'fast-check';
import { expect, test } from 'vitest';
import { find } from './fuzzy.ts';

test('beginnings are nearer than parts, parts nearer than letters; accents and case do not count', () => {
  expect(find('Ana Reis', 're')).toEqual({ score: 3, ranges: [[4, 6]] });
  expect(find('Imre Szabó', 're')).toEqual({ score: 2, ranges: [[2, 4]] });
  expect(find('Imre Szabó', 'szabo')).toEqual({ score: 3, ranges: [[5, 10]] });
  expect(find('Refund confirmed', 'rfd')).toEqual({
    score: 1,
    ranges: [
      [0, 1],
      [2, 3],
      [5, 6],
    ],
  });
  expect(find('Ana Reis', 'x')).toBeNull();
  expect(find('Ana Reis', 'reis an')?.score).toBe(6);
  expect(find('anything', '')).toEqual({ score: 0, ranges: [] });
});

test('every text finds itself, and what is found lies in the text', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.string({ maxLength: 6 }),
      (text, query) => {
        expect(find(text, text)).not.toBeNull();
        for (const [start, end] of find(text, query)?.ranges ?? []) {
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeLessThanOrEqual(text.length);
          expect(end).toBeGreaterThan(start);
        }
      },
    ),
  );
});
