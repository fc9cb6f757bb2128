import { describe, expect, test } from 'vitest';
import { difference, figuresOf, interval, summary } from './figures.ts';
import { MATCHING } from './matching.ts';
import { policiesOf } from './named.ts';
import { RULES } from './policies.ts';
import type { ProductName } from './policy-names.ts';
import { canServe, type Policy, run } from './run.ts';
import { type Scenario, scenario as scenarioSchema } from './scenario.ts';
import { parseTrace, type TraceCall } from './trace.ts';
import { createWorld, studied } from './world.ts';

const same = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1 };
const scenarioOf = (changes: Partial<Record<keyof Scenario, unknown>> = {}): Scenario =>
  scenarioSchema.parse({
    name: 'small',
    version: 1,
    people: [
      { id: 'ana', skills: { PS: 5, NW: 2 }, languages: ['he'] },
      { id: 'ben', skills: { PS: 2 }, languages: ['he', 'ru'] },
      { id: 'cas', skills: { NW: 4 }, languages: ['he'] },
    ],
    capacityPerPerson: 1,
    headcountByHour: Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 20 ? 3 : 0)),
    serviceSeconds: { cap: 3_600, factorByProficiency: same, factorWhenSamePersonAsLastTime: 1 },
    concurrencySlowdownPerExtraConversation: 0,
    language: { draw: { he: 0.9, ru: 0.1 } },
    tiers: {
      regular: { priorityIn: [0, 1], value: 1, slaSeconds: 20 },
      vip: { priorityIn: [2], value: 3, slaSeconds: 20 },
    },
    outcomeValue: { quality: same, continuityBonus: 0.02 },
    offers: { decline: 0.1, timeout: 0.1, timeoutSeconds: 15, acceptSeconds: 3 },
    stress: [],
    ...changes,
  });

/** Two days of calls, a call every forty seconds from eight to eight, the seventh of them impatient. */
const trace: TraceCall[] = Array.from({ length: 2_160 }, (_, at) => ({
  at: 8 * 3_600 + (at >= 1_080 ? 86_400 : 0) + (at % 1_080) * 40,
  skill: at % 3 === 0 ? 'NW' : 'PS',
  priority: at % 5 === 0 ? 2 : 0,
  imputed: 0,
  customer: at % 11,
  waited: at % 7 === 0 ? 60 : at % 13,
  answered: at % 7 !== 0,
  service: at % 7 !== 0 ? 60 + (at % 90) : 0,
}));

const worldOf = (scenario: Scenario, seed = 1) =>
  createWorld({ trace, scenario, seed, staff: 1 }, studied(trace, scenario, 'raw'));

const policies: [string, () => Policy][] = Object.entries(policiesOf(45));

describe.each(policies)('%s', (_name, policy) => {
  test('everybody who calls is served by somebody who can, or leaves when their patience ends; the same twice', () => {
    const scenario = scenarioOf();
    const world = worldOf(scenario);
    const result = run(world, scenario, policy);
    expect(result.served.map(({ call }) => call.index).sort((a, b) => a - b)).toEqual(
      world.calls.map(({ index }) => index),
    );
    for (const { call, worker, waited } of result.served) {
      const person = result.workers[worker];
      if (person === undefined) expect(waited).toBeLessThanOrEqual(call.patience);
      else expect(canServe(person, call) && waited <= call.patience).toBe(true);
    }
    expect(run(world, scenario, policy)).toEqual(result);
  });

  test('nobody has more at once than their capacity', () => {
    const scenario = scenarioOf({ capacityPerPerson: 2 });
    const over = run(worldOf(scenario), scenario, () => {
      const decide = policy();
      return (floor) => {
        for (const worker of floor.workers) expect(worker.load).toBeLessThanOrEqual(2);
        const pairs = decide(floor);
        expect(new Set(pairs.map(([item]) => item)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, worker]) => worker)).size).toBe(pairs.length);
        return pairs;
      };
    });
    expect(over.served.length).toBeGreaterThan(2_000);
  });
});

test('two policies of one seed meet the same customers; another seed meets others', () => {
  const scenario = scenarioOf();
  expect(worldOf(scenario).calls).toEqual(worldOf(scenario).calls);
  expect(worldOf(scenario).present(9)).toEqual(worldOf(scenario).present(9));
  expect(worldOf(scenario, 2).calls).not.toEqual(worldOf(scenario).calls);
});

