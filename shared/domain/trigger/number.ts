// Owns the few functions of numbers that scoring needs, made of + - * / alone: engines differ in Math.exp and its kin,
// and a score must be the same bits in the router, the page and the command line.

/** One is a million: scores are kept as integers of 1e-6. */
export const ONE = 1_000_000;

export const least = (a: number, b: number): number => (a < b ? a : b);
export const most = (a: number, b: number): number => (a > b ? a : b);
export const between = (low: number, value: number, high: number): number =>
  value < low ? low : value > high ? high : value;

/** e to the power of x for -40..40 (clamped): a Taylor row on x/256, squared eight times. Relative error under 1e-12. */
function exponential(x: number): number {
  const y = between(-40, x, 40) / 256;
  let power =
    1 + y * (1 + (y / 2) * (1 + (y / 3) * (1 + (y / 4) * (1 + (y / 5) * (1 + (y / 6) * (1 + y / 7))))));
  for (let times = 0; times < 8; times += 1) power *= power;
  return power;
}

/** Logistic function: 0 gives .5. */
export const sigmoid = (x: number): number => 1 / (1 + exponential(-x));

/** To the nearest integer of 1e-6, within 0..1. */
export const micro = (value: number): number => (between(0, value, 1) * ONE + 0.5) | 0;

/** 0 up to `from`, 1 from `to` on, straight between; a step at `to` where that is no further than `from`. */
export const ramp = (value: number, from: number, to: number): number =>
  value >= to ? 1 : value <= from ? 0 : (value - from) / (to - from);
