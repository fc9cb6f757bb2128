import { expect, test } from 'vitest';
import { windowOf } from './windows.ts';

test('the address says which window this is; what it does not know is the whole console', () => {
  expect(windowOf('?window=conversation&id=ilse')).toEqual({ kind: 'conversation', id: 'ilse' });
  expect(windowOf('?window=wall')).toEqual({ kind: 'wall' });
  for (const query of ['', '?window=conversation', '?window=else&id=1'])
    expect(windowOf(query)).toEqual({ kind: 'main' });
});
