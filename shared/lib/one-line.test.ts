import { expect, test } from 'vitest';
import { isSeen, oneLine } from './one-line.ts';

test('a name is one line and turns nothing around it; joiners, marks and scripts stay', () => {
  expect(
    ['  Ana\n\tReis ', '\u202eeslI\u202c', '\u2067Ilse\u2069 V', 'می\u200cخواهم', '👩\u200d🚀', 'نُعَيْم'].map(
      oneLine,
    ),
  ).toEqual(['Ana Reis', 'eslI', 'Ilse V', 'می\u200cخواهم', '👩\u200d🚀', 'نُعَيْم']);
});

test('spaces and what joins letters show nothing by themselves', () => {
  expect([' ', '\u00a0\u3000', '\u200b\u200d\ufeff', ''].map(isSeen)).toEqual([false, false, false, false]);
  expect(['x', '.', '👩', '名'].map(isSeen)).toEqual([true, true, true, true]);
});
