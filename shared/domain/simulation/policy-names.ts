// Owns the names of the policies that can be simulated. Refuses: what they do (named.ts).
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
