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

test('of a name that is there twice the last one counts; what is deep or long does no harm', () => {
  const text = `{"deep": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "long": "${'a\\n'.repeat(200_000)}", "x": 1, "x": 2}`;
  expect(() => JSON.parse(text)).not.toThrow();
  const { start, end } = placeAt(text, ['x']);
  expect(text.slice(start, end)).toBe('2');
  expect(placeAt(text, ['deep', '0']).line).toBe(1);
});
