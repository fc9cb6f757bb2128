import { expect, it } from 'vitest';
import { readFrame } from './incoming.ts';

it('refuses a frame that is nested deeper than anything we send, however deep', () => {
  for (const depth of [40, 5_000, 500_000]) {
    const d = `${'['.repeat(depth)}${']'.repeat(depth)}`;
    expect(readFrame(`{"op":"do","n":1,"id":"a","k":"note.add","d":${d}}`)).toEqual({
      problem: 'a frame is nested at most 32 levels deep',
    });
  }
  expect(
    readFrame(
      '{"op":"do","n":1,"id":"a","k":"note.add","d":{"text":"[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[["}}',
    ),
  ).toHaveProperty('frame');
});
