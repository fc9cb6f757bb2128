// Owns where things of an hourly plot stand: scale, ticks, bands and lines. Pure, in px. Refuses: colours and words.
import { FEW_HANDOFFS, type WhatIfResult } from '#shared/schema/what-if.ts';
import type { Drawn, Interval } from './measures.ts';

export interface Point {
  readonly hour: number;
  readonly x: number;
  readonly y: number;
  readonly low: number;
  readonly high: number;
  readonly few: boolean;
}

export interface HourPlot {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly scale: number;
  readonly ticks: readonly { readonly value: number; readonly y: number }[];
  readonly hours: readonly { readonly hour: number; readonly x: number }[];
  /** Of hours that follow each other and have enough. */
  readonly lines: readonly (readonly { readonly points: string; readonly band: string }[])[];
  readonly points: readonly (readonly Point[])[];
  readonly changed: { readonly x: number; readonly width: number } | null;
}

const LEFT = 46;
const RIGHT = 20;
const TOP = 10;
const BOTTOM = 24;
const MOST_TICKS = 5;

const STEPS: Readonly<Record<Drawn, readonly number[]>> = {
  wait: [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1_200, 1_800, 3_600, 7_200, 14_400],
  inTarget: [0.01, 0.02, 0.05, 0.1, 0.2, 0.5],
  waiting: [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200],
};

/** The span of what is drawn in round steps, `MOST_TICKS` at most. */
function stepsOf(drawn: Drawn, low: number, high: number): { from: number; to: number; step: number } {
  const steps = STEPS[drawn];
  const last = steps.at(-1) ?? 1;
  const step =
    steps.find((each) => Math.ceil(high / each) - Math.floor(low / each) <= MOST_TICKS - 1) ??
    last * Math.ceil((high - low) / last / (MOST_TICKS - 1));
  const from = Math.floor(low / step) * step;
  return { from, to: Math.max(Math.ceil(high / step) * step, from + step), step };
}

/** No wait and no share is below zero, whatever the interval of few runs says. */
const possible = (interval: Interval): Interval => ({
  ...interval,
  low: interval.low === null ? null : Math.max(0, interval.low),
});

const ends = ({ mean, low, high }: Interval): readonly number[] => [mean, low ?? mean, high ?? mean];

/** `series`: which intervals of an hour are drawn; null where one is not known. */
export function hourPlot(
  { hours }: Pick<WhatIfResult, 'hours'>,
  drawn: Drawn,
  series: readonly ((hour: WhatIfResult['hours'][number]) => Interval | null)[],
  changed: readonly [from: number, to: number] | null,
  size: { readonly width: number; readonly height: number; readonly scale: number },
  kind: 'values' | 'difference',
): HourPlot {
  const { width, height, scale } = size;
  const left = LEFT * scale;
  const right = width - RIGHT * scale;
  const top = TOP * scale;
  const bottom = height - BOTTOM * scale;
  const known = (of: (typeof series)[number], hour: (typeof hours)[number]): Interval | null => {
    const found = of(hour);
    return found === null || kind === 'difference' ? found : possible(found);
  };
  const values = hours.flatMap((hour) => series.flatMap((of) => known(of, hour) ?? []).flatMap(ends));
  // A length begins at zero, so that it can be compared; a share does not have to.
  const floor = kind === 'difference' || drawn !== 'inTarget' ? [0] : [];
  const { from, to, step } = stepsOf(drawn, Math.min(...values, ...floor), Math.max(...values, ...floor));
  const y = (value: number): number => bottom - ((value - from) / (to - from)) * (bottom - top);
  const first = hours[0]?.hour ?? 0;
  const last = hours.at(-1)?.hour ?? first;
  const slot = (right - left) / (last - first + 1);
  /** Where an hour begins; what is of it stands in its middle. */
  const edge = (hour: number): number => left + (hour - first) * slot;
  const x = (hour: number): number => edge(hour) + slot / 2;

  const points = series.map((of) =>
    hours.flatMap((each): Point[] => {
      const found = known(of, each);
      if (found === null) return [];
      const { mean, low, high } = found;
      return [
        {
          ...{ hour: each.hour, x: x(each.hour), y: y(mean) },
          ...{ low: y(low ?? mean), high: y(high ?? mean), few: each.handoffs < FEW_HANDOFFS },
        },
      ];
    }),
  );
  const lines = points.map((all) => {
    const parts: Point[][] = [];
    for (const point of all) {
      if (point.few) continue;
      const part = parts.at(-1);
      if (part?.at(-1)?.hour === point.hour - 1) part.push(point);
      else parts.push([point]);
    }
    return parts.map((part) => ({
      points: part.map(({ x: px, y: py }) => `${px},${py}`).join(' '),
      band: [
        ...part.map(({ x: px, high }) => `${px},${high}`),
        ...part.toReversed().map(({ x: px, low }) => `${px},${low}`),
      ].join(' '),
    }));
  });
  // As many names as have room beside each other.
  const every = Math.max(1, Math.ceil((44 * scale) / slot));
  const [start, end] = changed ?? [0, 0];
  const shownFrom = Math.max(start, first);
  const shownTo = Math.min(end, last + 1);
  return {
    ...{ width, height, left, right, top, bottom, scale, lines, points },
    ticks: Array.from({ length: Math.round((to - from) / step) + 1 }, (_, at) => ({
      value: from + at * step,
      y: y(from + at * step),
    })),
    hours: Array.from({ length: last - first + 2 }, (_, at) => first + at)
      .filter((hour) => (hour - first) % every === 0)
      .map((hour) => ({ hour, x: edge(hour) })),
    changed:
      changed === null || shownFrom >= shownTo
        ? null
        : { x: edge(shownFrom), width: edge(shownTo) - edge(shownFrom) },
  };
}
