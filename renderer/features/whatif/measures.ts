// Owns how a figure of a what-if is written: waits as m:ss, shares in percent, differences with their sign, and what an interval
// allows to be said. Pure.
import type { Compared, WhatIfMeasures, WhatIfPlan, WhatIfResult } from '#shared/schema/what-if.ts';
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

/** The interval misses zero: what is seen is no chance of the runs. */
export const isShown = ({ low, high }: Interval): boolean =>
  low !== null && high !== null && (low > 0 || high < 0);

export const hourName = (hour: number): string => `${String(hour).padStart(2, '0')}:00`;

/** Which measures the change speaks to first: of its hours where it has people, else of the day. */
export const spoken = ({ change }: WhatIfPlan, { all, within }: WhatIfResult): WhatIfMeasures =>
  change.people > 0 && within !== null ? within : all;

const spanOf = ({ change }: WhatIfPlan): { readonly from: string; readonly to: string } => ({
  from: hourName(change.from),
  to: hourName(change.to),
});

/** Which hours `spoken` is of. */
const spanName = (plan: WhatIfPlan, result: WhatIfResult): string =>
  spoken(plan, result) === result.all ? t('whatif.wholeDay') : t('whatif.span', spanOf(plan));

/** Of the first measure whose interval misses zero; null where none does. */
function sentenceOf(measures: WhatIfMeasures, span: string): string | null {
  for (const name of ['wait', 'inTarget', 'left'] as const) {
    const difference = measures[name]?.difference;
    if (difference === undefined || !isShown(difference)) continue;
    const { mean, low, high } = difference;
    const ends = [Math.abs(low ?? mean), Math.abs(high ?? mean)].sort((a, b) => a - b);
    return t(`whatif.says.${name}.${mean > 0 ? 'more' : 'less'}`, {
      span,
      amount: written(name, Math.abs(mean)),
      low: written(name, ends[0] ?? 0),
      high: written(name, ends[1] ?? 0),
    });
  }
  return null;
}

/**
 * What the intervals allow to be said, the weightier first: of the hours of the change and of the rest of the day, so that what
 * is won in one is not told without what is lost in the other.
 */
export function saysOf(plan: WhatIfPlan, result: WhatIfResult): readonly [string, ...string[]] {
  const own = sentenceOf(spoken(plan, result), spanName(plan, result));
  const others = spoken(plan, result) === result.all ? null : result.rest;
  const rest = others === null ? null : sentenceOf(others, t('whatif.restSpan'));
  if (own !== null) return others === null ? [own] : [own, rest ?? t('whatif.restSame')];
  if (rest !== null) return [rest, t('whatif.hoursSame', spanOf(plan))];
  return [t('whatif.noDifference')];
}