test('a flash multiplies the calls of its minutes, and people who leave are not replaced', () => {
  const calm = worldOf(scenarioOf());
  const flash = { kind: 'flash', fromHour: 10, minutes: 10, times: 5, everyNthDay: 1 };
  const leave = { kind: 'leave', fromHour: 12, people: 2, everyNthDay: 1 };
  const stressed = worldOf(scenarioOf({ stress: [flash, leave] }));
  // 15 calls in ten minutes, on each of two days.
  expect(stressed.calls.length - calm.calls.length).toBe(2 * 4 * 15);
  expect([stressed.present(11).length, stressed.present(12).length]).toEqual([3, 1]);
});

describe('rules of known products', () => {
  const everybody = [0, 1, 2].map((at) => ({ id: `p${at}`, skills: { NW: 3, PS: 3 }, languages: ['he'] }));
  const calm = { decline: 0, timeout: 0, timeoutSeconds: 15, acceptSeconds: 0 };
  /** Who was given which call when, `calls` being [second of the day's ninth hour, skill, priority]. */
  function given(
    name: ProductName,
    calls: readonly (readonly [number, string, number?])[],
    changes: Partial<Record<keyof Scenario, unknown>> = {},
  ): (readonly [number, number])[] {
    const scenario = scenarioOf({
      ...{ people: everybody, offers: calm, language: { draw: { he: 1 } } },
      ...{ headcountByHour: Array(24).fill(3), ...changes },
    });
    const came = calls.map(
      ([at, skill, priority = 0]): TraceCall => ({
        ...{
          at: 8 * 3_600 + at,
          skill,
          priority,
          imputed: 0,
          customer: 0,
          waited: 0,
          answered: true,
          service: 600,
        },
      }),
    );
    const world = createWorld(
      { trace: came, scenario, seed: 1, staff: 1, rota: () => [0, 1, 2] },
      studied(came, scenario, 'raw'),
    );
    return [...run(world, scenario, policiesOf(45)[name]).served]
      .sort((a, b) => a.call.index - b.call.index)
      .map(({ call, waited, worker }) => [call.at + waited - 8 * 3_600, worker] as const);
  }
  test('periodic round robin deals out by turns, at its moments alone', () => {
    expect(
      given('periodic-round-robin', [
        [1, 'PS'],
        [2, 'NW'],
        [46, 'PS'],
      ]),
    ).toEqual([
      [45, 0],
      [45, 1],
      [90, 2],
    ]);
  });
  test('one of each department every five seconds', () => {
    expect(
      given('department-tick', [
        [1, 'PS'],
        [2, 'PS'],
        [3, 'NW'],
      ]),
    ).toEqual([
      [5, 0],
      [10, 2],
      [5, 1],
    ]);
  });
  test('the most room goes first', () => {
    const people = everybody.map((each, at) => ({ ...each, capacity: [1, 3, 2][at] }));
    expect(
      given(
        'spare-capacity',
        [
          [1, 'PS'],
          [2, 'PS'],
          [3, 'PS'],
        ],
        { people },
      ),
    ).toEqual([
      [1, 1],
      [2, 2],
      [3, 1],
    ]);
  });
  test('a single reservation goes to who has nothing else, the important first', () => {
    const calls = [
      [1, 'PS'],
      [2, 'PS'],
      [3, 'PS'],
      [4, 'PS'],
      [5, 'PS', 2],
    ] as const;
    const times = given('single-reservation', calls, { capacityPerPerson: 4 });
    expect(times).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
      [602, 1],
      [601, 0],
    ]);
  });
});

test.each([
  ['is served by who comes with a later hour', 9, [1, 9 * 3_600 - 8 * 3_600]],
  ['leaves when it closes', 0, [-1, 3_600]],
])('whoever waits when nothing else happens any more %s', (_what, comes, expected) => {
  const scenario = scenarioOf({ offers: { decline: 0, timeout: 0, timeoutSeconds: 15, acceptSeconds: 0 } });
  const alone: TraceCall[] = [
    {
      at: 8 * 3_600,
      skill: 'PS',
      priority: 0,
      imputed: 0,
      customer: 1,
      waited: 0,
      answered: true,
      service: 60,
    },
  ];
  const world = createWorld(
    // Only who cannot serve it is there from eight to nine.
    {
      trace: alone,
      scenario,
      seed: 1,
      staff: 1,
      rota: (hour) => (hour === 8 ? [2] : hour === comes ? [1] : []),
    },
    studied(alone, scenario, 'raw'),
  );
  const { served } = run(world, scenario, RULES.fifo);
  expect(served.map(({ worker, waited }) => [worker, waited])).toEqual([expected]);
});

