import { describe, expect, test } from 'vitest';
import type { RecordedHandoff } from '../../schema/recorded.ts';
import { type WhatIfPlan, whatIfPlan } from '../../schema/what-if.ts';
import { ANY, recordedBasis, tracedBasis } from './basis.ts';
import { scenario as scenarioSchema } from './scenario.ts';
import { describe as described, unknownIn, whatIf } from './what-if.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const handoff = (at: number, more: Partial<RecordedHandoff> = {}): RecordedHandoff => ({
  ...{ queue: 'care', queuedAt: at, skills: {}, target: 60_000, waited: 30_000 },
  ...{ by: 'ana', handled: 300_000 },
  ...more,
});

/**
 * Four days: ana speaks English and has more than she can do from 9 to 11, where one in three is asked in Russian by people whom
 * only rita serves, who is there in the afternoon; whoever was not answered left after four minutes.
 */
const recorded: RecordedHandoff[] = Array.from({ length: 4 }, (_, day) => [
  ...Array.from({ length: 36 }, (_, at) => {
    const language = at % 3 === 0 ? 'ru' : 'en';
    const start = day * DAY + 9 * HOUR + at * 200_000;
    const lost = language === 'ru' || at % 6 === 1;
    const { by: _by, handled: _handled, ...left } = handoff(start, { language, waited: 240_000 });
    return lost ? left : handoff(start, { language });
  }),
  ...Array.from({ length: 12 }, (_, at) =>
    handoff(day * DAY + 13 * HOUR + at * 600_000, { language: 'ru', by: 'rita' }),
  ),
]).flat();
const known = [
  { id: 'ana', queues: ['care'], skills: {}, languages: ['en'], capacity: 1 },
  { id: 'rita', queues: ['care'], skills: {}, languages: ['ru', 'en'], capacity: 1 },
];

const plan = (change: Partial<WhatIfPlan['change']> = {}, more: Partial<WhatIfPlan> = {}): WhatIfPlan => ({
  ...{ policy: 'matching-fair', counted: {}, seeds: 5 },
  change: {
    ...{ people: 0, group: null, languages: [], from: 9, to: 11, arrivals: 1, policy: 'matching-fair' },
    ...change,
  },
  ...more,
});
const none = () => undefined;

describe('a record played again', () => {
  test('people are at work from their first handoff of a day to the end of their last, with the room they used', () => {
    const { scenario, rota } = recordedBasis(recorded, []);
    expect(scenario.people.map(({ id, capacity }) => [id, capacity])).toEqual([
      ['ana', 2],
      ['rita', 1],
    ]);
    const hours = Array.from({ length: 24 }, (_, hour) => rota?.(24 + hour).join() ?? '');
    expect(hours.slice(8, 16)).toEqual(['', '0', '0', '0', '', '1', '1', '']);
  });

  test('they serve what they may by what is known of them, and what they served; who is not known serves what they served', () => {
    const asked = [
      handoff(9 * HOUR, { language: 'pt-BR', skills: { refunds: 3 }, by: 'old' }),
      handoff(10 * HOUR, { queue: 'sales' }),
      handoff(11 * HOUR, { by: 'bea' }),
    ];
    const bea = { id: 'bea', queues: ['care'], skills: { refunds: 4 }, languages: ['pt'], capacity: 3 };
    const { scenario, trace } = recordedBasis(asked, [bea]);
    const [refunds, sales, care] = trace.map(({ skill }) => skill);
    expect(scenario.people).toEqual([
      { id: 'old', skills: { [String(refunds)]: 3 }, languages: [ANY, 'pt-BR'], capacity: 1 },
      { id: 'ana', skills: { [String(sales)]: 5 }, languages: [ANY], capacity: 1 },
      {
        id: 'bea',
        skills: { [String(refunds)]: 4, [String(care)]: 5 },
        languages: [ANY, 'pt-BR'],
        capacity: 3,
      },
    ]);
  });

  test('an hour in which somebody came and nobody is known has the people of the hour before, else of the next', () => {
    const { by: _by, handled: _handled, ...left } = handoff(0);
    const { rota } = recordedBasis(
      [
        { ...left, queuedAt: 8 * HOUR },
        handoff(9 * HOUR),
        { ...left, queuedAt: 10 * HOUR },
        { ...left, queuedAt: DAY + 9 * HOUR },
      ],
      known,
    );
    expect([8, 9, 10, 11, 33].map((hour) => rota?.(hour))).toEqual([[0], [0], [0], [], []]);
  });

  test('says how much there is', () => {
    expect(described(recordedBasis(recorded, known))).toEqual({
      ...{ handoffs: 192, days: 4, people: 2, groups: ['care'], languages: ['en', 'ru'], spoken: 1 },
      ...{ from: 9 * HOUR, to: 3 * DAY + 13 * HOUR + 11 * 600_000, handling: 300 },
    });
    expect(described(recordedBasis([], known))).toMatchObject({ handoffs: 0, from: null, handling: null });
  });
});

