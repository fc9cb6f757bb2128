import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPrice, MODES, urgency, worthOf } from './costs.ts';
import { isEligible, mayTake } from './eligible.ts';
import { joint, jointOf, pairs } from './joint.ts';
import type { FreePerson, WaitingHandoff } from './port.ts';

const work = (changes: Partial<WaitingHandoff> = {}): WaitingHandoff => ({
  ...{ handoff: 'h1', queue: 'main', queuedAt: 0, dueAt: 60, target: 60, mode: 'fair', weight: 1 },
  ...{ skills: {}, language: undefined, value: 1, last: undefined, passedBy: [], pauses: {} },
  ...changes,
});

const person = (id: string, changes: Partial<FreePerson> = {}): FreePerson => ({
  ...{ person: id, name: id, queues: ['main'], skills: {}, languages: ['en'] },
  ...{ room: 1, load: 0, idleSince: 0, busyness: 1 },
  ...changes,
});

const chosen = (waiting: WaitingHandoff[], people: FreePerson[], now = 0) =>
  joint(waiting, people, now).given.map((each) => [each.handoff, each.person]);

describe('joint matching', () => {
  test('of equals, who has been idle longest gets it; equal idleness goes by id', () => {
    const people = [
      person('c', { idleSince: 5 }),
      person('b', { idleSince: 3 }),
      person('a', { idleSince: 5 }),
    ];
    expect(chosen([work()], people)).toEqual([['h1', 'b']]);
    expect(
      chosen(
        [work()],
        people.filter((each) => each.person !== 'b'),
      ),
    ).toEqual([['h1', 'a']]);
  });

  test('what is due first goes first, a more important customer before that, and nobody waits for ever', () => {
    const waiting = [work({ handoff: 'late', dueAt: 90 }), work({ handoff: 'soon', dueAt: 30 })];
    expect(chosen(waiting, [person('a')])).toEqual([['soon', 'a']]);
    const usual = work({ handoff: 'usual', dueAt: 0 });
    const important = (dueAt: number) => work({ handoff: 'important', value: 2, dueAt });
    expect(chosen([usual, important(120)], [person('a')], 60)).toEqual([['important', 'a']]);
    // Eight targets later the usual one goes first.
    expect(chosen([usual, important(540)], [person('a')], 500)).toEqual([['usual', 'a']]);
  });

  test('the better fit and whoever knows the customer; with equal fit, whoever has had less to do', () => {
    const wanted = work({ skills: { billing: 2 } });
    const [good, better] = [
      person('a', { skills: { billing: 3 } }),
      person('b', { skills: { billing: 5 }, idleSince: 9 }),
    ];
    expect(chosen([wanted], [good, better])).toEqual([['h1', 'b']]);
    expect(chosen([work({ last: 'b' })], [person('a'), person('b', { idleSince: 9 })])).toEqual([
      ['h1', 'b'],
    ]);
    const busy = person('a', { busyness: 1.4 });
    expect(chosen([work()], [busy, person('b', { busyness: 0.6, idleSince: 9 })])).toEqual([['h1', 'b']]);
  });

  test('`fair` gives it to the one who has had less to do, `fit` to the better one', () => {
    const people = [
      person('able', { skills: { billing: 5 }, busyness: 1.8 }),
      person('rested', { skills: { billing: 4 }, busyness: 0.4 }),
    ];
    const skills = { billing: 2 };
    expect(chosen([work({ skills })], people)).toEqual([['h1', 'rested']]);
    expect(chosen([work({ skills, mode: 'fit' })], people)).toEqual([['h1', 'able']]);
  });

  test('loads weigh the same beside fit whoever the customer is, and never say which handoff a person gets', () => {
    const people = [
      person('able', { skills: { billing: 5 }, busyness: 1.8 }),
      person('rested', { skills: { billing: 4 }, busyness: 0.4, idleSince: 9 }),
    ];
    for (const value of [0.8, 1, 2, 3])
      expect(chosen([work({ skills: { billing: 2 }, value })], people)).toEqual([['h1', 'rested']]);
    const both = [work({ handoff: 'usual', dueAt: 0 }), work({ handoff: 'important', value: 2 })];
    for (const busyness of [0, 1, 3, 9])
      expect(chosen(both, [person('a', { busyness })])).toEqual([['important', 'a']]);
  });

  test('the flexible person is saved for what only they can take', () => {
    const waiting = [work(), work({ handoff: 'h2', language: 'es' })];
    const people = [person('flexible', { languages: ['en', 'es'] }), person('b', { idleSince: 9 })];
    expect(chosen(waiting, people).sort()).toEqual([
      ['h1', 'b'],
      ['h2', 'flexible'],
    ]);
    const skilled = person('a', { skills: { tax: 3, legal: 3 } });
    expect(chosen([work()], [skilled, person('b', { idleSince: 9 })])).toEqual([['h1', 'b']]);
  });

  test('people who passed on it come last, not never, and a pause holds', () => {
    const passed = work({ passedBy: ['a'] });
    expect(chosen([passed], [person('a'), person('b', { idleSince: 9, busyness: 2.5 })])).toEqual([
      ['h1', 'b'],
    ]);
    expect(chosen([passed], [person('a')])).toEqual([['h1', 'a']]);
    // The other one is needed elsewhere: then they are asked again, and nobody stays idle.
    const both = chosen([passed, work({ handoff: 'h2', value: 3 })], [person('a'), person('b')]);
    expect(both).toHaveLength(2);
    expect(chosen([work({ pauses: { a: 10 } })], [person('a')], 9)).toEqual([]);
    expect(chosen([work({ pauses: { a: 10 } })], [person('a')], 10)).toEqual([['h1', 'a']]);
  });

  test('too many to be weighed at once go in slices, the most urgent first', () => {
    const people = Array.from({ length: 250 }, (_, at) =>
      person(`p${at}`, { skills: { billing: 1 + (at % 5) } }),
    );
    const waiting = Array.from({ length: 300 }, (_, at) =>
      work({ handoff: `h${at}`, skills: { billing: 1 }, value: at < 20 ? 3 : 1, dueAt: 60 + at }),
    );
    const given = pairs(waiting, people, 60);
    expect(new Set(given.map(([, taker]) => taker)).size).toBe(250);
    const left = waiting.filter((item) => !given.some(([each]) => each === item));
    // Of equal value those are left that are due last, and the first twenty have the best people.
    expect(left.map(({ handoff }) => handoff)).toEqual(Array.from({ length: 50 }, (_, at) => `h${250 + at}`));
    for (const [item, taker] of given) if (item.value === 3) expect(taker.skills.billing).toBe(5);
  });

  test('a voice call needs its whole room', () => {
    expect(
      chosen([work({ weight: 5 })], [person('a', { room: 4 }), person('b', { room: 5, idleSince: 9 })]),
    ).toEqual([['h1', 'b']]);
  });
});

