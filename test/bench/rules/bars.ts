// Owns the bars that matching is held to beside simple rules, and by how much each is missed. Refuses: playing (rules.ts)
// and how it is told (page.ts).
import { type Figures, type Interval, interval } from '#shared/domain/simulation/figures.ts';
import { POLICY_NAMES, type PolicyName } from '#shared/domain/simulation/policy-names.ts';

export interface Setting {
  readonly scenario: number;
  readonly staff: number;
  readonly priority: 'raw' | 'imputed';
  /** Of each policy, seed by seed. */
  readonly figures: Readonly<Record<PolicyName, readonly Figures[]>>;
}

export const RULES = POLICY_NAMES.filter((name) => !name.startsWith('matching-'));

/** Load CV that `fair` and rules of like evenness may have above longest-idle. */
const UNEVEN = 0.05;
/** Percent that VIPs must be better off than under FIFO, at the lower end of the interval. */
export const BETTER = 20;

interface Measure {
  readonly name: string;
  readonly of: (figures: Figures) => number;
  /** By how much it may be worse; more of it is better where `more`. */
  readonly room: number;
  readonly more: boolean;
  readonly unit: string;
  readonly digits: number;
}

const points = (name: string, more: boolean, of: Measure['of']): Measure => ({
  ...{ name, more, of: (figures) => 100 * of(figures) },
  ...{ room: 0.3, unit: ' points', digits: 2 },
});

/** Value counts in hundredths of a usual customer who is served at once and well. */
export const MEASURES: readonly Measure[] = [
  points('left', false, ({ all }) => all.abandonment),
  points('VIP left', false, ({ vip }) => vip.abandonment),
  points('in time', true, ({ all }) => all.serviceLevel),
  points('VIP in time', true, ({ vip }) => vip.serviceLevel),
  { name: 'p95 VIP', more: false, of: ({ vip }) => vip.waitP95, room: 2, unit: ' s', digits: 1 },
  points('value', true, ({ all }) => all.value),
  points('same person', true, ({ all }) => all.continuityHits),
];

/** Seed by seed, one policy less the other. */
export function less(
  { figures }: Setting,
  policy: PolicyName,
  other: PolicyName,
  of: Measure['of'],
): Interval {
  const against = figures[other];
  return interval(figures[policy].map((own, seed) => of(own) - of(against[seed] as Figures)));
}

/** By how many percent VIPs are better off than under FIFO. */
export const better = ({ figures }: Setting, policy: PolicyName, of: Measure['of']): Interval =>
  interval(
    figures[policy].map((own, seed) => {
      const fifo = of(figures.fifo[seed] as Figures);
      return fifo === 0 ? 0 : 100 * (1 - of(own) / fifo);
    }),
  );

export interface Miss {
  readonly policy: 'matching-fair' | 'matching-fit';
  readonly rule: PolicyName;
  readonly measure: Measure;
  readonly difference: Interval;
}

/** Rules that `policy` must not be worse than. */
function rulesFor(setting: Setting, policy: Miss['policy']): readonly PolicyName[] {
  if (policy === 'matching-fit') return RULES;
  return RULES.filter((rule) => less(setting, rule, 'longest-idle', ({ loadCv }) => loadCv).mean <= UNEVEN);
}

export const isEven = (setting: Setting): boolean =>
  (less(setting, 'matching-fair', 'longest-idle', ({ loadCv }) => loadCv).high ?? 0) <= UNEVEN;

/** Where the interval reaches further to the worse than there is room for. */
export function missesOf(setting: Setting): Miss[] {
  const misses: Miss[] = [];
  for (const policy of ['matching-fair', 'matching-fit'] as const)
    for (const rule of rulesFor(setting, policy))
      for (const measure of MEASURES) {
        const difference = less(setting, policy, rule, measure.of);
        const worst = measure.more ? -(difference.low ?? 0) : (difference.high ?? 0);
        if (worst > measure.room) misses.push({ policy, rule, measure, difference });
      }
  return misses;
}
