import { expect, test } from 'vitest';
import { levelOf, trendOf, turningPoints } from './mood.ts';

const moods = (...all: number[]) => all.map((mood, at) => ({ turn: at + 1, mood: mood * 1_000_000 }));

test('five levels, even in the middle', () => {
  expect([-1, -0.65, -0.3, 0, 0.1, 0.3, 0.9].map((mood) => levelOf(mood * 1_000_000))).toEqual([
    ...['angry', 'angry', 'low', 'neutral', 'neutral', 'good', 'high'],
  ]);
});

test('where the last turn goes, beside the two before it; one turn goes nowhere', () => {
  expect(trendOf(moods())).toBe('steady');
  expect(trendOf(moods(-1))).toBe('steady');
  expect(trendOf(moods(0, -0.5))).toBe('falling');
  expect(trendOf(moods(-0.9, -0.7, -0.2))).toBe('rising');
  expect(trendOf(moods(0.5, -0.9, -0.2))).toBe('steady');
});

test('turning points are the deepest fall and the greatest relief, if they are felt', () => {
  expect(turningPoints(moods())).toEqual([]);
  expect(turningPoints(moods(0, -0.2, -0.1))).toEqual([]);
  expect(turningPoints(moods(0.1, -0.3, -0.9, -0.8, -0.2))).toEqual([
    { turn: 3, way: 'fell' },
    { turn: 5, way: 'rose' },
  ]);
});