describe('eligible', () => {
  test('skills at their minimum and the language, by its own tag or the wider one', () => {
    const able = { skills: { billing: 3 }, languages: ['pt', 'en-GB'] };
    expect(isEligible(able, { skills: { billing: 3 }, language: 'pt-BR' })).toBe(true);
    expect(isEligible(able, { skills: { billing: 4 }, language: 'pt-BR' })).toBe(false);
    expect(isEligible(able, { skills: { legal: 1 }, language: undefined })).toBe(false);
    expect(isEligible(able, { skills: {}, language: 'en' })).toBe(true);
    expect(isEligible(able, { skills: {}, language: 'en-US' })).toBe(false);
    expect(isEligible(able, { skills: {}, language: 'p' })).toBe(false);
  });
});

const ids = fc.constantFrom<string>('a', 'b', 'c', 'd');
const waitingList = fc.uniqueArray(
  fc.record({
    handoff: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5', 'h6'),
    queue: fc.constantFrom<string>('main', 'other'),
    queuedAt: fc.nat(9),
    // Some are far beyond the ceiling.
    dueAt: fc.oneof(fc.nat(9), fc.constantFrom(-200, -400)),
    target: fc.constantFrom(3, 9),
    mode: fc.constantFrom<'fair' | 'fit'>('fair', 'fit'),
    weight: fc.constantFrom(1, 2, 5),
    skills: fc.constantFrom({}, { billing: 2 }, { billing: 4 }),
    language: fc.constantFrom(undefined, 'en', 'es'),
    value: fc.constantFrom(0.8, 1, 2, 3),
    last: fc.option(ids, { nil: undefined }),
    passedBy: fc.uniqueArray(ids),
    pauses: fc.dictionary(ids, fc.constantFrom(5, 15)),
  }),
  { selector: (each) => each.handoff },
);
const peopleList = fc.uniqueArray(
  fc.record({
    person: ids,
    name: fc.constant('x'),
    queues: fc.constantFrom<string[]>(['main'], ['main', 'other'], []),
    skills: fc.constantFrom<Record<string, number>>({}, { billing: 3 }, { billing: 5, tax: 1 }),
    languages: fc.constantFrom(['en'], ['en', 'es']),
    room: fc.integer({ min: 1, max: 6 }),
    load: fc.nat(5),
    idleSince: fc.nat(9),
    busyness: fc.constantFrom(0, 0.5, 1, 4),
  }),
  { selector: (each) => each.person },
);
const NOW = 10;
const over = (item: WaitingHandoff): boolean => 1 + (NOW - item.dueAt) / item.target >= MODES.fair.ceiling;

