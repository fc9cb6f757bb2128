import { expect, test } from 'vitest';
import type { WhatIfMeasures, WhatIfResult } from '#shared/schema/what-if.ts';
import { NEW_PLAN } from '../../state/what-if-form.ts';
import { hourPlot } from './hours.ts';
import { saysOf, signed, written } from './measures.ts';

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

const NO_DIFFERENCE = 'No difference shown: every interval includes zero.';
const REST_SAME = 'No difference is shown for the rest of the day.';

test('says one thing of the changed hours, of the first measure whose interval misses zero, and nothing that may be chance', () => {
  expect(saysOf(NEW_PLAN, result({ wait: compared(-53, 15), left: compared(-0.1) }))).toEqual([
    'Between 09:00 and 11:00, the slowest twentieth waits 0:53 less (0:38 to 1:08).',
    REST_SAME,
  ]);
  expect(saysOf(NEW_PLAN, result({ wait: compared(-53, 60), inTarget: compared(0.104, 0.025) }))).toEqual([
    'Between 09:00 and 11:00, 10.4 points more are answered in target (7.9 to 12.9).',
    REST_SAME,
  ]);
  expect(saysOf(NEW_PLAN, result({ wait: null, left: compared(0.02, 0.005) }))).toEqual([
    'Between 09:00 and 11:00, 2.0 points more leave (1.5 to 2.5).',
    REST_SAME,
  ]);
  for (const chance of [{ wait: compared(-5, 6) }, { wait: compared(-5, null) }, {}])
    expect(saysOf(NEW_PLAN, result(chance))).toEqual([NO_DIFFERENCE]);
});

test('what is won in some hours is not told without what is lost in the others', () => {
  const worse = { rest: { ...SAME, wait: compared(34, 6) } };
  const lost = 'In the rest of the day, the slowest twentieth waits 0:34 more (0:28 to 0:40).';
  expect(saysOf(NEW_PLAN, result({ wait: compared(-22, 11) }, worse))).toEqual([
    'Between 09:00 and 11:00, the slowest twentieth waits 0:22 less (0:11 to 0:33).',
    lost,
  ]);
  expect(saysOf(NEW_PLAN, result({}, worse))).toEqual([
    lost,
    'No difference is shown between 09:00 and 11:00.',
  ]);
});

test('a change of all day is told of the day', () => {
  const { change } = NEW_PLAN;
  const more = { ...NEW_PLAN, change: { ...change, people: 0, arrivals: 1.2 } };
  const day = result({}, { all: { ...SAME, left: compared(0.03) } });
  expect(saysOf(more, day)).toEqual(['Over the day, 3.0 points more leave (3.0 to 3.0).']);
  expect(saysOf(more, result({}))).toEqual([NO_DIFFERENCE]);
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
