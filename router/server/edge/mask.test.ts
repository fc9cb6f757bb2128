import { expect, test } from 'vitest';
import { maskDeep } from './mask.ts';

test('every text of a body is masked; ids and keys are not touched', () => {
  expect(
    maskDeep({
      id: '4111111111111111',
      transcript: [{ id: 't1', text: 'pay with 4111111111111111' }],
      context: {
        facts: [{ label: 'Card', value: '5500 0000 0000 0004', turn: 3 }],
        open: ['4111-1111-1111-1111?'],
      },
      attachments: ['4111111111111111'],
      value: 7,
      none: null,
    }),
  ).toEqual({
    id: '4111111111111111',
    transcript: [{ id: 't1', text: 'pay with ••••1111' }],
    context: { facts: [{ label: 'Card', value: '••••0004', turn: 3 }], open: ['••••1111?'] },
    attachments: ['4111111111111111'],
    value: 7,
    none: null,
  });
});
