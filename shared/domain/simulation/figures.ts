// Owns what a run comes to, and what several runs say together: means with 95 % intervals over seeds, and the paired
// difference of each policy to the first. Definitions are PRODUCT's; where it leaves something open it is said here.
import { floor, max, min, sqrt } from '../../lib/math.ts';
import type { Run, Served } from './run.ts';
import type { Scenario } from './scenario.ts';

/** Callers who leave within this many seconds do not count in the service level. */
const SHORT_ABANDON = 5;

const MEASURES = ['abandonment', 'serviceLevel', 'waitMean', 'waitP95', 'value', 'continuityHits'] as const;
type Measure = (typeof MEASURES)[number];
type Measures = Readonly<Record<Measure, number>>;

export interface Figures {
  readonly all: Measures;
  readonly vip: Measures;
  /** Coefficient of variation, over people, of the share of their time at work that conversations took. */
  readonly loadCv: number;
  /** Jain's index of the same: 1 = equal. */
  readonly jain: number;
  readonly longestWait: number;
  readonly decisions: number;
}

function worthOf(
  { tiers, outcomeValue }: Scenario,
  { call, waited, worker, proficiency, again }: Served,
): number {
  if (worker === -1) return 0;
  const quality: Readonly<Record<string, number>> = outcomeValue.quality;
  const late = waited <= 20 ? 1 : waited >= 320 ? 0.5 : 1 - (0.5 * (waited - 20)) / 300;
  return (
    tiers[call.tier].value *
    (quality[proficiency] ?? 0) *
    late *
    (1 + (again ? outcomeValue.continuityBonus : 0))
  );
}

function measure(scenario: Scenario, served: readonly Served[]): Measures {
  const answered = served.filter(({ worker }) => worker !== -1);
  const waits = answered.map(({ waited }) => waited).sort((a, b) => a - b);
  const counted = served.filter(({ worker, waited }) => worker !== -1 || waited > SHORT_ABANDON);
  const inTime = answered.filter(({ waited, call }) => waited <= call.target);
  const share = (part: number, of: number): number => (of === 0 ? 0 : part / of);
  return {
    abandonment: share(served.length - answered.length, served.length),
    serviceLevel: share(inTime.length, counted.length),
    waitMean: share(
      waits.reduce((sum, each) => sum + each, 0),
      waits.length,
    ),
    waitP95: waits[min(waits.length - 1, floor(waits.length * 0.95))] ?? 0,
    value: share(
      served.reduce((sum, each) => sum + worthOf(scenario, each), 0),
      served.length,
    ),
    continuityHits: share(answered.filter(({ again }) => again).length, answered.length),
  };
}

export function figuresOf(scenario: Scenario, { served, workers, decisions }: Run): Figures {
  const shares = workers.filter(({ present }) => present > 0).map(({ busy, present }) => busy / present);
  const mean = shares.reduce((sum, each) => sum + each, 0) / shares.length;
  // Nobody did anything, all the same.
  const isIdle = !(mean > 0);
  const square = shares.reduce((sum, each) => sum + each * each, 0) / shares.length;
  let longestWait = 0;
  for (const { waited } of served) if (waited > longestWait) longestWait = waited;
  return {
    all: measure(scenario, served),
    vip: measure(
      scenario,
      served.filter(({ call }) => call.tier === 'vip'),
    ),
    loadCv: isIdle ? 0 : sqrt(max(0, square - mean * mean)) / mean,
    jain: isIdle ? 1 : (mean * mean) / square,
    longestWait,
    decisions,
  };
}

/** Two-sided 97.5 % quantiles of Student's t for 1 to 30 degrees of freedom. */
const STUDENT = [
  12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228, 2.201, 2.179, 2.16, 2.145, 2.131,
  2.12, 2.11, 2.101, 2.093, 2.086, 2.08, 2.074, 2.069, 2.064, 2.06, 2.056, 2.052, 2.048, 2.045, 2.042,
];

export interface Interval {
  readonly mean: number;
  /** Null where one value tells nothing of its spread. */
  readonly low: number | null;
  readonly high: number | null;
}

const rounded = (value: number): number => Number(value.toFixed(6));

/** Mean and 95 % interval of independent values. */
export function interval(values: readonly number[]): Interval {
  const count = values.length;
  const mean = values.reduce((sum, each) => sum + each, 0) / count;
  const spread = values.reduce((sum, each) => sum + (each - mean) * (each - mean), 0);
  if (count < 2) return { mean: rounded(mean), low: null, high: null };
  const half = (STUDENT[min(count - 2, STUDENT.length - 1)] ?? 1.96) * sqrt(spread / (count - 1) / count);
  return { mean: rounded(mean), low: rounded(mean - half), high: rounded(mean + half) };
}

type Of<T> = { readonly [M in Measure]: T };
export interface Summary<T = Interval> {
  readonly all: Of<T>;
  readonly vip: Of<T>;
  readonly loadCv: T;
  readonly jain: T;
  readonly longestWait: T;
  readonly decisions: T;
}

/** `values`: one set of figures per seed. */
export function summary(values: readonly Figures[]): Summary {
  const each = (of: (figures: Figures) => number): Interval => interval(values.map(of));
  const tier = (name: 'all' | 'vip'): Of<Interval> => {
    const of = (measure: Measure) => each((figures) => figures[name][measure]);
    return {
      ...{ abandonment: of('abandonment'), serviceLevel: of('serviceLevel'), waitMean: of('waitMean') },
      ...{ waitP95: of('waitP95'), value: of('value'), continuityHits: of('continuityHits') },
    };
  };
  return {
    ...{ all: tier('all'), vip: tier('vip') },
    ...{ loadCv: each(({ loadCv }) => loadCv), jain: each(({ jain }) => jain) },
    longestWait: each(({ longestWait }) => longestWait),
    decisions: each(({ decisions }) => decisions),
  };
}

/** Seed by seed, `values` less `base`. */
export function difference(values: readonly Figures[], base: readonly Figures[]): Summary {
  const minus = (a: Measures, b: Measures | undefined): Measures => ({
    abandonment: a.abandonment - (b?.abandonment ?? 0),
    serviceLevel: a.serviceLevel - (b?.serviceLevel ?? 0),
    waitMean: a.waitMean - (b?.waitMean ?? 0),
    waitP95: a.waitP95 - (b?.waitP95 ?? 0),
    value: a.value - (b?.value ?? 0),
    continuityHits: a.continuityHits - (b?.continuityHits ?? 0),
  });
  return summary(
    values.map((own, seed) => {
      const other = base[seed];
      return {
        ...{ all: minus(own.all, other?.all), vip: minus(own.vip, other?.vip) },
        ...{ loadCv: own.loadCv - (other?.loadCv ?? 0), jain: own.jain - (other?.jain ?? 0) },
        longestWait: own.longestWait - (other?.longestWait ?? 0),
        decisions: own.decisions - (other?.decisions ?? 0),
      };
    }),
  );
}
