import fc from 'fast-check';
import { expect, test } from 'vitest';
import { drawn } from '#shared/schema/context.ts';
import { briefOf } from './brief.ts';

const turnsOf = (...texts: readonly string[]) =>
  texts.map((text, at) => ({
    index: at + 1,
    role: text.startsWith('bot: ') ? ('AUTOMATED_AGENT' as const) : ('END_USER' as const),
    text: text.replace(/^bot: /u, ''),
  }));
const SEATS = turnsOf(
  'Hello! Our seats are wrong since the rebooking. I want to sit with my child on MA 516.',
  'bot: Thank you. I have found your booking (K7QX4M). What is wrong with the seats?',
  'My six-year-old is nine rows away. I paid 84 euros per seat so that would not happen.',
  'bot: I have sent you the seat map. Is there anything else I can help with?',
  'That did not work. This is the third time I explain it!',
  'bot: I’m sorry, I can’t change seats on a rebooked fare. You will receive an e-mail within 2 days.',
  'Can you refund both seats? Is there a person there?',
);

test('what the customer came for, what stood in the way, how it stands; each line as it was said, with its turn', () => {
  const { intent, situation, highlights, tried, open, promised } = briefOf(SEATS);
  expect(intent).toEqual({ text: 'Our seats are wrong since the rebooking.', turn: 1 });
  const told = (lines: readonly { readonly turn: number; readonly text: string }[]) =>
    lines.map(({ turn, text }) => `t${turn} ${text}`);
  expect(told(situation)).toEqual([
    't1 Our seats are wrong since the rebooking.',
    't6 I’m sorry, I can’t change seats on a rebooked fare.',
    't7 Can you refund both seats?',
  ]);
  expect(told(highlights)).toContain('t5 This is the third time I explain it!');
  expect(highlights.length).toBeGreaterThanOrEqual(3);
  expect(tried.map(({ turn, worked }) => [turn, worked])).toEqual([
    [2, true],
    [4, false],
    [6, false],
  ]);
  expect(told(open)).toEqual(['t7 Can you refund both seats?', 't7 Is there a person there?']);
  expect(told(promised)).toEqual(['t6 You will receive an e-mail within 2 days.']);
});

test('what the bot asked last is open until somebody answers', () => {
  const asked = briefOf(turnsOf('I want to return the kettle.', 'bot: What is wrong with the kettle?'));
  expect(asked.open).toEqual([{ turn: 2, text: 'What is wrong with the kettle?' }]);
  const answered = turnsOf(
    'I want to return the kettle.',
    'bot: What is wrong with the kettle?',
    'It leaks from below.',
  );
  expect(briefOf(answered).open).toEqual([]);
});

test('nothing said, nothing drawn', () => {
  const nothing = { situation: [], highlights: [], tried: [], open: [], promised: [] };
  expect(briefOf([])).toEqual(nothing);
  expect(briefOf(turnsOf('hi', 'bot: Hello!', 'ok'))).toEqual(nothing);
});

const turn = fc.record({
  role: fc.constantFrom('END_USER' as const, 'AUTOMATED_AGENT' as const, 'HUMAN_AGENT' as const),
  text: fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(
        fc.constantFrom(
          ...[
            'I',
            'want',
            'to',
            'cancel',
            '. ',
            '? ',
            '\n',
            'have been',
            'refunded',
            'unable',
            '(',
            '"',
            '🙂',
            'é',
          ],
          ...['will be', 'sent', 'within', '3 days', 'x'.repeat(300), 'not', 'working', '$40', 'third time'],
        ),
        { maxLength: 80 },
      )
      .map((all) => all.join(' ')),
  ),
});
test('whatever is said, each line is a stretch of its turn, nothing of people, and within the schema', () => {
  fc.assert(
    fc.property(fc.array(turn, { maxLength: 12 }), (said) => {
      const turns = said.map((one, at) => ({ ...one, index: at + 1 }));
      const brief = briefOf(turns);
      expect(drawn.parse(brief)).toEqual(brief);
      const { intent, ...lists } = brief;
      expect(intent).toEqual(
        lists.situation.length === 0 ? undefined : { text: expect.any(String), turn: expect.any(Number) },
      );
      for (const { turn: index, text } of [
        ...Object.values(lists).flatMap((lines = []) => lines),
        ...(intent ? [intent] : []),
      ]) {
        expect(turns[index - 1]?.text).toContain(text);
        expect(turns[index - 1]?.role).not.toBe('HUMAN_AGENT');
      }
    }),
  );
});
