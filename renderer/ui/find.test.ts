import fc from 'fast-check';
import { expect, test } from 'vitest';
import { find } from './find.ts';

test('words are found by their beginnings, whatever their case and accents, and marked where they stand', () => {
  expect(find('ret', ['Return to the bot', ''])).toEqual({ score: 10, ranges: [[[0, 3]], []] });
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

test('whole words count more than beginnings', () => {
  const score = (text: string): number => find('ana', [text])?.score ?? -1;
  expect(score('Ana Reis')).toBeGreaterThan(score('Anabel Cruz'));
  expect(score('Reis, Ana')).toBeGreaterThan(score('Anabel Cruz'));
  expect(score('Cruz, Anabel')).toBeGreaterThan(score('Managua'));
});

test('where it is asked for, the beginnings of several words are enough, in the first field alone', () => {
  expect(find('rco', ['Refund confirmed'], true)?.ranges).toEqual([
    [
      [0, 1],
      [7, 9],
    ],
  ]);
  expect(find('rco', ['Refund confirmed'])).toBeNull();
  expect(find('rco', ['Seat', 'Refund confirmed'], true)).toBeNull();
  const score = (text: string): number => find('ar', [text], true)?.score ?? -1;
  expect(score('Arne Berg')).toBeGreaterThan(score('Ana Reis'));
  expect(score('Ana Reis')).toBeGreaterThan(score('Marta'));
});

test('letters that are merely in a text do not find it', () => {
  for (const text of ['Passenger care', 'Airline refunds after rebooking', 'Alpine air'])
    expect(find('ana', [text], true), text).toBeNull();
  expect(find('rfd', ['Refund confirmed'], true)).toBeNull();
});

const name = fc.array(fc.stringMatching(/^[a-c]{1,5}$/), { minLength: 1, maxLength: 5 });

test('the beginnings of some of its words, in their order, always find a text, and are what is marked', () => {
  fc.assert(
    fc.property(name, fc.array(fc.nat(4), { minLength: 5, maxLength: 5 }), (words, lengths) => {
      const typed = words.map((word, n) => word.slice(0, lengths[n])).join('');
      const text = words.join(' ');
      const found = find(typed, [text], true);
      expect(found).not.toBeNull();
      if (typed !== '')
        expect(found?.ranges[0]?.map(([at, end]) => text.slice(at, end)).join('')).toBe(typed);
    }),
  );
});

test('whatever is found, each piece begins a word, unless it is all of what was typed', () => {
  fc.assert(
    fc.property(name, fc.stringMatching(/^[a-c]{1,5}$/), (words, typed) => {
      const text = words.join(' ');
      for (const [at, end] of find(typed, [text], true)?.ranges[0] ?? [])
        expect(at === 0 || text[at - 1] === ' ' || text.slice(at, end) === typed).toBe(true);
    }),
  );
});

test('every text finds itself, and what is found lies in the text', () => {
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
