// Owns the few functions of Math that shared code may use: those whose result every engine must give to the last bit
// (ECMA-262: exact, or correctly rounded by IEEE 754). exp, log, pow and the like differ between engines and stay out.

export const { ceil, floor, round, sqrt, imul, min, max } = Math;
