import { expect, test } from 'vitest';
import { toldOf } from './told.ts';

test('what the bot sent comes first; of what it did not send, what was said, quoted', () => {
  const told = toldOf({
    version: 1,
    fixed: false,
    highlights: [{ text: 'Seats are apart', turn: 3 }],
    situation: '',
    drawn: {
      situation: [{ text: 'I want **two** seats.', turn: 1, bot: false }],
      highlights: [{ text: 'I want **two** seats.', turn: 1 }],
      tried: [{ text: 'I cannot.', turn: 2, worked: false }],
      open: [],
      promised: [{ text: 'You will hear from us.', turn: 4 }],
    },
  });
  expect(told).toEqual({
    situation: [{ text: '“I want two seats.”', turn: 1, by: 'customer' }],
    highlights: [{ text: 'Seats are apart', turn: 3 }],
    tried: [{ text: '“I cannot.”', turn: 2, worked: false }],
    open: [],
    promised: [{ text: '“You will hear from us.”', turn: 4 }],
  });
});
