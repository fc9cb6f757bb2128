// What is at stake and what to do first: each with what it comes from, and nothing where there is nothing.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Account } from '../../schema/account.ts';
import type { DrawnLine } from '../../schema/context.ts';
import { stakesOf, stepsOf } from './outlook.ts';

const NOW = Date.UTC(2026, 10, 24);
const empty = { situation: [], highlights: [], tried: [], open: [], promised: [] };
const line = (turn: number, text: string): DrawnLine => ({ turn, text });

test('each is there with its cause, the weightiest and the first to do first', () => {
  const known = {
    context: {
      tried: [{ text: 'Sent the map', worked: false, turn: 2 }],
      drawn: {
        ...empty,
        tried: [{ ...line(4, 'I cannot.'), worked: false }],
        open: [line(7, 'Is there a person?')],
        promised: [line(6, 'You will hear from us.')],
        leaving: [line(3, 'I want my money back.'), line(5, 'I will switch.')],
      },
    },
    customer: { verified: true, account: { renewal: '2026-12-24', openDeals: 2, owner: 'Lena Vogt' } },
    moods: [
      { turn: 5, mood: -700_000 },
      { turn: 7, mood: -650_000 },
    ],
    now: NOW,
  };
  expect(stakesOf(known)).toEqual([
    { kind: 'leaving', because: { from: 'turn', turn: 5, text: 'I will switch.' } },
    { kind: 'angry', because: { from: 'turn', turn: 7 } },
    { kind: 'renewal', because: { from: 'account', field: 'renewal' } },
    { kind: 'openDeals', because: { from: 'account', field: 'openDeals' } },
  ]);
  expect(stepsOf(known)).toEqual([
    { kind: 'acknowledge', because: { from: 'turn', turn: 7 } },
    { kind: 'answer', because: { from: 'turn', turn: 7, text: 'Is there a person?' } },
    { kind: 'promise', because: { from: 'turn', turn: 6, text: 'You will hear from us.' } },
    { kind: 'differently', because: { from: 'turn', turn: 2, text: 'Sent the map' } },
  ]);
  const calm = { ...known, context: { drawn: { ...empty } }, moods: [] };
  expect(stepsOf(calm)).toEqual([{ kind: 'owner', because: { from: 'account', field: 'owner' } }]);
});

test('a renewal is at stake from sixty days before it to its day', () => {
  const on = (renewal: string) =>
    stakesOf({ context: {}, customer: { verified: true, account: { renewal } }, moods: [], now: NOW }).length;
  expect(['2026-11-23', '2026-11-24', '2027-01-23', '2027-01-24'].map(on)).toEqual([0, 1, 1, 0]);
});

test('nothing is invented: every cause is a line of the package, a mood, a fact of the account or the missing identity', () => {
  const lines = fc.array(
    fc.record({ turn: fc.integer({ min: 1, max: 9 }), text: fc.string({ minLength: 1 }) }),
    {
      maxLength: 3,
    },
  );
  const tried = fc.array(
    fc.record({
      turn: fc.integer({ min: 1, max: 9 }),
      text: fc.string({ minLength: 1 }),
      worked: fc.boolean(),
    }),
    { maxLength: 3 },
  );
  const account: fc.Arbitrary<Account> = fc.record(
    {
      renewal: fc.constantFrom('2026-12-01', '2028-01-01'),
      openDeals: fc.nat(2),
      owner: fc.constant('Lena'),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(
      fc.record({ open: lines, promised: lines, leaving: lines, tried }),
      fc.record({ verified: fc.boolean(), account }),
      fc.array(
        fc.record({ turn: fc.integer({ min: 1, max: 9 }), mood: fc.integer({ min: -1e6, max: 1e6 }) }),
      ),
      (parts, customer, moods) => {
        const known = { context: { drawn: { ...empty, ...parts } }, customer, moods, now: NOW };
        const told = Object.values(parts).flat();
        for (const { because } of [...stakesOf(known), ...stepsOf(known)]) {
          if (because.from === 'identity') expect(customer.verified).toBe(false);
          else if (because.from === 'account') expect(customer.account[because.field]).toBeDefined();
          else if (because.text === undefined) expect(moods.at(-1)?.turn).toBe(because.turn);
          else
            expect(told).toContainEqual(expect.objectContaining({ turn: because.turn, text: because.text }));
        }
      },
    ),
  );
});
