// Owns that what is done to a text that a person reads alike changes nothing, and that no text, however it is made, harms: long,
// of emoji, of mixed scripts, or written against the reader.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CombineState, judgeTurn, NOTHING_YET, type Standing } from '#shared/domain/trigger/combine.ts';
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { NOTHING_HEARD } from '#shared/domain/trigger/features.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { CATEGORIES } from '#shared/domain/trigger/policy.ts';
import { createScorer, type Role, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { readPolicies, readScenarios } from './fixtures.ts';

const scorer = createScorer();
const createdAgain = createScorer();
const policies = Object.values(readPolicies());
const { support } = readPolicies();
if (support === undefined) throw new Error('there is no support policy');
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;
const said = readScenarios().flatMap(({ turns }) =>
  turns.filter(({ role }) => role === 'customer').map(({ text }) => text),
);
const signalsOf = (text: string) => scorer.hear({ role: 'END_USER', text }, NOTHING_HEARD).turn.signals;

/** Between two letters: what no reader sees. */
const INVISIBLE = ['\u200b', '\u200c', '\u200d', '\u2060', '\u00ad', '\ufeff'];
/** Latin letters of full width. */
const wide = (text: string) =>
  text.replace(/[a-zA-Z]/g, (letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) + 0xfee0));

describe('a text that reads alike', () => {
  /** The line with which a mail quotes another is read letter by letter. */
  const text = fc.constantFrom(...said.filter((each) => !each.includes('\n')));

  test('is heard alike with invisible characters within its words', () => {
    fc.assert(
      fc.property(
        text,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom(...INVISIBLE)), { maxLength: 8 }),
        (plain, put) => {
          const places = [...plain.matchAll(/(?<=[a-zA-Z])(?=[a-zA-Z])/g)].map(({ index }) => index);
          const marked = put
            .map(([at, character]) => ({ place: places[at % Math.max(1, places.length)] ?? 0, character }))
            .sort((a, b) => b.place - a.place)
            .reduce((all, { place, character }) => all.slice(0, place) + character + all.slice(place), plain);
          expect(signalsOf(marked)).toEqual(signalsOf(plain));
        },
      ),
      { numRuns: 300 },
    );
  });

  test('is heard alike in letters of full width', () => {
    fc.assert(
      fc.property(text, (plain) => {
        expect(signalsOf(wide(plain))).toEqual(signalsOf(plain));
      }),
      { numRuns: 300 },
    );
  });
});

/** Pieces that grow without bound in a reader that goes back. */
const PIECES = [
  'a',
  'i want ',
  'not ',
  'talk to a ',
  '!?',
  '😡',
  '👍🏽',
  '\u200b',
  '> ',
  '\n-- \n',
  'f***',
  '(((',
  '人間',
  'аgent ',
  'أريد ',
  '\ud800',
  '0',
  '1) ',
  'cancel my ',
];
const long = fc
  .tuple(
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 6 }),
    fc.integer({ min: 90_000, max: 100_000 }),
  )
  .map(([pieces, length]) => pieces.join('').repeat(length).slice(0, length));

test('turns of 100,000 characters are heard within bounds and the same again, among others and alone', () => {
  fc.assert(
    fc.property(
      long,
      fc.constantFrom<Role>('END_USER', 'AUTOMATED_AGENT'),
      fc.constantFrom(...said),
      (text, role, after) => {
        const turns = [
          { role, text },
          { role: 'END_USER' as const, text: after },
        ];
        const judged = judgeConversation(scorer, support, undefined, turns);
        expect(judgeConversation(createdAgain, support, undefined, turns)).toEqual(judged);
        for (const { signals, verdict } of judged)
          for (const value of [
            ...Object.values(signals.signals),
            ...Object.values(verdict.categories),
            verdict.score,
          ])
            expect(Number.isInteger(value) && value >= 0 && value <= ONE).toBe(true);
      },
    ),
    { numRuns: 20 },
  );
});

const signals = fc.record(
  Object.fromEntries(SIGNALS.map((signal) => [signal, fc.integer({ min: 0, max: ONE })])),
) as fc.Arbitrary<Record<Signal, number>>;
const heard = (role: Role, values: Record<Signal, number>): TurnSignals => ({
  role,
  language: 'en',
  structural: false,
  signals: { ...values, solved: 0, refusal: 0 },
  reasons: [],
});
const role = fc.constantFrom<Role>('END_USER', 'END_USER', 'AUTOMATED_AGENT');
const earlier = fc.array(fc.tuple(role, signals), { maxLength: 4 });
const TIERS = ['free', 'standard', 'premium', 'enterprise'] as const;
const standing: fc.Arbitrary<Standing> = fc.record({
  tier: fc.constantFrom(...TIERS),
  value: fc.nat(100_000),
  openDeals: fc.nat(3),
  sessions: fc.nat(40),
});

describe('more evidence', () => {
  const after = (
    who: Standing,
    before: readonly (readonly [Role, Record<Signal, number>])[],
    policy = support,
  ) =>
    before.reduce<CombineState>(
      (state, [by, values]) => judgeTurn(policy, who, state, heard(by, values)).state,
      NOTHING_YET,
    );

  test('in a turn never lowers a category nor the score, whatever was said before', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        standing,
        earlier,
        role,
        signals,
        fc.constantFrom(...SIGNALS),
        fc.nat(ONE),
        (policy, who, before, by, values, raised, more) => {
          const state = after(who, before, policy);
          const raisedOnce = { ...values, [raised]: Math.min(ONE, values[raised] + more) };
          const low = judgeTurn(policy, who, state, heard(by, values)).verdict;
          const high = judgeTurn(policy, who, state, heard(by, raisedOnce)).verdict;
          for (const category of CATEGORIES)
            expect(high.categories[category]).toBeGreaterThanOrEqual(low.categories[category]);
          expect(high.score).toBeGreaterThanOrEqual(low.score);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('a larger account never scores lower for the same words', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...policies),
        standing,
        standing,
        fc.array(fc.tuple(role, signals), { minLength: 1, maxLength: 4 }),
        (policy, one, other, turns) => {
          const most = (a = 0, b = 0) => Math.max(a, b);
          const larger: Standing = {
            tier: TIERS[most(TIERS.indexOf(one.tier ?? 'free'), TIERS.indexOf(other.tier ?? 'free'))],
            value: most(one.value, other.value),
            openDeals: most(one.openDeals, other.openDeals),
            sessions: most(one.sessions, other.sessions),
          };
          const last = (who: Standing) => {
            const [by, values] = turns.at(-1) ?? ['END_USER', zero];
            return judgeTurn(policy, who, after(who, turns.slice(0, -1), policy), heard(by, values)).verdict;
          };
          expect(last(larger).categories.value).toBeGreaterThanOrEqual(last(one).categories.value);
          expect(last(larger).score).toBeGreaterThanOrEqual(last(one).score);
        },
      ),
      { numRuns: 300 },
    );
  });
});