describe('whatever waits and whoever is free', () => {
  test('no hard constraint is broken, nobody gets two, and nothing that could go is left', () => {
    fc.assert(
      fc.property(waitingList, peopleList, (waiting, people) => {
        const given = pairs(waiting, people, NOW);
        for (const [item, taker] of given) expect(mayTake(taker, item, NOW)).toBe(true);
        expect(new Set(given.map(([item]) => item)).size).toBe(given.length);
        expect(new Set(given.map(([, taker]) => taker)).size).toBe(given.length);
        const idle = people.filter((each) => !given.some(([, taker]) => taker === each));
        for (const item of waiting) {
          if (given.some(([each]) => each === item)) continue;
          expect(idle.filter((each) => mayTake(each, item, NOW))).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('a few at a time, the most urgent first, comes to the same: nothing that could go is left', () => {
    fc.assert(
      fc.property(waitingList, peopleList, fc.integer({ min: 1, max: 3 }), (waiting, people, size) => {
        const matcher = jointOf(() => size);
        let [works, free] = [waiting, people];
        const all: [WaitingHandoff, FreePerson][] = [];
        while (works.length > 0) {
          const { given, left } = matcher(works, free, NOW);
          const gone = works.filter(({ handoff }) => !left.includes(handoff));
          expect(gone.length).toBe(Math.min(size, works.length));
          const slowest = Math.min(...gone.map((item) => urgency(item, NOW)));
          works = works.filter((item) => !gone.includes(item));
          for (const item of works) expect(urgency(item, NOW)).toBeLessThanOrEqual(slowest);
          for (const { handoff, person: id } of given) {
            const item = gone.find((each) => each.handoff === handoff);
            const taker = free.find((each) => each.person === id);
            if (item === undefined || taker === undefined) throw new Error(`${handoff} to ${id}`);
            all.push([item, taker]);
          }
          free = free.filter((each) => !given.some(({ person: id }) => id === each.person));
        }
        for (const [item, taker] of all) expect(mayTake(taker, item, NOW)).toBe(true);
        for (const item of waiting)
          if (!all.some(([each]) => each === item))
            expect(free.filter((each) => mayTake(each, item, NOW))).toEqual([]);
        expect(joint(waiting, people, NOW).left).toEqual([]);
      }),
      { numRuns: 1_000 },
    );
  });

  test('the order in which they are given makes no difference', () => {
    fc.assert(
      fc.property(waitingList, peopleList, (waiting, people) => {
        const sorted = ({ given }: ReturnType<typeof joint>) =>
          [...given].sort((a, b) => (a.handoff < b.handoff ? -1 : 1));
        expect(sorted(joint([...waiting].reverse(), [...people].reverse(), NOW))).toEqual(
          sorted(joint(waiting, people, NOW)),
        );
      }),
      { numRuns: 1_000 },
    );
  });

  test('what waits beyond the ceiling never stays behind something that does not', () => {
    fc.assert(
      fc.property(waitingList, peopleList, (all, people) => {
        const waiting = all.map((item) => ({ ...item, passedBy: [] }));
        const given = pairs(waiting, people, NOW);
        for (const item of waiting.filter(over)) {
          if (given.some(([each]) => each === item)) continue;
          for (const [other, taker] of given) expect(mayTake(taker, item, NOW) && !over(other)).toBe(false);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('whoever passed on it is asked only when nobody else who is free could take it at that moment', () => {
    fc.assert(
      fc.property(waitingList, peopleList, (waiting, people) => {
        const given = pairs(waiting, people, NOW);
        const idle = people.filter((each) => !given.some(([, taker]) => taker === each));
        for (const [item, taker] of given) {
          if (!item.passedBy.includes(taker.person)) continue;
          expect(
            idle.filter((each) => !item.passedBy.includes(each.person) && mayTake(each, item, NOW)),
          ).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('one handoff goes to whom it is worth most with, and one person gets what is worth most with them', () => {
    fc.assert(
      fc.property(waitingList, peopleList, fc.boolean(), (all, everybody, isOneHandoff) => {
        const waiting = (isOneHandoff ? all.slice(0, 1) : all).map((item) => ({ ...item, passedBy: [] }));
        const people = isOneHandoff ? everybody : everybody.slice(0, 1);
        const worth = (item: WaitingHandoff, taker: FreePerson): number =>
          worthOf(item, taker, urgency(item, NOW), loadPrice(waiting, NOW));
        const possible = waiting.flatMap((item) =>
          people.filter((taker) => mayTake(taker, item, NOW)).map((taker) => worth(item, taker)),
        );
        const given = pairs(waiting, people, NOW).map(([item, taker]) => worth(item, taker));
        expect(given.length).toBe(possible.length === 0 ? 0 : 1);
        for (const each of given) expect(each).toBeCloseTo(Math.max(...possible), 4);
      }),
      { numRuns: 1_000 },
    );
  });

  test('urgency grows with the wait', () => {
    fc.assert(
      fc.property(fc.nat(2_000), fc.nat(2_000), fc.constantFrom(0.8, 1, 2, 3), (one, more, value) => {
        const item = work({ value });
        expect(urgency(item, one + more)).toBeGreaterThanOrEqual(urgency(item, one));
      }),
    );
  });
});
