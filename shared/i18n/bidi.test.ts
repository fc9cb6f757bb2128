import { expect, test } from 'vitest';
import { isolated } from './bidi.ts';

test('only what may run the other way is set apart from its sentence', () => {
  const values = {
    latin: 'Ilse',
    time: '6:41',
    count: 3,
    hebrew: 'נועה',
    adlam: '𞤀𞤣',
    turned: 'Ilse \u202eeslI',
  };
  expect(isolated(values, 'ltr')).toEqual({
    ...values,
    hebrew: '\u2068נועה\u2069',
    adlam: '\u2068𞤀𞤣\u2069',
    turned: '\u2068Ilse \u202eeslI\u2069',
  });
  const signs = { over: '+0:41', below: '\u22121.9', share: '90.2 %', money: '€59', span: '8\u201312' };
  expect(isolated(signs, 'ltr')).toEqual(signs);
  expect(isolated({ latin: 'Ilse', time: '6:41', score: '0.45', ...signs }, 'rtl')).toEqual({
    latin: '\u2068Ilse\u2069',
    time: '6:41',
    score: '0.45',
    ...Object.fromEntries(Object.entries(signs).map(([name, text]) => [name, `\u2068${text}\u2069`])),
  });
});