describe('a change', () => {
  const basis = recordedBasis(recorded, known);

  test('nothing changed is no difference, anywhere', () => {
    const told: number[] = [];
    const result = whatIf(basis, plan(), (done) => told.push(done));
    expect(told).toEqual([1, 2, 3, 4, 5]);
    const zero = { mean: 0, low: 0, high: 0 };
    for (const measures of [result.all, result.within, result.rest, ...result.hours])
      expect([measures?.inTarget.difference, measures?.left.difference]).toEqual([zero, zero]);
    expect(result.load.difference).toEqual(zero);
    expect(result.hours.map(({ hour, handoffs }) => [hour, handoffs])).toEqual([
      ...[9, 10].map((hour) => [hour, 72]),
      ...[13, 14].map((hour) => [hour, 24]),
    ]);
    expect(whatIf(basis, plan(), none)).toEqual(result);
  });

  test('two who speak Russian from 9 to 11: fewer of those leave, surely, and the rest of the day is as it was', () => {
    const result = whatIf(
      basis,
      plan({ people: 2, group: 'care', languages: ['ru'] }, { counted: { language: 'ru' } }),
      none,
    );
    expect(result.within?.left).toMatchObject({ base: { mean: 1 }, whatIf: { mean: 0 } });
    expect(result.within?.left.difference.high).toBeLessThan(0);
    expect(result.rest?.left.difference).toEqual({ mean: 0, low: 0, high: 0 });
    // Nobody of them was answered as it is: there is no wait to hold the other against.
    expect(result.within?.wait).toBeNull();
    expect(result.recorded?.left).toBe(0.5);
  });

  test('who speaks another language changes nothing for those', () => {
    const result = whatIf(
      basis,
      plan({ people: 2, languages: ['en'] }, { counted: { language: 'ru' } }),
      none,
    );
    expect(result.within?.left.difference.mean).toBe(0);
    expect(result.load.difference.high).toBeLessThan(0);
  });

  test('more arrivals are more, fewer are fewer, at the hours they came', () => {
    const more = whatIf(basis, plan({ arrivals: 1.5 }), none);
    expect(more.all.left.difference.low).toBeGreaterThan(0);
    expect(more.load.difference.low).toBeGreaterThan(0);
    expect(more.hours.map(({ hour }) => hour)).toEqual([9, 10, 13, 14]);
    const fewer = whatIf(basis, plan({ arrivals: 0.5 }), none);
    expect(fewer.load.difference.high).toBeLessThan(0);
  });

  test('hours that are closed stay closed', () => {
    const result = whatIf(basis, plan({ people: 3, languages: ['ru', 'en'], from: 0, to: 8 }), none);
    expect(result.within?.handoffs).toBe(0);
    expect(result.load.difference.mean).toBe(0);
  });

  test('what the basis does not know is named with its place', () => {
    expect(unknownIn(basis, plan({ languages: ['ru', 'xx'] }))).toBe(
      'plan.change.languages.1: there is no "xx"',
    );
    expect(unknownIn(basis, plan({ group: 'sales' }))).toBe('plan.change.group: there is no "sales"');
    expect(unknownIn(basis, plan({}, { counted: { language: 'pt' } }))).toBe(
      'plan.counted.language: there is no "pt"',
    );
    expect(unknownIn(basis, plan({ group: 'care', languages: ['ru'] }))).toBeNull();
    const twisted = whatIfPlan.safeParse(plan({ from: 11, to: 9 }));
    expect(twisted.error?.issues[0]).toMatchObject({ path: ['change', 'to'] });
  });
});

test('a trace with its scenario: people are drawn as the scenario says, and who comes joins them', () => {
  const same = { '1': 1, '2': 1, '3': 1, '4': 1, '5': 1 };
  const scenario = scenarioSchema.parse({
    ...{ name: 'small', version: 1, capacityPerPerson: 1, stress: [] },
    people: [
      { id: 'p1', skills: { PS: 3 }, languages: ['he'] },
      { id: 'p2', skills: { PS: 3 }, languages: ['he'] },
    ],
    headcountByHour: Array.from({ length: 24 }, (_, hour) => (hour >= 8 && hour < 18 ? 1 : 0)),
    serviceSeconds: { cap: 3_600, factorByProficiency: same, factorWhenSamePersonAsLastTime: 1 },
    concurrencySlowdownPerExtraConversation: 0,
    language: { draw: { he: 1, ru: 0 } },
    tiers: {
      regular: { priorityIn: [0], value: 1, slaSeconds: 20 },
      vip: { priorityIn: [2], value: 3, slaSeconds: 20 },
    },
    outcomeValue: { quality: same, continuityBonus: 0 },
    offers: { decline: 0, timeout: 0, timeoutSeconds: 15, acceptSeconds: 0 },
  });
  const trace = Array.from({ length: 400 }, (_, at) => ({
    ...{ at: 8 * 3_600 + at * 80, skill: 'PS', priority: 0, imputed: 0, customer: 0 },
    ...{ waited: at % 4 === 0 ? 90 : 5, answered: at % 4 !== 0, service: at % 4 === 0 ? 0 : 120 },
  }));
  const basis = tracedBasis(trace, scenario);
  expect([basis.groups, basis.languages]).toEqual([['PS'], ['he']]);
  const result = whatIf(basis, plan({ people: 2, languages: ['he'], from: 9, to: 12 }), none);
  expect(result.recorded).toBeNull();
  expect(result.within?.left.difference.high).toBeLessThan(0);
  expect(result.within?.inTarget.difference.low).toBeGreaterThan(0);
});
