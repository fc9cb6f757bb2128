// Owns the page on which matching stands beside simple rules: every bar that is missed, then a table for each setting.
import type { Figures, Interval } from '#shared/domain/simulation/figures.ts';
import { interval } from '#shared/domain/simulation/figures.ts';
import { POLICY_NAMES } from '#shared/domain/simulation/policy-names.ts';
import { BETTER, better, isEven, less, MEASURES, missesOf, type Setting } from './bars.ts';

function number(value: number, digits: number): string {
  const text = value.toFixed(digits);
  return text.replace('-', Number(text) === 0 ? '' : '−');
}
const signed = (value: number, digits: number): string =>
  `${Number(value.toFixed(digits)) > 0 ? '+' : ''}${number(value, digits)}`;
const between = ({ low, high }: Interval, digits: number): string =>
  `[${number(low ?? 0, digits)}, ${number(high ?? 0, digits)}]`;
const difference = (value: Interval, digits: number): string =>
  `${signed(value.mean, digits)} ${between(value, digits)}`;
const percent = (value: Interval): string => `${number(value.mean, 1)} ${between(value, 1)}`;
const spread = (figures: readonly Figures[], digits: number, of: (figures: Figures) => number): string => {
  const { mean, high } = interval(figures.map(of));
  return `${number(mean, digits)} ± ${number((high ?? mean) - mean, digits)}`;
};

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

const nameOf = ({ scenario, staff, priority }: Setting): string => `${scenario}, ${staff}, ${priority}`;

function besideFifo(settings: readonly Setting[]): string {
  return table(
    ['scenario, staff, VIP', 'VIP left, % better', 'p95 VIP, % better', 'load CV less longest-idle', 'even'],
    settings.map((setting) => {
      const left = better(setting, 'matching-fair', ({ vip }) => vip.abandonment);
      const wait = better(setting, 'matching-fair', ({ vip }) => vip.waitP95);
      const met = (value: Interval): string => ((value.low ?? 0) >= BETTER ? ' ✓' : '');
      const cv = less(setting, 'matching-fair', 'longest-idle', ({ loadCv }) => loadCv);
      return [
        nameOf(setting),
        percent(left) + met(left),
        percent(wait) + met(wait),
        difference(cv, 3),
        isEven(setting) ? '✓' : 'no',
      ];
    }),
  );
}

function missed(settings: readonly Setting[]): string {
  const rows = settings.flatMap((setting) =>
    missesOf(setting).map(({ policy, rule, measure, difference: value }) => [
      nameOf(setting),
      policy.replace('matching-', ''),
      rule,
      measure.name,
      difference(value, measure.digits) + measure.unit,
    ]),
  );
  return rows.length === 0
    ? 'None.'
    : table(['scenario, staff, VIP', 'mode', 'rule', 'measure', 'difference'], rows);
}

function settingTables(setting: Setting): string {
  const { scenario, staff, priority, figures } = setting;
  const values = table(
    [
      ...['policy', 'left, %', 'VIP', 'in time, %', 'VIP', 'p95 wait, s', 'VIP', 'value', 'same person, %'],
      'load CV',
    ],
    POLICY_NAMES.map((name) => {
      const cell = (digits: number, of: (figures: Figures) => number) => spread(figures[name], digits, of);
      return [
        name,
        cell(1, ({ all }) => 100 * all.abandonment),
        cell(1, ({ vip }) => 100 * vip.abandonment),
        cell(1, ({ all }) => 100 * all.serviceLevel),
        cell(1, ({ vip }) => 100 * vip.serviceLevel),
        cell(1, ({ all }) => all.waitP95),
        cell(1, ({ vip }) => vip.waitP95),
        cell(3, ({ all }) => all.value),
        cell(1, ({ all }) => 100 * all.continuityHits),
        cell(3, ({ loadCv }) => loadCv),
      ];
    }),
  );
  const differences = table(
    ['difference, seed by seed', ...MEASURES.map(({ name, unit }) => `${name},${unit}`)],
    (
      [
        ['matching-fair', 'fifo'],
        ['matching-fair', 'longest-idle'],
        ['matching-fair', 'priority'],
        ['matching-fit', 'greedy-skill'],
      ] as const
    ).map(([policy, rule]) => [
      `${policy} less ${rule}`,
      ...MEASURES.map(({ of, digits }) => difference(less(setting, policy, rule, of), digits)),
    ]),
  );
  return `## Scenario ${scenario}, staff ${staff}, VIP ${priority}\n\n${values}\n\n${differences}\n`;
}

export const pageOf = (settings: readonly Setting[], seeds: number): string => `# Matching beside simple rules

Written by \`node test/bench/rules.ts\`, seeds 1 to ${seeds}; what stands here means is in [matching.md](matching.md#against-simple-rules).
Means with 95 % intervals over seeds; differences are paired. "Left" hung up while waiting, "in time" is 20 s, CV is the
variation of load over people; value counts in points of a hundredth of a usual customer who is served at once and well.

## \`fair\` beside FIFO

![VIP abandonment and p95 wait of VIPs, percent better than FIFO, with 95 % intervals](matching-vip.svg)

✓ = the lower end of the interval is at least ${BETTER} %.

${besideFifo(settings)}

## Where it is worse than a rule, or may be

The interval reaches beyond 0.3 points or 2 s to the worse. \`fair\` beside rules of like evenness, \`fit\` beside all six.

${missed(settings)}

${settings.map(settingTables).join('\n')}`;
