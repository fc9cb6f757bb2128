// Owns that the rules behind the authored scenarios hold for other words of the same kind, and not for their twins.
import { describe, expect, test } from 'vitest';
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import type { Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { createScorer } from '#shared/domain/trigger/signals.ts';
import { standingOf } from '#shared/domain/trigger/standing.ts';
import { readPolicies } from './fixtures.ts';
import { ANGER, type Case, FELT, HARD_ALONE, LOOKING_IS_WEAK, RIVALS, STUCK } from './rules.ts';

const scorer = createScorer();
const policies = readPolicies();

function firesAt({ policy, account, turns }: Case): number | null {
  const rules = policies[policy];
  if (rules === undefined) throw new Error(`there is no policy ${policy}`);
  const heard = turns.map(({ role, text, confidence }) => ({
    role: role === 'customer' ? ('END_USER' as const) : ('AUTOMATED_AGENT' as const),
    text,
    confidence,
  }));
  const at = judgeConversation(scorer, rules, standingOf(account, undefined), heard).findIndex(
    ({ verdict }) => verdict.fired,
  );
  return at < 0 ? null : at + 1;
}

/** 0..1, of a customer's first turn. */
function signalOf(text: string, signal: Signal): number {
  const { support } = policies;
  if (support === undefined) throw new Error('there is no support policy');
  const [judged] = judgeConversation(scorer, support, undefined, [{ role: 'END_USER', text }]);
  return (judged?.signals.signals[signal] ?? 0) / ONE;
}

describe.each([
  ['looking is weak, asking for the price or how soon is strong', LOOKING_IS_WEAK],
  ['a bot that fails once is weak, one that goes on failing strong', STUCK],
  ['hard questions need one factor more', HARD_ALONE],
  ['annoyance is weak, fury strong', ANGER],
])('%s', (_, cases) => {
  test.each(cases)('$conversationId', (each) => {
    expect(firesAt(each)).toBe(each.fires);
  });
});

describe('rivals', () => {
  test.each(RIVALS.offer)('an offer: %s', (text) => {
    expect(signalOf(text, 'competitor')).toBeGreaterThan(0.8);
  });

  test.each(RIVALS.compared)('named or compared: %s', (text) => {
    expect(signalOf(text, 'competitor')).toBeGreaterThanOrEqual(0.5);
    expect(signalOf(text, 'competitor')).toBeLessThan(0.6);
  });

  test.each(RIVALS.joined)('no rival: %s', (text) => {
    expect(signalOf(text, 'competitor')).toBeLessThan(0.2);
  });
});

test.each(FELT)('a feeling of the past is weaker than one of now: %s', (then, now) => {
  expect(signalOf(then, 'frustration')).toBeLessThan(0.5);
  expect(signalOf(now, 'frustration')).toBeGreaterThanOrEqual(0.5);
  expect(signalOf(then, 'voiced')).toBeLessThan(signalOf(now, 'voiced'));
});
