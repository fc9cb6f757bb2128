// Owns every policy that can be simulated, by its name.
import { MATCHING } from './matching.ts';
import { RULES } from './policies.ts';
import type { PolicyName } from './policy-names.ts';
import type { Policy } from './run.ts';

export const POLICIES: Readonly<Record<PolicyName, () => Policy>> = { ...MATCHING, ...RULES };
