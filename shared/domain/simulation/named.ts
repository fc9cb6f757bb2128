// Owns every policy that can be simulated, by its name.
import { MATCHING } from './matching.ts';
import { RULES } from './policies.ts';
import type { PolicyName, ProductName } from './policy-names.ts';
import { products } from './products.ts';
import type { Policy } from './run.ts';

export const POLICIES: Readonly<Record<PolicyName, () => Policy>> = { ...MATCHING, ...RULES };

/** `every`: seconds between two rounds of the periodic rule. */
export const policiesOf = (every: number): Readonly<Record<PolicyName | ProductName, () => Policy>> => ({
  ...POLICIES,
  ...products(every),
});
