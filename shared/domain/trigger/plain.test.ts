import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Role, turn as turnSchema } from '../../schema/conversation.ts';
import { judgement } from '../../schema/handoff.ts';
import { plainTrigger } from './plain.ts';

const said = (...lines: [Role, string][]) =>
  lines.map(([role, text], at) =>
    turnSchema.parse({
      type: 'turn',
      seq: at,
      at,
      id: `t${at}`,
      index: at + 1,
      role,
      author: { name: 'x' },
      text,
    }),
  );

const judge = (...lines: [Role, string][]) => plainTrigger({ turns: said(...lines), account: undefined });
const asked = (text: string) => judge(['END_USER', text]).fired;

describe('an explicit request', () => {
  test.each([
    'I want to talk to a human',
    'can i speak with a real person?',
    'Please connect me to an agent.',
    'transfer me to a representative',
    'get me a human being now!!',
    'agent',
    'Human, please',
    'let me talk to someone',
    "Why can't I talk to a person?",
    'I need to speak to your supervisor',
    "This isn't working. Put me through to customer service",
    "I don't want to repeat myself. Give me a human agent",
  ])('%s', (text) => expect(asked(text)).toBe(true));

  test.each([
    "I don't need a human",
    'no need to talk to an agent',
    'I do not want to speak to a representative',
    'Please do not transfer me to an agent',
    "I'd rather fix it myself without talking to a person",
    'how many people can travel on one ticket?',
    'is the agent fee refundable',
    'I want to cancel my order',
    'my travel agent booked the flight',
    '',
  ])('not: %s', (text) => expect(asked(text)).toBe(false));

  test('quotes the words and says where they stand', () => {
    const text = 'This is useless. I want to talk to a human agent now';
    const { evidence, ...rest } = judge(['AUTOMATED_AGENT', 'Hi'], ['END_USER', text]);
    expect(rest).toEqual({ fired: true, trigger: 'explicit_request', score: 1_000_000, threshold: 500_000 });
    expect(evidence).toEqual([{ turn: 2, start: 27, end: 48, quote: 'talk to a human agent' }]);
    expect(text.slice(27, 48)).toBe('talk to a human agent');
  });

  test('counts once: the turn after it is quiet', () => {
    expect(judge(['END_USER', 'agent'], ['AUTOMATED_AGENT', 'One moment'], ['END_USER', 'ok']).fired).toBe(
      false,
    );
  });
});

describe('the bot cannot go on', () => {
  const cannot = "I'm sorry, I can't cancel that booking";

  test('twice in a row, whatever the customer says between', () => {
    const stuck = judge(
      ['AUTOMATED_AGENT', cannot],
      ['END_USER', 'Try again'],
      ['AUTOMATED_AGENT', 'I am unable to do this'],
    );
    expect(stuck).toMatchObject({ fired: true, trigger: 'bot_stuck' });
    expect(stuck.evidence.map(({ turn }) => turn)).toEqual([1, 3]);
  });

  test('once is not enough, nor with an answer or a person between', () => {
    expect(judge(['AUTOMATED_AGENT', cannot]).fired).toBe(false);
    expect(
      judge(['AUTOMATED_AGENT', cannot], ['AUTOMATED_AGENT', 'Done.'], ['AUTOMATED_AGENT', cannot]).fired,
    ).toBe(false);
    expect(
      judge(['AUTOMATED_AGENT', cannot], ['HUMAN_AGENT', 'Hello'], ['AUTOMATED_AGENT', cannot]).fired,
    ).toBe(false);
  });

  test('it says that it hands over', () => {
    expect(judge(['AUTOMATED_AGENT', 'Let me transfer you to a human agent.'])).toMatchObject({
      fired: true,
      trigger: 'bot_asked',
    });
    expect(judge(['AUTOMATED_AGENT', 'I will not transfer you to a human agent yet']).fired).toBe(false);
  });
});

test('any turns give a valid judgement, the same every time, and evidence that stands in the text', () => {
  const words = fc.constantFrom(
    'talk to',
    'a human',
    'agent',
    "don't",
    'I can’t',
    '.',
    'transfer you to',
    '\n',
    'not',
    '😀',
    'unable to help',
    'please',
  );
  const text = fc.oneof(
    fc.string(),
    fc.array(words, { maxLength: 12 }).map((parts) => parts.join(' ')),
  );
  const line = fc.tuple(fc.constantFrom<Role>('END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT'), text);
  fc.assert(
    fc.property(fc.array(line, { maxLength: 6 }), (lines) => {
      const turns = said(...lines);
      const verdict = judgement.parse(plainTrigger({ turns, account: undefined }));
      expect(plainTrigger({ turns, account: undefined })).toEqual(verdict);
      for (const { turn, start, end, quote } of verdict.evidence)
        expect(turns[turn - 1]?.text.slice(start, end).slice(0, 200)).toBe(quote);
    }),
  );
});

test('a very long turn is read only at its beginning', () => {
  expect(asked(`${'a '.repeat(40_000)}talk to a human`)).toBe(false);
});
