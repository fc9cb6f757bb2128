import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { urgency } from '../matching/costs.ts';
import { createOrder, type Stands } from './order.ts';

const TARGET = 60_000;
const stands: fc.Arbitrary<Stands> = fc.record({
  handoff: fc.uuid(),
  mode: fc.constantFrom('fair', 'fit'),
  target: fc.constantFrom(1, TARGET),
  // Few moments, so that some are due together.
  dueAt: fc.oneof(fc.nat(5), fc.integer({ min: 0, max: 100 * TARGET })),
  value: fc.constantFrom(0.8, 1, 1.5, 2),
  skills: fc.constantFrom(
    {},
    { billing: 1 },
    { billing: 3 },
    { billing: 3, tech: 1 },
    { tech: 1, billing: 3 },
  ),
  language: fc.constantFrom(undefined, 'es'),
});

describe('the order of a line', () => {
  test('whoever came and went, those before anybody are the more urgent, then the sooner due, at any time', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ one: stands, leaves: fc.boolean() }), { maxLength: 40 }),
        stands,
        fc.integer({ min: 0, max: 120 * TARGET }),
        (all, newcomer, now) => {
          const order = createOrder();
          for (const { one } of all) order.add(one);
          for (const { one, leaves } of all) if (leaves) order.remove(one);
          const there = all.filter(({ leaves }) => !leaves).map(({ one }) => one);
          const rank = (one: Stands) => [-urgency(one, now), one.dueAt, one.handoff] as const;
          const goes = (one: Stands, asking: Stands): boolean => {
            const [a, b] = [rank(one), rank(asking)];
            const at = a.findIndex((value, index) => value !== b[index]);
            return at >= 0 && (a[at] ?? 0) < (b[at] ?? 0);
          };
          const needsOf = ({ mode, target, value, skills, language }: Stands) =>
            JSON.stringify([mode, target, value, language, Object.entries(skills).sort()]);
          for (const asking of [newcomer, ...there.slice(0, 3)]) {
            const first = there.filter((one) => goes(one, asking));
            const before = order.before(asking, now);
            expect(before.reduce((sum, { count }) => sum + count, 0)).toBe(first.length);
            for (const { needs, count } of before)
              expect(first.filter((one) => needsOf(one) === needsOf(needs))).toHaveLength(count);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('whoever is not there cannot leave', () => {
    const order = createOrder();
    const one: Stands = {
      ...{ handoff: 'c1.1', mode: 'fair', target: 1, dueAt: 5, value: 1 },
      ...{ skills: {}, language: undefined },
    };
    expect(() => order.remove(one)).toThrow('c1.1 is not in the line');
    order.add(one);
    order.remove(one);
    expect(() => order.remove(one)).toThrow('c1.1 is not in the line');
  });
});
