// Owns reproducible chance for the fuzz suites: the same seed gives the same run on every machine.

export interface Chance {
  /** Uniform in 0..1. */
  next(): number;
  /** Whole number, both ends included. */
  whole(least: number, most: number): number;
  pick<T>(from: readonly T[]): T;
  /** True with probability `p`. */
  hit(p: number): boolean;
}

/** mulberry32 by Tommy Ettinger (public domain): 32 bits of state, enough to spread a test. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (least: number, most: number): number => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    whole,
    pick<T>(from: readonly T[]): T {
      const found = from[whole(0, from.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
    hit: (p) => next() < p,
  };
}
