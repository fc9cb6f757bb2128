import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createHeap } from './heap.ts';

test('whatever goes in and out, the first comes out first', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 20 }), { freq: 3 })), (acts) => {
      const heap = createHeap<number>((a, b) => a < b);
      const model: number[] = [];
      for (const act of acts) {
        model.sort((a, b) => a - b);
        expect(heap.first()).toBe(model[0]);
        if (act === null) expect(heap.pop()).toBe(model.shift());
        else {
          heap.push(act);
          model.push(act);
        }
      }
    }),
  );
});
