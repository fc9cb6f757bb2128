// Owns what a customer is worth beside others, from what the bot side says of the account. Refuses: how much that counts
// (costs.ts).
import type { Customer } from '../../schema/conversation.ts';

/**
 * Judgement, not learned: in urgency these count to the power of `precedence`. A premium customer goes before a standard one
 * until that one has waited 3.4 targets longer, an enterprise customer until 8.
 */
const BY_TIER = { free: 0.8, standard: 1, premium: 1.5, enterprise: 2 } as const;

/** Above 0 and at most 3; 1 where nothing is said. */
export const customerValue = (account: Customer['account']): number => BY_TIER[account?.tier ?? 'standard'];
