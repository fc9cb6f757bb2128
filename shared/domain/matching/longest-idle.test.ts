import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isEligible } from './eligible.ts';
import { longestIdle } from './longest-idle.ts';
import type { FreePerson, WaitingHandoff } from './port.ts';

const work = (changes: Partial<WaitingHandoff> = {}): WaitingHandoff => ({
  handoff: 'h1',
  queue: 'main',
  queuedAt: 0,
  dueAt: 60,
  weight: 1,
  skills: {},
  language: undefined,
  passedBy: [],
  ...changes,
});

const person = (id: string, changes: Partial<FreePerson> = {}): FreePerson => ({
  person: id,
  name: id,
  queues: ['main'],
  skills: {},
  languages: ['en'],
  room: 1,
  load: 0,
  idleSince: 0,
  ...changes,
});

const chosen = (waiting: WaitingHandoff[], people: FreePerson[]) =>
  longestIdle(waiting, people, 0).map((each) => [each.handoff, each.person]);

describe('longest idle', () => {
  test('who has waited longest for work gets it; equal waits go by id', () => {
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

  test('what is due first goes first', () => {
    const waiting = [work({ handoff: 'late', dueAt: 90 }), work({ handoff: 'soon', dueAt: 30 })];
    expect(chosen(waiting, [person('a')])).toEqual([['soon', 'a']]);
  });

  test('people who passed on it come last, not never', () => {
    const passed = work({ passedBy: ['a'] });
    expect(chosen([passed], [person('a'), person('b', { idleSince: 9 })])).toEqual([['h1', 'b']]);
    expect(chosen([passed], [person('a')])).toEqual([['h1', 'a']]);
  });

  test('a voice call needs its whole room', () => {
    expect(
      chosen([work({ weight: 5 })], [person('a', { room: 4 }), person('b', { room: 5, idleSince: 9 })]),
    ).toEqual([['h1', 'b']]);
  });

  test('says why in one line', () => {
    const wanted = work({ skills: { billing: 2 }, language: 'es' });
    const able = person('a', { skills: { billing: 4 }, languages: ['es'] });
    expect(longestIdle([wanted], [able], 0)[0]?.why).toBe('You are free and have billing 4, es');
    expect(longestIdle([work()], [able, person('b', { idleSince: 9 })], 0)[0]?.why).toBe(
      'You have been free longest',
    );
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
    handoff: fc.constantFrom('h1', 'h2', 'h3', 'h4', 'h5'),
    queue: fc.constantFrom<string>('main', 'other'),
    queuedAt: fc.nat(9),
    dueAt: fc.nat(9),
    weight: fc.constantFrom(1, 2, 5),
    skills: fc.constantFrom({}, { billing: 2 }, { billing: 4 }),
    language: fc.constantFrom(undefined, 'en', 'es'),
    passedBy: fc.uniqueArray(ids),
  }),
  { selector: (each) => each.handoff },
);
const peopleList = fc.uniqueArray(
  fc.record({
    person: ids,
    name: fc.constant('x'),
    queues: fc.constantFrom<string[]>(['main'], ['main', 'other'], []),
    skills: fc.constantFrom({}, { billing: 3 }, { billing: 5 }),
    languages: fc.constantFrom(['en'], ['en', 'es']),
    room: fc.integer({ min: 1, max: 6 }),
    load: fc.nat(5),
    idleSince: fc.nat(9),
  }),
  { selector: (each) => each.person },
);

test('never beyond room, outside queues, below a skill or without the language, and nothing that could go is left', () => {
  fc.assert(
    fc.property(waitingList, peopleList, (waiting, people) => {
      const given = longestIdle(waiting, people, 0);
      expect(new Set(given.map((each) => each.handoff)).size).toBe(given.length);
      const room = new Map(people.map((each) => [each.person, each.room]));
      for (const { handoff, person: id } of given) {
        const item = waiting.find((each) => each.handoff === handoff);
        const taker = people.find((each) => each.person === id);
        if (item === undefined || taker === undefined) throw new Error('assigned what was not given');
        expect(taker.queues).toContain(item.queue);
        expect(isEligible(taker, item)).toBe(true);
        room.set(id, (room.get(id) ?? 0) - item.weight);
      }
      for (const left of room.values()) expect(left).toBeGreaterThanOrEqual(0);
      for (const item of waiting) {
        if (given.some((each) => each.handoff === item.handoff)) continue;
        const could = people.some(
          (each) =>
            each.queues.includes(item.queue) &&
            isEligible(each, item) &&
            (room.get(each.person) ?? 0) >= item.weight,
        );
        expect(could).toBe(false);
      }
      expect(longestIdle([...waiting].reverse(), [...people].reverse(), 0)).toEqual(given);
    }),
  );
});
