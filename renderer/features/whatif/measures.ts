// Owns how a figure of a what-if is written: waits as m:ss, shares in percent, differences with their sign, and what an interval
// allows to be said. Pure.
import type { Compared, WhatIfMeasures, WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';
import { FEW_HANDOFFS } from '#shared/schema/what-if.ts';
import { duration } from '../../ui/time.ts';
import { t, tenths } from '../../ui/words.ts';

export const DRAWN = ['wait', 'inTarget', 'waiting'] as const;
/** What is drawn hour by hour. */
export type Drawn = (typeof DRAWN)[number];
export type MeasureName = Drawn | 'left' | 'load';
export type Interval = Compared['base'];

/** How a value is written without its sign; shares are points of a hundred. */
const WRITTEN: Readonly<Record<MeasureName, (value: number) => string>> = {
  wait: (seconds) => duration(Math.round(seconds) * 1_000),
  inTarget: (share) => tenths(share * 100),
  waiting: tenths,
  left: (share) => tenths(share * 100),
  load: (share) => tenths(share * 100),
};

export const isShare = (name: MeasureName): boolean => name !== 'wait' && name !== 'waiting';

/** No wait and no share is below zero, whatever the interval of few runs says. */
export const written = (name: MeasureName, value: number): string => WRITTEN[name](Math.max(0, value));

/** `+0:41`, `−1.9`; nothing before zero. */
export function signed(name: MeasureName, value: number): string {
  const text = written(name, Math.abs(value));
  if (text === written(name, 0)) return text;
  return `${value < 0 ? '\u2212' : '+'}${text}`;
}

/** The interval misses zero, as it is written too: what is seen is no chance of the runs. */
export const isShown = (name: MeasureName, { low, high }: Interval): boolean =>
  low !== null &&
  high !== null &&
  (low > 0 || high < 0) &&
  written(name, Math.min(Math.abs(low), Math.abs(high))) !== written(name, 0);

/** What is written is rounded to it. */
const STEP: Readonly<Record<MeasureName, number>> = {
  ...{ wait: 1, inTarget: 0.001, left: 0.001, load: 0.001, waiting: 0.1 },
};

/** What is from `base` to `value` as both are written. */
const between = (name: MeasureName, base: number, value: number): number =>
  (Math.round(value / STEP[name]) - Math.round(base / STEP[name])) * STEP[name];

export const gapOf = (name: MeasureName, base: number, value: number): string =>
  signed(name, between(name, base, value));

/** Of what is written on both sides, so that whoever reckons it again finds the same; never outside its interval. */
export function differenceOf(name: MeasureName, { base, whatIf, difference }: Compared): number {
  const own = between(name, base.mean, whatIf.mean);
  const { low, high } = difference;
  return Math.max(between(name, 0, low ?? own), Math.min(between(name, 0, high ?? own), own));
}

export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Which measures the change speaks to first: of its hours where it has people, else of the day. */
export const spoken = ({ change }: WhatIfPlan, { all, within }: WhatIfResult): WhatIfMeasures =>
  change.people > 0 && within !== null ? within : all;

const spanOf = ({ from, to }: { readonly from: number; readonly to: number }) => ({
  from: hourName(from),
  to: hourName(to),
});

/** Which hours `spoken` is of. */
const spanName = (plan: WhatIfPlan, result: WhatIfResult): string =>
  spoken(plan, result) === result.all ? t('whatif.wholeDay') : t('whatif.span', spanOf(plan.change));

type Told = Exclude<MeasureName, 'load'>;

/** Of the first measure whose interval misses zero; null where none does. */
function sentenceOf(measures: WhatIfMeasures, span: string, names: readonly Told[]): string | null {
  for (const name of names) {
    const compared = measures[name];
    if (compared === null || !isShown(name, compared.difference)) continue;
    const { mean, low, high } = compared.difference;
    const ends = [Math.abs(low ?? mean), Math.abs(high ?? mean)].sort((a, b) => a - b);
    return t(`whatif.says.${name}.${mean > 0 ? 'more' : 'less'}`, {
      span,
      amount: written(name, Math.abs(differenceOf(name, compared))),
      low: written(name, ends[0] ?? 0),
      high: written(name, ends[1] ?? 0),
    });
  }
  return null;
}
const WEIGHTIEST: readonly Told[] = ['wait', 'inTarget', 'left'];

/** So many hours are told one by one. */
const MOST_HOURS = 2;

/** Hours of what is drawn that differ although all of them together do not: filled points have their words. */
function hoursOf(
  { hours }: WhatIfResult,
  drawn: Drawn,
  isAsked: (hour: number) => boolean,
): readonly string[] {
  const all = hours.flatMap((each) => {
    const span = t('whatif.span', spanOf({ from: each.hour, to: each.hour + 1 }));
    if (each.handoffs < FEW_HANDOFFS || !isAsked(each.hour)) return [];
    return sentenceOf(each, span, [drawn]) ?? [];
  });
  const more = all.length - MOST_HOURS;
  return [...all.slice(0, MOST_HOURS), ...(more > 0 ? [t('whatif.moreHours', { count: more })] : [])];
}

/**
 * What the intervals allow to be said, the weightier first: of the hours of the change and of the rest of the day, so that what
 * is won in one is not told without what is lost in the other. Where they say nothing, the hours of what is drawn may.
 */
export function saysOf(plan: WhatIfPlan, result: WhatIfResult, drawn: Drawn): readonly [string, ...string[]] {
  const { from, to } = plan.change;
  const own = sentenceOf(spoken(plan, result), spanName(plan, result), WEIGHTIEST);
  const others = spoken(plan, result) === result.all ? null : result.rest;
  const rest = others === null ? null : sentenceOf(others, t('whatif.restSpan'), WEIGHTIEST);
  if (own !== null && others === null) return [own];
  if (own !== null && rest !== null) return [own, rest];
  if (own !== null)
    return [own, t('whatif.restSame'), ...hoursOf(result, drawn, (hour) => hour < from || hour >= to)];
  if (rest !== null)
    return [
      rest,
      t('whatif.hoursSame', spanOf(plan.change)),
      ...hoursOf(result, drawn, (hour) => hour >= from && hour < to),
    ];
  const single = hoursOf(result, drawn, () => true);
  return [t(single.length === 0 ? 'whatif.noDifference' : 'whatif.noneOnAverage'), ...single];
}
