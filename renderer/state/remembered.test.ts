import { expect, test } from 'vitest';
import type { ConversationView } from '#shared/contract/views.ts';
import { type Remembered, type RememberedOnes, stillSeen, withRemembered } from './remembered.ts';

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
