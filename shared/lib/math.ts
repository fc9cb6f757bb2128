// Owns the few functions of Math that shared/ may use: those that give equal bits in every engine.
// Refuses: exp, log, pow, sin ... engines differ in them.
export const min = Math.min;
export const max = Math.max;
