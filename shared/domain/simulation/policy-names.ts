// Owns the names of the policies that can be simulated. Refuses: what they do (named.ts).

/** Matching, and the simple rules that it is measured against. */
export const POLICY_NAMES = [
  'matching-fair',
  'matching-fit',
  'fifo',
  'round-robin',
  'least-loaded',
  'longest-idle',
  'greedy-skill',
  'priority',
] as const;
export type PolicyName = (typeof POLICY_NAMES)[number];

/** Rules of known products, which decide at fixed moments or look at one thing (products.ts). */
export const PRODUCT_NAMES = [
  'periodic-round-robin',
  'department-tick',
  'spare-capacity',
  'single-reservation',
] as const;
export type ProductName = (typeof PRODUCT_NAMES)[number];
