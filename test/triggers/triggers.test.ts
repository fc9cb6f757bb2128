// Owns what the trigger engine promises: golden numbers, authored scenarios, and the properties of its scores.
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CombineState, judgeTurn, NOTHING_YET } from '#shared/domain/trigger/combine.ts';
import { judgeConversation } from '#shared/domain/trigger/conversation.ts';
import { SIGNALS, type Signal } from '#shared/domain/trigger/model.ts';
import { ONE } from '#shared/domain/trigger/number.ts';
import { CATEGORIES, policyJsonSchema, readPolicy } from '#shared/domain/trigger/policy.ts';
import type { Heard } from '#shared/domain/trigger/port.ts';
import { createScorer, type HeardTurn, type Role, type TurnSignals } from '#shared/domain/trigger/signals.ts';
import { standingOf } from '#shared/domain/trigger/standing.ts';
import type { Entry, Mark } from '#shared/schema/conversation.ts';
import { judgement } from '#shared/schema/handoff.ts';
import {
  GOLDEN,
  HOSTILE,
  POLICY_SCHEMA,
  readGolden,
  readPolicies,
  readScenarios,
  supportTrigger,
} from './fixtures.ts';
import { vectorsOf } from './vectors.ts';

const scorer = createScorer();
const createdAgain = createScorer();
const policies = readPolicies();
const scenarios = readScenarios();
const { support } = policies;
if (support === undefined) throw new Error('there is no support policy');

/** No signal at all. */
const zero = Object.fromEntries(SIGNALS.map((signal) => [signal, 0])) as Record<Signal, number>;

const firesAt = (id: string, numbers: Readonly<Record<string, number[][]>>): number | null => {
  const at = (numbers[id] ?? []).findIndex((turn) => turn.at(-1) === 1);
  return at < 0 ? null : at + 1;
};

test('golden numbers', () => {
  const numbers = vectorsOf([...scenarios, ...HOSTILE], policies);
  if (process.env.BATON_WRITE_GOLDEN === '1') writeFileSync(GOLDEN, `${JSON.stringify(numbers)}\n`);
  expect(numbers).toEqual(readGolden());
});

describe('authored scenarios', () => {
  const numbers = vectorsOf(scenarios, policies);

  test('there are at least eighty, over channels, policies and tiers, and twins name what they drop', () => {
    expect(scenarios.length).toBeGreaterThanOrEqual(80);
    const twins = scenarios.filter(({ twin }) => twin !== undefined);
    expect(twins.length).toBeGreaterThanOrEqual(40);
    for (const { twin } of twins)
      expect(scenarios.some(({ conversationId }) => conversationId === twin?.of)).toBe(true);
  });

  test.each(scenarios)('$conversationId', ({ conversationId, expect: { fires } }) => {
    expect(firesAt(conversationId, numbers)).toBe(fires);
  });
});

const phrase = fc.constantFrom(
  'I want to',
  'talk to',
  'a human',
  'agent',
  "don't",
  'not',
  'never',
  'cancel my account',
  'how much',
  'webhook',
  'urgent',
  'thanks',
  'worst',
  '!!!',
  '?',
  '.',
  '\n',
  '> ',
  '-- ',
  '😡',
  '\u200b',
  'ｆｕｌｌ',
  'аgеnt',
  'Wo ist',
  "I'm sorry",
  'ридер',
  '人間',
  '1)',
  '...',
);
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.array(phrase, { maxLength: 25 }).map((parts) => parts.join(' ')),
);
const role = fc.constantFrom<Role>('END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT');
const turn: fc.Arbitrary<HeardTurn> = fc.record({
  role,
  text,
  confidence: fc.option(fc.double({ min: 0, max: 1, noNaN: true }), { nil: undefined }),
});

