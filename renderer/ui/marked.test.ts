import fc from 'fast-check';
import { expect, test } from 'vitest';
import { matchesIn } from '../features/history/matches.ts';
import type { Line } from '../state/entries.ts';
import { pieces } from './Marked.tsx';

test('ranges mark their words; overlaps are joined, what lies outside is cut', () => {
  const marked = (ranges: [number, number][]): string =>
    pieces('never book again', ranges)
      .map(({ text, marked: on }) => (on ? `[${text}]` : text))
      .join('');
  expect(marked([[0, 5]])).toBe('[never] book again');
  expect(
    marked([
      [6, 10],
      [0, 8],
    ]),
  ).toBe('[never bo][ok] again');
  expect(marked([[11, 99]])).toBe('never book [again]');
  expect(marked([])).toBe('never book again');
});

test('no text is lost or doubled, whatever the ranges', () => {
  fc.assert(
    fc.property(fc.string(), fc.array(fc.tuple(fc.nat(40), fc.nat(40))), (text, ranges) => {
      expect(
        pieces(text, ranges)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

test('the searched words are found as the search finds them: any case, without accents, the last as a beginning', () => {
  const line = (index: number, text: string): Line =>
    ({ key: String(index), out: false, entry: { type: 'turn', index, text } }) as unknown as Line;
  const lines = [line(1, 'Seat fee for SEATS 14A'), line(2, 'Já paguei o café'), line(3, 'nothing')];
  const words = (searched: string): unknown =>
    [...matchesIn(lines, searched)].map(([index, ranges]) => [
      index,
      ranges.map(([start, end]) => {
        const { entry } = lines[index - 1] as Line;
        return entry.type === 'turn' ? entry.text.slice(start, end) : '';
      }),
    ]);
  expect(words('seat')).toEqual([[1, ['Seat', 'SEATS']]]);
  expect(words('SEAT fe')).toEqual([[1, ['Seat', 'fee']]]);
  expect(words('cafe')).toEqual([[2, ['café']]]);
  expect(words('  !? ')).toEqual([]);
});
