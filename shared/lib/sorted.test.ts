import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countWhile } from './sorted.ts';

test('as many as a walk finds, asking no more often than the length has bits', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 40 })),
      fc.integer({ min: -1, max: 41 }),
      (numbers, bound) => {
        const sorted = numbers.sort((a, b) => a - b);
        let asked = 0;
        const count = countWhile(sorted, (one) => {
          asked += 1;
          return one < bound;
        });
        expect(count).toBe(sorted.filter((one) => one < bound).length);
        expect(asked).toBeLessThanOrEqual(Math.ceil(Math.log2(sorted.length + 1)));
      },
    ),
  );
});
