import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LIMITS } from '#shared/schema/primitives.ts';
import { entitiesIn } from './entities/entities.ts';
import { foundWith } from './found.ts';

const customer = (index: number, text: string) => ({ index, role: 'END_USER', text }) as const;
const bot = (index: number, text: string) => ({ index, role: 'AUTOMATED_AGENT', text }) as const;
const all = (turns: readonly Parameters<typeof foundWith>[1][]) =>
  turns.reduce<ReturnType<typeof foundWith>>(
    (found, turn) => foundWith(found, turn, ['Ilse Verhoeven', 'Ava']),
    [],
  );

test('what the customer named, once, at the turn that said it first; of the bot only references', () => {
  const found = all([
    customer(1, 'Hi, this is Ilse Verhoeven. Booking ZFA04Y, we fly on May 20 for $250.'),
    bot(2, 'Thanks, Ilse. Flight HAT271 costs $348. I opened case #88120 for booking zfa04y.'),
    customer(3, 'Call me at +31 20 555 0142. On May 20, please.'),
  ]);
  expect(found.map(({ type, value, turn }) => `${turn} ${type} ${value}`)).toEqual([
    '1 booking ZFA04Y',
    '1 date May 20',
    '1 amount $250',
    '2 ticket 88120',
    '3 phone +31 20 555 0142',
  ]);
});

test('what is said of oneself in one breath is no part of the name, which is known', () => {
  expect(all([customer(1, "Hi, I'm Ilse Verhoeven, and I’ve asked Mia Li.")])).toEqual([
    { type: 'name', value: 'Mia Li', turn: 1 },
  ]);
});

test('a turn that adds nothing leaves the same array, and there is an end to it', () => {
  const found = all([customer(1, 'order #10293')]);
  expect(foundWith(found, customer(2, 'It is order 10293, as I said.'), [])).toBe(found);
  const many = Array.from({ length: 50 }, (_, n) => customer(n + 1, `order #5500${n}1`));
  expect(all(many)).toHaveLength(LIMITS.found);
});

const words = fc.constantFrom(
  ...[
    'order',
    'booking',
    'ZFA04Y',
    '#',
    '12',
    '2024-05-20',
    'May',
    '20',
    '$',
    '1,234.50',
    '@',
    'a.b@c.de',
    '+44',
    '(',
    ')',
  ],
  ...[
    'Mia',
    'Li',
    "I'm",
    'name is',
    ',',
    '.',
    '\n',
    '- ',
    '**',
    'and',
    'HAT123',
    'economy',
    'fifty',
    'dollars',
    '20 7946 0123',
  ],
);
test('whatever is written, an entity is a stretch of the text, and none overlap', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.array(words, { maxLength: 60 }).map((all) => all.join(' ')),
      ),
      (text) => {
        let end = 0;
        for (const entity of entitiesIn(text)) {
          expect(text.slice(entity.start, entity.start + entity.text.length)).toBe(entity.text);
          expect(entity.start).toBeGreaterThanOrEqual(end);
          expect(entity.text.trim()).toBe(entity.text);
          end = entity.start + entity.text.length;
        }
      },
    ),
  );
});
