// Owns what a figure of mood is called and which colour it has, and where the last turns are going. Pure.
import type { Mood } from '#shared/schema/handoff.ts';

type Level = 'angry' | 'low' | 'neutral' | 'good' | 'high';

/** Integers of 1e-6 from which on a mood is no longer even, and from which on it is strong. */
const FELT = 200_000;
const STRONG = 650_000;
/** A change below this is none. */
const CHANGE = 150_000;

export function levelOf(mood: number): Level {
  if (mood <= -FELT) return mood <= -STRONG ? 'angry' : 'low';
  if (mood < FELT) return 'neutral';
  return mood >= STRONG ? 'high' : 'good';
}

/** The last turn beside the mean of the two before it. */
export function trendOf(moods: readonly Mood[]): 'falling' | 'rising' | 'steady' {
  const before = moods.slice(-3, -1);
  const last = moods.at(-1);
  if (last === undefined || before.length === 0) return 'steady';
  const change = last.mood - before.reduce((sum, { mood }) => sum + mood, 0) / before.length;
  if (change <= -CHANGE) return 'falling';
  return change >= CHANGE ? 'rising' : 'steady';
}

interface TurningPoint {
  readonly turn: number;
  readonly way: 'fell' | 'rose';
}

/** From one turn to the next the deepest fall and the greatest relief, where they are at least twice a change, in their order. */
export function turningPoints(moods: readonly Mood[]): readonly TurningPoint[] {
  let fell = { turn: 0, by: -2 * CHANGE };
  let rose = { turn: 0, by: 2 * CHANGE };
  moods.forEach(({ turn, mood }, at) => {
    const by = mood - (moods[at - 1]?.mood ?? mood);
    if (by <= fell.by) fell = { turn, by };
    if (by >= rose.by) rose = { turn, by };
  });
  const points: TurningPoint[] = [
    { turn: fell.turn, way: 'fell' },
    { turn: rose.turn, way: 'rose' },
  ];
  return points.filter(({ turn }) => turn > 0).sort((a, b) => a.turn - b.turn);
}
