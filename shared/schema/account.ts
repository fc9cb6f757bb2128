// Owns what is known of a customer beyond the conversation: their account, where it was asked for and how that went, and earlier
// contacts. Refuses: how it is had (router/server/accounts).
import { z } from 'zod';
import { count, id, label, time } from './primitives.ts';

export const tier = z.enum(['free', 'standard', 'premium', 'enterprise']);

export const account = z.object({
  tier: tier.optional(),
  plan: label.optional(),
  /** Value over twelve months, in `currency`. */
  value: z.number().optional(),
  currency: z.string().length(3).optional(),
  /** ISO date, YYYY-MM-DD. */
  renewal: z.iso.date().optional(),
  since: z.iso.date().optional(),
  openDeals: count.optional(),
  owner: label.optional(),
});
export const accountField = account.keyof();

/** Something else that a source says of a customer. */
export const accountFact = z.object({ label, value: label });

/** Why a source gave no answer that counts. `paused`: it failed so often that it is left alone for a while. */
export const lookupFailure = z.enum([
  'timeout',
  'unreachable',
  'address',
  'status',
  'unauthorized',
  'not_json',
  'shape',
  'too_large',
  'redirects',
  'file',
  'secret',
  'paused',
]);

/** How asking the source for the customer's account went. `unverified`: it was not asked, anybody may give any id. */
export const lookup = z.object({
  source: label,
  state: z.enum(['asking', 'known', 'unknown', 'failed', 'unverified']),
  /** When that began. */
  at: time,
  reason: lookupFailure.optional(),
  /** Since when what the source said holds, as far as it tells, else when it was asked; left out = it said nothing. */
  asOf: time.optional(),
  /** Of the account, what the source said; the rest is from the bot. */
  fields: z.array(accountField).max(20),
  facts: z.array(accountFact).max(20),
});

/** A conversation of the same verified customer that is over, without what was said. */
export const contact = z.object({
  conversation: id,
  at: time,
  channel: z.enum(['chat', 'email', 'voice', 'video']),
  intent: label.optional(),
  /** Who had it last, and as what it ended. */
  person: label.optional(),
  disposition: label.optional(),
});

export type Account = z.infer<typeof account>;
export type AccountField = z.infer<typeof accountField>;
export type AccountFact = z.infer<typeof accountFact>;
export type LookupFailure = z.infer<typeof lookupFailure>;
export type Lookup = z.infer<typeof lookup>;
export type Contact = z.infer<typeof contact>;