describe('any conversation', () => {
  test('gets integers within bounds, the same every time, and quotes that stand in its words', () => {
    fc.assert(
      fc.property(fc.array(turn, { maxLength: 12 }), (turns) => {
        const judged = judgeConversation(scorer, support, { tier: 'premium' }, turns);
        expect(judgeConversation(createdAgain, support, { tier: 'premium' }, turns)).toEqual(judged);
        for (const { signals, verdict, quotes } of judged) {
          for (const value of [
            ...Object.values(signals.signals),
            ...Object.values(verdict.categories),
            verdict.score,
          ])
            expect(Number.isInteger(value) && value >= 0 && value <= ONE).toBe(true);
          for (const { turn: number, start, end, quote } of quotes)
            expect(turns[number - 1]?.text.slice(start, end).slice(0, 200)).toBe(quote);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('is judged turn by turn: what comes later changes nothing before', () => {
    fc.assert(
      fc.property(fc.array(turn, { minLength: 1, maxLength: 8 }), (turns) => {
        const whole = judgeConversation(scorer, support, undefined, turns);
        expect(judgeConversation(scorer, support, undefined, turns.slice(0, -1))).toEqual(whole.slice(0, -1));
      }),
      { numRuns: 100 },
    );
  });

  test('starts anew after a person spoke', () => {
    const after = [{ role: 'END_USER' as const, text: 'where is my parcel?' }];
    const before: HeardTurn[] = [
      { role: 'END_USER', text: 'I hate this, get me a human!' },
      { role: 'HUMAN_AGENT', text: 'Hello, this is Ana.' },
    ];
    const [fresh] = judgeConversation(scorer, support, undefined, after);
    expect(
      judgeConversation(scorer, support, undefined, [...before, ...after]).at(-1)?.verdict.categories,
    ).toEqual(fresh?.verdict.categories);
  });
});

describe('followed from its entries', () => {
  const mark = fc.constantFrom<Mark['kind']>('handoff.accepted', 'handoff.returned', 'customer.left');
  const said = fc.oneof(
    { weight: 5, arbitrary: turn },
    { weight: 1, arbitrary: mark },
    { weight: 1, arbitrary: fc.constant('note' as const) },
  );
  /** As the desk stores them. */
  function entriesOf(all: readonly (HeardTurn | string)[]): Entry[] {
    let index = 0;
    return all.map((each, seq): Entry => {
      const common = { seq, at: seq, id: `e${seq}`, author: { name: 'x' } };
      if (each === 'note') return { type: 'note', ...common, text: 'get me a human' };
      if (typeof each === 'string') return { type: 'mark', seq, at: seq, kind: each as Mark['kind'] };
      index += 1;
      const { role, text, confidence } = each;
      return {
        type: 'turn',
        ...common,
        index,
        role,
        text,
        ...(confidence === undefined ? {} : { confidence }),
      };
    });
  }
  const policy = supportTrigger.policyOf('bot');
  const subject = { policy, account: { tier: 'premium' as const, renewal: '1970-01-20' } };

  test('in whatever portions, it is judged the same', () => {
    fc.assert(
      fc.property(
        fc.array(said, { maxLength: 20 }).map(entriesOf),
        fc.array(fc.nat(20), { maxLength: 8 }),
        (entries, cuts) => {
          const whole = supportTrigger.hear(null, entries, subject);
          const ends = [...cuts.filter((cut) => cut < entries.length), entries.length].sort((a, b) => a - b);
          let heard: Heard | null = null;
          for (const end of ends) heard = supportTrigger.hear(heard, entries.slice(0, end), subject);
          expect(heard).toEqual(whole);
          expect(judgement.parse(whole.judgement)).toEqual(whole.judgement);
        },
      ),
      { numRuns: 200 },
    );
  });

  test('what it remembers does not grow with the turns', () => {
    const talk = (times: number) =>
      entriesOf(
        Array.from(
          { length: times },
          (_, at): HeardTurn => ({
            role: at % 3 === 2 ? 'AUTOMATED_AGENT' : 'END_USER',
            text: `I am furious about order ${at}, my lawyer will hear of it; talk to a human by Friday!`,
          }),
        ),
      );
    const size = (times: number) =>
      JSON.stringify(supportTrigger.hear(null, talk(times), subject), (_, value) =>
        value instanceof Set ? [...value] : value,
      ).length;
    expect(size(3_000)).toBeLessThan(1.1 * size(60));
  });

  test('a bot’s turns agree with what the command line says of the same conversation', () => {
    // An account as a bot sends it says nothing of activity.
    for (const { turns, account } of scenarios.filter((each) => each.account?.activity === undefined)) {
      const heard = turns.map(
        ({ role: given, text, confidence }): HeardTurn => ({
          role: given === 'customer' ? 'END_USER' : given === 'bot' ? 'AUTOMATED_AGENT' : 'HUMAN_AGENT',
          text,
          confidence,
        }),
      );
      const last = judgeConversation(scorer, support, standingOf(account, '1970-01-01'), heard).at(
        -1,
      )?.verdict;
      const followed = supportTrigger.hear(null, entriesOf(heard), {
        policy: supportTrigger.policyOf('bot'),
        account,
      });
      expect(followed.judgement.score).toBe(last?.score);
    }
  });
});

describe('combination', () => {
  const signals = fc.record(
    Object.fromEntries(SIGNALS.map((signal) => [signal, fc.integer({ min: 0, max: ONE })])),
  ) as fc.Arbitrary<Record<Signal, number>>;
  const heard = (values: Record<Signal, number>): TurnSignals => ({
    role: 'END_USER',
    language: 'en',
    structural: false,
    signals: { ...values, solved: 0, refusal: 0 },
    reasons: [],
  });
  const state: CombineState = NOTHING_YET;

  test('more evidence never lowers its category, nor the score', () => {
    fc.assert(
      fc.property(
        signals,
        fc.constantFrom(...SIGNALS),
        fc.integer({ min: 0, max: ONE }),
        (values, raised, by) => {
          if (raised === 'solved' || raised === 'refusal') return;
          const more = { ...values, [raised]: Math.min(ONE, values[raised] + by) };
          for (const policy of Object.values(policies)) {
            const low = judgeTurn(policy, { tier: 'standard' }, state, heard(values)).verdict;
            const high = judgeTurn(policy, { tier: 'standard' }, state, heard(more)).verdict;
            for (const category of CATEGORIES)
              expect(high.categories[category]).toBeGreaterThanOrEqual(low.categories[category]);
            expect(high.score).toBeGreaterThanOrEqual(low.score);
          }
        },
      ),
    );
  });

  test('holds on until the score is well below the threshold, then lets go', () => {
    const asked = judgeTurn(support, undefined, state, heard({ ...zero, humanRequest: ONE }));
    expect(asked.verdict.fired).toBe(true);
    let next = asked.state;
    const fired: boolean[] = [];
    for (let at = 0; at < 6; at += 1) {
      const judged = judgeTurn(support, undefined, next, heard(zero));
      fired.push(judged.verdict.fired);
      next = judged.state;
    }
    expect(fired.at(-1)).toBe(false);
    expect(fired).toEqual([...fired].sort((a, b) => Number(b) - Number(a)));
  });

  test('is held back by thanks, and by a refusal, but not against a request', () => {
    const angry = { ...zero, voiced: ONE, churnRisk: ONE };
    const held = (more: Partial<Record<Signal, number>>) =>
      judgeTurn(support, undefined, state, { ...heard(zero), signals: { ...angry, ...more } }).verdict;
    expect(held({}).fired).toBe(true);
    expect(held({ solved: ONE })).toMatchObject({ fired: false, guard: 'solved' });
    expect(held({ refusal: ONE })).toMatchObject({ fired: false, guard: 'refusal' });
    expect(held({ solved: ONE, humanRequest: ONE }).fired).toBe(true);
  });
});

describe('policy', () => {
  test('says where it is wrong and why', () => {
    const broken = { ...support, decay: 2, emotion: { ...support.emotion, signals: { anger: 1 } } };
    const read = readPolicy(broken);
    expect('faults' in read && read.faults.map(({ path }) => path)).toEqual(['decay', 'emotion.signals']);
  });

  test('of version 1 is read, its guard moved', () => {
    const { guards: _guards, ...rest } = support;
    const read = readPolicy({ ...rest, version: 1, guardThanks: false });
    expect(read).toEqual({ policy: { ...support, guards: { solved: false, refusal: true } } });
  });

  test('has a JSON Schema beside the shipped ones, and they point to it', () => {
    expect(JSON.parse(readFileSync(POLICY_SCHEMA, 'utf8'))).toEqual(policyJsonSchema());
    for (const policy of Object.values(policies)) expect(policy.$schema).toBe('./policy.schema.json');
  });
});
