import fc from 'fast-check';
import { expect, test } from 'vitest';
import { handoffState } from '../../schema/handoff.ts';
import { canMove, isEnded, isOwned, isWaiting, moved } from './states.ts';

const states = handoffState.options;
const state = fc.constantFrom(...states);

test('every state is waiting, owned or over, and never two of them', () => {
  for (const each of states)
    expect([isWaiting(each), isOwned(each), isEnded(each)].filter(Boolean)).toHaveLength(1);
});

test('nothing leaves an end, and staying is not a step', () => {
  fc.assert(
    fc.property(state, state, (from, to) => {
      if (isEnded(from) || from === to) expect(canMove(from, to)).toBe(false);
    }),
  );
});

test('a step that is not legal is refused by name', () => {
  expect(moved('queued', 'offered')).toBe('offered');
  expect(() => moved('completed', 'queued')).toThrow('a handoff cannot go from completed to queued');
  expect(() => moved('queued', 'accepted')).toThrow('from queued to accepted');
});

test('whatever way a handoff goes, it is accepted only while offered and canceled only before that', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(5), { maxLength: 20 }), (choices) => {
      let at = handoffState.enum.initiated as (typeof states)[number];
      for (const choice of choices) {
        const ways = states.filter((to) => canMove(at, to));
        const to = ways[choice % Math.max(1, ways.length)];
        if (to === undefined) return;
        if (to === 'accepted') expect(at).toBe('offered');
        if (to === 'canceled' || to === 'failed') expect(isWaiting(at)).toBe(true);
        if (to === 'completed' || to === 'returned') expect(isOwned(at)).toBe(true);
        at = to;
      }
    }),
  );
});

test('from every state that is not an end, an end can be reached', () => {
  const ends = new Set(states.filter(isEnded));
  for (let round = 0; round < states.length; round++) {
    for (const from of states) if ([...ends].some((to) => canMove(from, to))) ends.add(from);
  }
  expect(ends.size).toBe(states.length);
});
