import { expect, test } from 'vitest';
import { placeAt } from './json-place.ts';

const TEXT = `{
  "decay": "long, \\"very\\" }",
  "emotion": { "weight": 0.4, "signals": { "rising": [1, {"a": -2.5e3}] } },
  "guards": {}
}`;
const found = (...path: string[]) => {
  const { start, end, line } = placeAt(TEXT, path);
  return [TEXT.slice(start, end), line];
};

test('a value is found by its path, with its line', () => {
  expect(found('decay')).toEqual(['"long, \\"very\\" }"', 2]);
  expect(found('emotion', 'weight')).toEqual(['0.4', 3]);
  expect(found('emotion', 'signals', 'rising', '1', 'a')).toEqual(['-2.5e3', 3]);
  expect(found('guards')).toEqual(['{}', 4]);
});

test('what is missing is found at what should hold it', () => {
  expect(found('guards', 'solved')).toEqual(['{}', 4]);
  expect(found('nothing')[1]).toBe(1);
  expect(found()[0]).toBe(TEXT);
});
