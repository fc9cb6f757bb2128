import { expect, test } from 'vitest';
import type { MatchBrief } from '#shared/schema/match.ts';
import { whyYou } from './match.ts';

const told = (match: Partial<MatchBrief>): string =>
  whyYou({ why: 'As the router wrote it', match: { of: 4, knows: false, ...match } });

test('why somebody was asked is said in the words of the page, from what the router says of it', () => {
  const asked = { skills: { billing: 4, refunds: 0 }, language: 'nl' };
  expect(told({ asked })).toBe('You have billing 4, refunds 0, nl');
  expect(told({ asked, knows: true })).toBe('You know this customer; you have billing 4, refunds 0, nl');
  expect(told({ asked: { skills: {} }, knows: true, of: 1 })).toBe(
    'You know this customer; nobody else was free for it',
  );
  expect(told({ asked: { skills: {} }, of: 1 })).toBe('Nobody else was free for it');
  expect(told({ asked: { skills: {} } })).toBe('You have had the least to do');
});

test('what no list of it came with stays as it was written', () => {
  expect(told({})).toBe('As the router wrote it');
  expect(whyYou({ why: 'You took this out of turn' })).toBe('You took this out of turn');
});
