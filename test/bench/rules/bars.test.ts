import { describe, expect, test } from 'vitest';
import type { Figures } from '#shared/domain/simulation/figures.ts';
import { POLICY_NAMES, type PolicyName } from '#shared/domain/simulation/policy-names.ts';
import { better, isEven, missesOf, type Setting } from './bars.ts';
import { pageOf } from './page.ts';
import { plotOf } from './plot.ts';

interface Given {
  readonly left?: number;
  readonly vipLeft?: number;
  readonly loadCv?: number;
}

/** Two seeds that differ a little, so that there is an interval. */
function seeds({ left = 0.05, vipLeft = 0.1, loadCv = 0.15 }: Given): readonly Figures[] {
  return [0, 0.0002].map((more): Figures => {
    const all = { serviceLevel: 0.8, waitMean: 9, waitP95: 60, value: 1.3, continuityHits: 0.04 };
    return {
      all: { ...all, abandonment: left + more },
      vip: { ...all, abandonment: vipLeft + more },
      ...{ loadCv, jain: 0.9, longestWait: 600, decisions: 100 },
    };
  });
}

const setting = (given: Partial<Record<PolicyName, Given>>): Setting => ({
  ...{ scenario: 1, staff: 1, priority: 'raw' },
  figures: Object.fromEntries(
    POLICY_NAMES.map((name) => [name, seeds(given[name] ?? {})]),
  ) as unknown as Setting['figures'],
});

const told = (one: Setting): string[] =>
  missesOf(one).map(({ policy, rule, measure }) => `${policy}: ${measure.name} beside ${rule}`);

describe('bars beside simple rules', () => {
  test('nothing is missed where nothing differs', () => {
    expect(told(setting({}))).toEqual([]);
  });

  test('worse than there is room for is a miss, a little worse is none', () => {
    expect(told(setting({ priority: { left: 0.0471 } }))).toEqual([]);
    expect(told(setting({ priority: { left: 0.0469 } }))).toEqual([
      'matching-fair: left beside priority',
      'matching-fit: left beside priority',
    ]);
  });

  test('a rule that spreads work less evenly is held against fit alone', () => {
    const one = setting({ 'greedy-skill': { left: 0.04, loadCv: 0.21 } });
    expect(told(one)).toEqual(['matching-fit: left beside greedy-skill']);
  });

  test('fair is even up to .05 above longest-idle', () => {
    expect(isEven(setting({ 'matching-fair': { loadCv: 0.199 } }))).toBe(true);
    expect(isEven(setting({ 'matching-fair': { loadCv: 0.201 } }))).toBe(false);
  });

  test('better than FIFO in percent of FIFO, seed by seed', () => {
    const one = setting({ 'matching-fair': { vipLeft: 0.075 } });
    expect(better(one, 'matching-fair', ({ vip }) => vip.abandonment).mean).toBeCloseTo(24.97, 1);
  });

  test('the page names what is missed, and the plot says what is met by its shape', () => {
    const one = setting({ 'matching-fair': { vipLeft: 0.07 }, priority: { left: 0.04 } });
    expect(pageOf([one], 2)).toContain('| 1, 1, raw | fair | priority | left | +1.00 [1.00, 1.00] points |');
    // VIP abandonment is 30 % better, their wait is the same.
    expect([...plotOf([one]).matchAll(/<circle[^>]* fill="(#\w+)"/g)].map(([, fill]) => fill)).toEqual([
      '#1a7f4b',
      '#ffffff',
    ]);
  });
});
