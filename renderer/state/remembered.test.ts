import { expect, test } from 'vitest';
import type { ConversationView } from '#shared/contract/views.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import { type Remembered, type RememberedOnes, recalled, stillSeen, withRemembered } from './remembered.ts';

const owner: Remembered = { right: 'owner', lines: [] };
const now = (rights: Readonly<Record<string, string>>) =>
  new Map(Object.entries(rights).map(([id, right]) => [id, { id, right } as ConversationView]));

test('eight are remembered, the one remembered longest ago goes first', () => {
  let all: RememberedOnes = {};
  for (const id of ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']) all = withRemembered(all, id, owner);
  expect(Object.keys(all)).toEqual(['c', 'd', 'e', 'f', 'g', 'h', 'a', 'i']);
});

test('what went away, or may be seen otherwise now, is forgotten at once', () => {
  const all = { mine: owner, passed: owner, gone: owner };
  expect(stillSeen(all, now({ mine: 'owner', passed: 'kept' }))).toEqual({ mine: owner });
  expect(stillSeen(all, now({}))).toEqual({});
  expect(stillSeen(all, now({ mine: 'owner', passed: 'owner', gone: 'owner' }))).toBe(all);
});

test('what came anew is the same object where it did not change, and new where it did', () => {
  const turn = (seq: number, delivery: string) => ({ seq, type: 'turn', delivery }) as unknown as Entry;
  const first = turn(1, 'read');
  const second = turn(2, 'sent');
  const waiting = turn(3, 'queued');
  const lines = [first, second, waiting].map((entry) => ({
    key: `c/${entry.seq}`,
    entry,
    out: entry === waiting,
  }));
  const came = [turn(1, 'read'), turn(2, 'read'), turn(3, 'queued')];
  const words = recalled({ right: 'owner', lines }, came);
  expect(words[0]).toBe(first);
  expect(words.slice(1)).toEqual(came.slice(1));
  expect([words[1] === second, words[2] === waiting]).toEqual([false, false]);
  expect(recalled(undefined, came)).toEqual(came);
});
