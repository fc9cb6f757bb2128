import { expect, test } from 'vitest';
import type { WhatIfMeasures, WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';
import { NEW_PLAN } from '../../state/what-if-form.ts';
import { hourPlot } from './hours.ts';
import { differenceOf, isShown, saysOf, signed, written } from './measures.ts';

const interval = (mean: number, half: number | null = 0) => ({
  mean,
  low: half === null ? null : mean - half,
  high: half === null ? null : mean + half,
});
const compared = (difference: number, half: number | null = 0) => ({
  base: interval(0.5),
  whatIf: interval(0.5 + difference),
  difference: interval(difference, half),
});
const SAME: WhatIfMeasures = {
  ...{ handoffs: 400, wait: compared(0), inTarget: compared(0) },
  ...{ left: compared(0), waiting: compared(0) },
};
const result = (within: Partial<WhatIfMeasures>, more: Partial<WhatIfResult> = {}): WhatIfResult => ({
  ...{ seeds: 20, days: 8, tookMs: 1, recorded: null, all: SAME, load: compared(0), hours: [] },
  within: { ...SAME, ...within },
  rest: SAME,
  ...more,
});

const told = (plan: WhatIfPlan, of: WhatIfResult) => saysOf(plan, of, 'wait');

const NO_DIFFERENCE = 'No difference shown: every interval includes zero.';
const REST_SAME = 'On average no difference is shown for the rest of the day.';

test('says one thing of the changed hours, of the first measure whose interval misses zero, and nothing that may be chance', () => {
  expect(told(NEW_PLAN, result({ wait: compared(-53, 15), left: compared(-0.1) }))).toEqual([
    'Between 09:00 and 11:00, wait p95 is 0:53 shorter (0:38 to 1:08).',
    REST_SAME,
  ]);
  expect(told(NEW_PLAN, result({ wait: compared(-53, 60), inTarget: compared(0.104, 0.025) }))).toEqual([
    'Between 09:00 and 11:00, 10.4 points more are answered in target (7.9 to 12.9).',
    REST_SAME,
  ]);
  expect(told(NEW_PLAN, result({ wait: null, left: compared(0.02, 0.005) }))).toEqual([
    'Between 09:00 and 11:00, 2.0 points more leave (1.5 to 2.5).',
    REST_SAME,
  ]);
  for (const chance of [{ wait: compared(-5, 6) }, { wait: compared(-5, null) }, {}])
    expect(told(NEW_PLAN, result(chance))).toEqual([NO_DIFFERENCE]);
});

test('what is won in some hours is not told without what is lost in the others', () => {
  const worse = { rest: { ...SAME, wait: compared(34, 6) } };
  const lost = 'In the rest of the day, wait p95 is 0:34 longer (0:28 to 0:40).';
  expect(told(NEW_PLAN, result({ wait: compared(-22, 11) }, worse))).toEqual([
    'Between 09:00 and 11:00, wait p95 is 0:22 shorter (0:11 to 0:33).',
    lost,
  ]);
  expect(told(NEW_PLAN, result({}, worse))).toEqual([
    lost,
    'On average no difference is shown between 09:00 and 11:00.',
  ]);
});

test('a change of all day is told of the day', () => {
  const { change } = NEW_PLAN;
  const more = { ...NEW_PLAN, change: { ...change, people: 0, arrivals: 1.2 } };
  const day = result({}, { all: { ...SAME, left: compared(0.03) } });
  expect(told(more, day)).toEqual(['Over the day, 3.0 points more leave (3.0 to 3.0).']);
  expect(told(more, result({}))).toEqual([NO_DIFFERENCE]);
});

test('an hour whose point is filled has its words where the hours together say nothing', () => {
  const hour = (at: number, mean: number, handoffs = 100) => ({
    ...{ ...SAME, hour: at, handoffs },
    wait: compared(mean, 5),
  });
  const hours = [hour(8, 2), hour(9, -60), hour(14, 3), hour(15, 11), hour(17, 90, 9)];
  expect(told(NEW_PLAN, result({ wait: compared(-53, 15) }, { hours })).slice(1)).toEqual([
    REST_SAME,
    'Between 15:00 and 16:00, wait p95 is 0:11 longer (0:06 to 0:16).',
  ]);
  expect(told(NEW_PLAN, result({}, { hours }))).toEqual([
    'On average no difference is shown.',
    'Between 09:00 and 10:00, wait p95 is 1:00 shorter (0:55 to 1:05).',
    'Between 15:00 and 16:00, wait p95 is 0:11 longer (0:06 to 0:16).',
  ]);
  const many = [8, 13, 14, 15].map((at) => hour(at, 11));
  expect(told(NEW_PLAN, result({ wait: compared(-53, 15) }, { hours: many })).at(-1)).toBe(
    '2 more hours differ.',
  );
  // What is drawn is what is told.
  expect(saysOf(NEW_PLAN, result({ wait: compared(-53, 15) }, { hours }), 'inTarget').slice(1)).toEqual([
    REST_SAME,
  ]);
});

test('an interval that touches zero as it is written shows nothing', () => {
  expect(isShown('inTarget', { mean: 0.002, low: 0.0003, high: 0.004 })).toBe(false);
  expect(isShown('inTarget', { mean: 0.002, low: 0.001, high: 0.004 })).toBe(true);
  expect(isShown('wait', { mean: -3, low: -6, high: -0.4 })).toBe(false);
});

test('a difference is that of the figures beside it, within its interval', () => {
  const of = (base: number, whatIf: number, half: number) => ({
    ...{ base: interval(base), whatIf: interval(whatIf), difference: interval(whatIf - base, half) },
  });
  expect(signed('left', differenceOf('left', of(0.0614, 0.0616, 0.002)))).toBe('+0.1');
  expect(signed('wait', differenceOf('wait', of(142.4, 143.6, 9)))).toBe('+0:02');
  expect(signed('left', differenceOf('left', of(0.06049, 0.06151, 0.0001)))).toBe('+0.1');
});

test('differences have their sign, unless there is nothing before it; values are never below zero', () => {
  expect([signed('wait', -53), signed('wait', 41.4), signed('wait', -0.2)]).toEqual([
    '−0:53',
    '+0:41',
    '0:00',
  ]);
  expect([signed('left', -0.019), signed('left', 0.0003)]).toEqual(['−1.9', '0.0']);
  expect([written('wait', -3), written('left', -0.02)]).toEqual(['0:00', '0.0']);
});

test('a plot holds every interval, joins hours that follow each other and have enough, and marks the changed ones', () => {
  const hour = (at: number, handoffs = 100) => ({
    ...{ ...SAME, hour: at, handoffs },
    wait: { base: interval(at * 10, 200), whatIf: interval(at * 10), difference: interval(-5, 10) },
  });
  const hours = [hour(8), hour(9), hour(11), hour(12, 29), hour(13)];
  const size = { width: 800, height: 260, scale: 1 };
  const plot = hourPlot({ hours }, 'wait', [({ wait }) => wait?.base ?? null], [9, 11], size, 'values');
  const [points = []] = plot.points;
  for (const { y, low, high } of points)
    expect([high >= plot.top, high <= y, y <= low, low <= plot.bottom]).toEqual([true, true, true, true]);
  expect(plot.lines[0]?.map((part) => part.points.split(' ').length)).toEqual([2, 1, 1]);
  expect(points.map(({ few }) => few)).toEqual([false, false, false, true, false]);
  expect(plot.ticks[0]).toEqual({ value: 0, y: plot.bottom });
  expect(plot.ticks.length).toBeLessThanOrEqual(5);
  const edges = plot.hours.filter(({ hour: at }) => at === 9 || at === 11).map(({ x }) => x);
  expect(plot.changed).toEqual({ x: edges[0], width: (edges[1] ?? 0) - (edges[0] ?? 0) });
  const paired = hourPlot(
    { hours },
    'wait',
    [({ wait }) => wait?.difference ?? null],
    null,
    size,
    'difference',
  );
  expect([paired.changed, paired.ticks.some(({ value }) => value === 0)]).toEqual([null, true]);
  expect(paired.ticks[0]?.value).toBeLessThan(-14);
});
