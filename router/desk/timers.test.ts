import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Timer, Timers } from './timers.ts';

test('timers come earliest first and only while they hold', () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ at: fc.nat(50), person: fc.constantFrom('a', 'b', 'c', 'd') })),
      fc.nat(50),
      (all, now) => {
        const holds = (timer: Timer) => timer.at % 3 !== 0;
        const timers = new Timers(holds);
        for (const { at, person } of all) timers.add({ at, kind: 'grace', person });
        const taken: number[] = [];
        for (let timer = timers.take(now); timer !== undefined; timer = timers.take(now))
          taken.push(timer.at);
        const wanted = all.map(({ at }) => at).filter((at) => at % 3 !== 0);
        expect(taken).toEqual(wanted.filter((at) => at <= now).sort((a, b) => a - b));
        const rest = wanted.filter((at) => at > now);
        expect(timers.first()?.at).toBe(rest.length === 0 ? undefined : Math.min(...rest));
      },
    ),
  );
});
