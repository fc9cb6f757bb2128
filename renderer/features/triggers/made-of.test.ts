import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { createScorer, type HeardTurn } from '#shared/domain/trigger/signals.ts';
import { madeOf, ONE, weighted } from './made-of.ts';
import { plotOf } from './plot.ts';

const read = readPolicy(
  JSON.parse(readFileSync(new URL('../../../resources/policies/support.json', import.meta.url), 'utf8')),
);
if ('faults' in read) throw new Error('the shipped policy is not valid');
const LIVE: Policy = read.policy;
const DRAFT: Policy = { ...LIVE, combined: { threshold: 0.3 } };

const SAID: readonly HeardTurn[] = [
  ['END_USER', 'How does the webhook authentication work with our SAP integration, and can we map fields?'],
  ['AUTOMATED_AGENT', 'I am sorry, I did not understand that.'],
  ['END_USER', 'I explained it twice already, this is really frustrating. We go live on Friday.'],
  ['AUTOMATED_AGENT', 'Sorry, I cannot help with that.'],
  ['END_USER', 'This is unacceptable. I want to talk to a human now.'],
].map(([role, text]) => ({ role: role as HeardTurn['role'], text: text ?? '' }));
const STANDING = { tier: 'premium', value: 20_000 } as const;
const scorer = createScorer();
const judge = (policy: Policy) => judgeConversation(scorer, policy, STANDING, SAID);
const TURNS = SAID.map(({ role }, at) => {
  const [live, draft] = [judge(LIVE)[at], judge(DRAFT)[at]];
  if (live === undefined || draft === undefined) throw new Error('there is no such turn');
  return { index: at + 1, role, live: live.verdict, draft: draft.verdict };
});

test('in each row of a score weight times signal is what it adds; the rows add up to its sum, within what is too small to be written', () => {
  for (const { draft } of TURNS) {
    const parts = madeOf(DRAFT, draft);
    const sum = parts.reduce((all, { adds }) => all + adds, 0);
    expect(Math.abs(sum - draft.sum)).toBeLessThan(0.02 * ONE);
    expect(parts.map(({ adds }) => adds)).toEqual(parts.map(({ adds }) => adds).sort((a, b) => b - a));
    for (const { weight, signal, adds } of parts) {
      expect(weight * signal * ONE).toBeCloseTo(adds, 6);
      expect(weight).toBeGreaterThan(0);
      expect(signal).toBeGreaterThan(0);
      expect(signal).toBeLessThanOrEqual(1);
    }
  }
});

test('a category that fires by itself is made of its own signals alone', () => {
  const [turn] = judgeConversation(scorer, LIVE, undefined, [
    { role: 'END_USER', text: 'I want to talk to a human.' },
  ]);
  if (turn === undefined) throw new Error('there is no such turn');
  expect(turn.verdict.by).toBe('timing');
  const parts = madeOf(LIVE, turn.verdict);
  expect(new Set(parts.map(({ category }) => category))).toEqual(new Set(['timing']));
  expect(parts[0]).toMatchObject({ source: 'humanRequest', turn: 1, weight: 1 });
});

const firstOf = (whose: 'live' | 'draft'): number | null =>
  TURNS.find((turn) => turn[whose].fired)?.index ?? null;
const FIRES = { live: firstOf('live'), draft: firstOf('draft') };

test('bars are as high as what the categories give, and the thresholds stand on the same scale', () => {
  const plot = plotOf(TURNS, LIVE, DRAFT, FIRES, 600, 1, 10);
  const [zero, quarter] = plot.grid;
  if (zero === undefined || quarter === undefined) throw new Error('there is no scale');
  const perUnit = (zero.y - quarter.y) / quarter.value;
  expect(plot.lines.draft).toBeCloseTo(plot.bottom - 0.3 * perUnit, 6);
  expect(plot.lines.live).toBeCloseTo(plot.bottom - LIVE.combined.threshold * perUnit, 6);
  for (const [at, column] of plot.columns.entries()) {
    const turn = TURNS[at];
    if (turn === undefined) throw new Error('a column has no turn');
    const all = Object.values(weighted(DRAFT, turn.draft)).reduce((sum, each) => sum + each, 0);
    expect(column.top).toBeCloseTo(plot.bottom - (all / ONE) * perUnit, 6);
    expect(column.top).toBeGreaterThanOrEqual(plot.top);
    expect(column.bot).toBe(at % 2 === 1);
  }
});

test('a baton stands where each fires first; one for both where they agree', () => {
  const { draft, live } = FIRES;
  expect(draft).toBeLessThan(live ?? 0);
  const at = (turn: number | null) =>
    plotOf(TURNS, LIVE, DRAFT, FIRES, 600, 1, 10).columns.find((column) => column.turn === turn)?.fires;
  expect([at(draft), at(live)]).toEqual(['draft', 'live']);
  const same = TURNS.map((turn) => ({ ...turn, draft: turn.live }));
  expect(
    plotOf(same, LIVE, LIVE, { live, draft: live }, 600, 1, 10).columns.map(({ fires }) => fires),
  ).toEqual(TURNS.map(({ index }) => (index === live ? 'both' : null)));
});

test('what fires by itself is named where it does; what the sum fires is not', () => {
  const said: readonly HeardTurn[] = [{ role: 'END_USER', text: 'I want to talk to a human.' }];
  const turns = judgeConversation(scorer, LIVE, undefined, said).map(({ verdict }) => ({
    ...{ index: 1, role: 'END_USER' as const, live: verdict, draft: verdict },
  }));
  const alone = (fires: { live: number | null; draft: number | null }) =>
    plotOf(turns, LIVE, LIVE, fires, 600, 1, 10).columns.map(({ byItself }) => byItself);
  expect(alone({ live: 1, draft: 1 })).toEqual(['timing']);
  expect(alone({ live: 1, draft: null })).toEqual(['timing']);
  expect(alone({ live: null, draft: null })).toEqual([null]);
  const sums = plotOf(TURNS, LIVE, DRAFT, FIRES, 600, 1, 10).columns;
  expect(sums.find(({ turn }) => turn === FIRES.draft)?.byItself).toBeNull();
});

test('columns share the room there is; more of them than fit are as wide as their labels, and larger text needs more', () => {
  const few = plotOf(TURNS, LIVE, DRAFT, FIRES, 600, 1, 10);
  expect(few.width).toBeCloseTo(600, 6);
  const many = Array.from({ length: 60 }, (_, at) => ({ ...(TURNS[at % 5] ?? TURNS[0]), index: at + 1 }));
  const long = plotOf(many as typeof TURNS, LIVE, DRAFT, FIRES, 600, 1, 10);
  expect(long.width).toBeGreaterThan(600);
  expect(plotOf(many as typeof TURNS, LIVE, DRAFT, FIRES, 600, 2, 10).width).toBeCloseTo(2 * long.width, 6);
});

test('names of thresholds that are near each other stand apart, in their order', () => {
  const { names } = plotOf(TURNS, LIVE, { ...LIVE, combined: { threshold: 0.42 } }, FIRES, 600, 1, 10);
  expect(names.draft - names.live).toBeGreaterThanOrEqual(15);
});
