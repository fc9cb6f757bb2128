// Owns the interface every trigger engine fills: read a conversation so far, say whether a person should take over.
import type { Account, Entry } from '#shared/schema/conversation.ts';
import type { Judgement } from '#shared/schema/handoff.ts';

/** What is known of a conversation besides its words; it does not change while it lasts. */
export interface Subject {
  /** Whose conversation it is: each bot has its policy. */
  readonly bot: string;
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
  /** Hears the entries from `before.entries` on; null is a conversation of which nothing was heard yet. */
  hear(before: Heard | null, entries: readonly Entry[], subject: Subject): Heard;
}
