// Owns the interface every trigger engine fills: read a conversation so far, say whether a person should take over.
import type { Account } from '#shared/schema/account.ts';
import type { Entry } from '#shared/schema/conversation.ts';
import type { Judgement } from '#shared/schema/handoff.ts';
import type { Policy } from './policy.ts';

/** What a conversation is judged by besides its words. */
export interface Subject {
  /** The same for all entries: under another one a conversation is heard from its beginning. */
  readonly policy: Policy;
  readonly account: Account | undefined;
}

/** A conversation as far as it was heard. Bounded: it does not grow with the turns. */
export interface Heard {
  /** Entries so far: the seq of the next. */
  readonly entries: number;
  readonly judgement: Judgement;
  /** The newest turn asks for a person in words, whatever was said before. */
  readonly asks: boolean;
}

/**
 * Pure and deterministic: equal entries give an equal judgement on every machine, in whatever portions they are heard.
 * An engine reads each entry once, and gives back to `hear` only what it gave itself.
 */
export interface TriggerEngine {
  /** The policy of a bot as it is configured. @throws for a bot that is not there */
  policyOf(bot: string): Policy;
  /** Hears the entries from `before.entries` on; null is a conversation of which nothing was heard yet. */
  hear(before: Heard | null, entries: readonly Entry[], subject: Subject): Heard;
}
