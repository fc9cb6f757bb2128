// Owns that a backtest adds up, and that what it says of a conversation is what the router does with it live.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backtest, type Recorded, shareOf } from '#shared/domain/trigger/backtest.ts';
import { firesAt } from '#shared/domain/trigger/counterfactual.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { createScorer, type Role, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { standingAt } from '#shared/domain/trigger/standing.ts';
import type { Mark } from '#shared/schema/conversation.ts';
import { START, World } from '../property/desk-world.ts';
import { readPolicies, readScenarios } from './fixtures.ts';

const { support, sales } = readPolicies();
if (support === undefined || sales === undefined) throw new Error('a shipped policy is missing');
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;

const turn: fc.Arbitrary<TurnSignals> = fc.record({
  role: fc.constantFrom<Role>('END_USER', 'AUTOMATED_AGENT'),
  language: fc.constant('en'),
  structural: fc.constant(false),
  signals: fc
    .dictionary(fc.constantFrom(...SIGNALS), fc.integer({ min: 0, max: ONE }), { maxKeys: 4 })
    .map((some) => ({ ...zero, ...some })),
  reasons: fc.constant([]),
});
const recorded: fc.Arbitrary<Recorded> = fc
  .record({
    id: fc.uuid(),
    standing: fc.constant(undefined),
    turns: fc.array(turn, { maxLength: 6 }),
    from: fc.option(fc.integer({ min: 0, max: 10 * 86_400_000 }), { nil: undefined }),
    queue: fc.constantFrom('care', 'sales', undefined),
    needed: fc.constantFrom(true, false, null),
  })
  .map(({ from, ...rest }) => ({
    ...rest,
    times: rest.turns.map((_, at) => (from === undefined ? undefined : from + at * 60_000)),
  }));

test('the summary is what each conversation gives, whatever their order', () => {
  fc.assert(
    fc.property(fc.array(recorded, { maxLength: 30 }), (all) => {
      const [forth, back] = [backtest(sales, support), backtest(sales, support)];
      const differences = all.map((each) => forth.add(each));
      for (const each of all.toReversed()) back.add(each);
      const summary = forth.summary(false);
      expect(back.summary(false)).toEqual(summary);

      const fired = all.filter(({ standing, turns }) => firesAt(sales, standing, turns) !== null);
      const before = all.filter(({ standing, turns }) => firesAt(support, standing, turns) !== null);
      expect([summary.policy.fired, summary.against?.fired]).toEqual([fired.length, before.length]);
      const sum = (of: readonly number[]) => of.reduce((total, each) => total + each, 0);
      expect(sum(Object.values(summary.changes ?? {}))).toBe(all.length);
      expect(differences.filter(({ kind }) => kind === 'newly').length).toBe(summary.changes?.newly);
      expect(sum(summary.load.map(({ fires }) => fires))).toBe(fired.length);

      const needed = all.filter((each) => each.needed === true);
      const unjudged = all.some((each) => each.needed === null && !fired.includes(each));
      const found = needed.filter((each) => fired.includes(each)).length;
      expect(summary.policy.recall).toEqual(unjudged ? 'unknown' : shareOf(found, needed.length));
      expect(forth.summary(true).policy.recall).toBe('unknown');
    }),
    { numRuns: 100 },
  );
});

test('an interval holds its share, lies within 0 and 1, and narrows with more of the same', () => {
  fc.assert(
    fc.property(fc.nat(200), fc.nat(200), (hits, misses) => {
      const share = shareOf(hits, hits + misses);
      if (share === null) {
        expect(hits + misses).toBe(0);
        return;
      }
      const { low, value, high } = share;
      expect([0 <= low, low <= value, value <= high, high <= 1]).toEqual([true, true, true, true]);
      const tenfold = shareOf(10 * hits, 10 * (hits + misses));
      expect((tenfold?.high ?? 1) - (tenfold?.low ?? 0)).toBeLessThan(high - low);
    }),
  );
  // Wilson 1927 by hand: 8 of 10.
  expect(shareOf(8, 10)).toMatchObject({ low: expect.closeTo(0.4902, 4), high: expect.closeTo(0.9433, 4) });
});

test('live, the handoff begins at the turn that the backtest says', () => {
  const scorer = createScorer();
  for (const { conversationId, turns, account } of readScenarios()) {
    if (account?.activity !== undefined || turns.some(({ role }) => role === 'agent')) continue;
    const world = new World();
    world.signIn('ana');
    world.bot({
      kind: 'open',
      id: 'c1',
      body: {
        channel: 'chat',
        customer: { id: 'c', verified: true, name: 'Maria' },
        ...(account === undefined ? {} : { account }),
      },
    });
    let memory = NOTHING_HEARD;
    const signals = turns.map(({ role: given, text, confidence }, at) => {
      const role = given === 'customer' ? ('END_USER' as const) : ('AUTOMATED_AGENT' as const);
      const said = { role, text, ...(confidence === undefined ? {} : { confidence }) };
      world.bot({ kind: 'turn', conversation: 'c1', body: { id: `t${at}`, ...said } });
      const heard = scorer.hear(said, memory);
      memory = heard.memory;
      return heard.turn;
    });
    const entries = [...world.store]
      .filter(([key]) => key.startsWith('entry/c1/'))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, value]) => JSON.parse(value) as { type: string; kind?: Mark['kind'] });
    const begun = entries.findIndex(({ kind }) => kind === 'handoff.initiated');
    const live = begun < 0 ? null : entries.slice(0, begun).filter(({ type }) => type === 'turn').length;
    expect([conversationId, live]).toEqual([
      conversationId,
      firesAt(support, standingAt(account, START), signals),
    ]);
  }
});
