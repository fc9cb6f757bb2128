import { expect, test } from 'vitest';
import { factsOf } from './facts.ts';

test('a thing that the bot named, alone or among other words, is not named twice', () => {
  const found = (type: 'flight' | 'booking', value: string) => ({ type, value, turn: 1 });
  const shown = factsOf({
    version: 1,
    fixed: false,
    facts: [
      { label: 'Flight', value: 'HAT045, PHX to SEA', turn: 1 },
      { label: 'Booking', value: 'zfa04y' },
    ],
    found: [found('flight', 'HAT045'), found('booking', 'ZFA04Y'), found('flight', 'HAT04')],
  });
  expect(shown.map(({ value }) => value)).toEqual(['HAT045, PHX to SEA', 'zfa04y', 'HAT04']);
});
