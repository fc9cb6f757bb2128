import { expect, test } from 'vitest';
import { z } from 'zod';
import { faultOf } from './expected.ts';

const schema = z.strictObject({
  share: z.number().min(0).max(1).optional(),
  over: z.number().gt(2).optional(),
  days: z.int().optional(),
  role: z.enum(['bot', 'customer']).optional(),
  turns: z.array(z.object({ text: z.string() })).optional(),
  on: z.boolean().optional(),
  id: z.string().regex(/^a/).optional(),
});
const faults = (given: unknown) => schema.safeParse(given).error?.issues.map(faultOf);

test('what a schema refuses names its path and what was expected', () => {
  expect(faults({ share: 2 })).toEqual([{ path: 'share', expected: { kind: 'most', limit: 1 } }]);
  expect(faults({ share: -1 })).toEqual([{ path: 'share', expected: { kind: 'least', limit: 0 } }]);
  expect(faults({ over: 2 })).toEqual([{ path: 'over', expected: { kind: 'above', limit: 2 } }]);
  expect(faults({ days: 1.5 })).toEqual([{ path: 'days', expected: { kind: 'whole' } }]);
  expect(faults({ role: 'x' })).toEqual([
    { path: 'role', expected: { kind: 'oneOf', names: ['bot', 'customer'] } },
  ]);
  expect(faults({ turns: [{}] })).toEqual([{ path: 'turns.0.text', expected: { kind: 'text' } }]);
  expect(faults({ turns: 1 })).toEqual([{ path: 'turns', expected: { kind: 'list' } }]);
  expect(faults({ on: 'yes' })).toEqual([{ path: 'on', expected: { kind: 'truth' } }]);
  expect(faults({ odd: 1 })).toEqual([{ path: '', expected: { kind: 'unknown', names: ['odd'] } }]);
  expect(faults({ id: 'b' })).toEqual([{ path: 'id', expected: { kind: 'other' } }]);
  expect(faults([])).toEqual([{ path: '', expected: { kind: 'group' } }]);
});