test('matching answers important customers sooner than the oldest-first rule, on the same day', () => {
  const scenario = scenarioOf({ headcountByHour: Array(24).fill(2) });
  const waits = (policy: () => Policy) =>
    figuresOf(scenario, run(worldOf(scenario), scenario, policy)).vip.waitMean;
  expect(waits(MATCHING['matching-fair'])).toBeLessThan(waits(RULES.fifo));
});

test('an interval by Student; differences go seed by seed', () => {
  expect(interval([1, 2, 3])).toEqual({ mean: 2, low: -0.484338, high: 4.484338 });
  expect(interval([4])).toEqual({ mean: 4, low: null, high: null });
  const scenario = scenarioOf();
  const of = (seed: number, policy: () => Policy) =>
    figuresOf(scenario, run(worldOf(scenario, seed), scenario, policy));
  const fifo = [of(1, RULES.fifo), of(2, RULES.fifo)];
  expect(difference(fifo, fifo).all.waitMean).toEqual({ mean: 0, low: 0, high: 0 });
  expect(summary(fifo).all.abandonment.mean).toBeGreaterThan(0);
});

describe('a trace', () => {
  const head = 't_epoch,date,type,priority,customer,vru_s,q_s,outcome,ser_s,server,flag,priority_imputed';
  test('callers who did not ask for a person are left out', () => {
    const rows = ['5,d,PS,2,1329,6,140,A,0,0,R,2', '6,d,PS,0,0,6,0,A,0,0,V,0', ''];
    expect(parseTrace([head, ...rows].join('\n'))).toEqual([
      ...[
        {
          at: 5,
          skill: 'PS',
          priority: 2,
          imputed: 2,
          customer: 1329,
          waited: 140,
          answered: false,
          service: 0,
        },
      ],
    ]);
  });
  test.each([
    [[], 'line 1: the file is empty'],
    [['a,b'], 'line 1: no column t_epoch, type, priority'],
    [[head, 'x,d,PS,2,1,6,140,A,0,0,R,2'], 'line 2: t_epoch is "x", not a whole number'],
    [[head, '5,d,PS,2,1,6,140,B,0,0,R,2'], 'line 2: outcome is "B", not S or A'],
    [[head, '5,d,,2,1,6,140,A,0,0,R,2'], 'line 2: type is empty'],
    [[head, '5,d,PS'], 'line 2'],
    [[`${head},type`, '5,d,PS,2,1,6,140,A,0,0,R,2,PS'], 'line 1: column type is there twice'],
    [[head, '5,d,PS,2,1,6,140,A,0,0,R,2,3'], 'line 2: 13 cells, and 12 columns'],
    [[head, '-5,d,PS,2,1,6,140,A,0,0,R,2'], 'line 2: t_epoch is "-5", not a whole number'],
    [[head, 'NaN,d,PS,2,1,6,140,A,0,0,R,2'], 'line 2: t_epoch is "NaN", not a whole number'],
    [[head, '0x10,d,PS,2,1,6,140,A,0,0,R,2'], 'line 2: t_epoch is "0x10", not a whole number'],
    [[head, '1700000000000,d,PS,2,1,6,140,A,0,0,R,2'], 'from 0 to 9999999999'],
    [[head, '5,d,PS,2,1,6,604801,A,0,0,R,2'], 'line 2: q_s is "604801"'],
    [[head, '5,d,PS,2,1,6,140,A,0,0,V,2'], 'no call in it asks for a person'],
    [
      [head, '5,d,PS,2,1,6,140,A,0,0,R,2', '915148808,d,PS,2,1,6,140,A,0,0,R,2'],
      't_epoch goes from 5 to 915148808: more than the 10 years',
    ],
    [[head, '5,"d,PS,2,1,6,140,A,0,0,R,2'], 'line 2: a quote or a line end stands where none can'],
  ])('%j is refused: %s', (lines, message) => {
    expect(() => parseTrace(lines.join('\n'))).toThrow(message);
  });
  test('a byte order mark, line ends of two signs, quotes, more columns and another order change nothing', () => {
    const rows = ['5,d,PS,2,13,6,140,A,0,0,R,2', '6,d,NW,0,0,6,0,S,9,0,R,0'];
    const quoted = (row: string): string =>
      row
        .split(',')
        .map((cell) => `"${cell}"`)
        .join(',');
    const other = [`${head},weather`, ...rows.toReversed().map((row) => `${row},"rain, mild"`)];
    const plain = parseTrace([head, ...rows].join('\n'));
    expect(plain.map(({ at }) => at)).toEqual([5, 6]);
    for (const text of [
      `\ufeff${[head, ...rows].join('\r\n')}\r\n`,
      [head, ...rows].map(quoted).join('\n'),
      other.join('\n'),
    ])
      expect(parseTrace(text)).toEqual(plain);
  });
});
