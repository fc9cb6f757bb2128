import fc from 'fast-check';
import { expect, test } from 'vitest';
import { find } from './find.ts';

test('words are found by their beginnings, whatever their case and accents, and marked where they stand', () => {
  expect(find('ret', ['Return to the bot', ''])).toEqual({ score: 12, ranges: [[[0, 3]], []] });
  expect(find('albre tomas', ['Tomás Albrecht', 'Northline'])?.ranges).toEqual([
    [
      [6, 11],
      [0, 5],
    ],
    [],
  ]);
  expect(find('north tomás', ['Tomás Albrecht', 'Northline'])?.ranges).toEqual([[[0, 5]], [[0, 5]]]);
  expect(find('retn', ['Return', ''])).toBeNull();
  expect(find('  ', ['Return'])).toEqual({ score: 0, ranges: [[]] });
});

test('a beginning counts more than a middle, a name more than what is said of it', () => {
  const score = (fields: string[]): number => find('ret', fields)?.score ?? -1;
  expect(score(['Return', ''])).toBeGreaterThan(score(['The return', '']));
  expect(score(['The return', ''])).toBeGreaterThan(score(['Secret', '']));
  expect(score(['Secret', ''])).toBeLessThan(score(['Other', 'return']));
});

test('where it is asked for, letters in order are enough, last and in the first field alone', () => {
  expect(find('rfd', ['Refund confirmed'], true)?.ranges).toEqual([
    [
      [0, 1],
      [2, 3],
      [5, 6],
    ],
  ]);
  expect(find('rfd', ['Refund confirmed'])).toBeNull();
  expect(find('rfd', ['Seat', 'Refund confirmed'], true)).toBeNull();
  expect(find('rd', ['Refund'], true)).toBeNull();
  const score = (text: string): number => find('ret', [text], true)?.score ?? -1;
  expect(score('Secret')).toBeGreaterThan(score('Reseat'));
  expect(score('Reseat')).toBeGreaterThan(0);
});

test('every text finds itself, and what is found by letters lies in the text', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 40 });
  fc.assert(
    fc.property(text, fc.string({ maxLength: 6 }), (words, query) => {
      expect(find(words, [words], true)).not.toBeNull();
      for (const [start, end] of find(query, [words], true)?.ranges[0] ?? []) {
        expect(start).toBeGreaterThanOrEqual(0);
        expect(end).toBeLessThanOrEqual(words.length);
        expect(end).toBeGreaterThan(start);
      }
    }),
  );
});

test('whatever is typed, what is marked is what was typed', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'B', 'é', 'Ï', ' ', '-', 'ß', '👍', 'ﬁ') });
  fc.assert(
    fc.property(text, fc.array(text, { minLength: 1, maxLength: 3 }), (typed, fields) => {
      const plain = (part: string): string => part.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
      const found = find(typed, fields);
      const words = typed.split(/\s+/).filter((word) => word !== '');
      if (found === null) {
        expect(words.length).toBeGreaterThan(0);
        return;
      }
      const marked = found.ranges.flatMap((ranges, field) =>
        ranges.map(([start, end]) => plain(fields[field]?.slice(start, end) ?? '')),
      );
      expect(marked.sort()).toEqual(words.map(plain).sort());
    }),
  );
});
