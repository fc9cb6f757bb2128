// Owns: who is available and has gone is asked once, and no one else.
import { expect, test } from 'vitest';
import { IDLE_S, watchIdle } from './idle.ts';

function stage() {
  const said: string[] = [];
  const now = { idle: 0, available: true };
  let next: (() => void) | null = null;
  const stop = watchIdle({
    power: { getSystemIdleTime: () => now.idle },
    clock: {
      now: () => 0,
      after(_ms, run) {
        next = run;
        return () => {
          next = null;
        };
      },
    },
    isAvailable: () => now.available,
    suggest: (minutes) => void said.push(`away for ${minutes}?`),
    withdraw: () => void said.push('withdrawn'),
  });
  return {
    ...{ said, stop },
    look(idle: number, available: boolean) {
      Object.assign(now, { idle, available });
      next?.();
      return said.splice(0);
    },
    ended: () => next === null,
  };
}

test('asked once each time, and withdrawn when they are not available any more', () => {
  const { look } = stage();
  expect(look(IDLE_S - 1, true)).toEqual([]);
  expect(look(IDLE_S + 60, true)).toEqual(['away for 11?']);
  expect(look(IDLE_S + 120, true)).toEqual([]);
  expect(look(IDLE_S + 180, false)).toEqual(['withdrawn']);
  expect(look(IDLE_S + 240, false)).toEqual([]);
});

test('back at the desk the question stays to be read; gone again it is asked again', () => {
  const { look } = stage();
  look(IDLE_S, true);
  expect(look(0, true)).toEqual([]);
  expect(look(IDLE_S, true)).toEqual(['away for 10?']);
});

test('nobody who is away is asked, and it ends', () => {
  const { look, stop, ended } = stage();
  expect(look(IDLE_S * 9, false)).toEqual([]);
  stop();
  expect(ended()).toBe(true);
});
