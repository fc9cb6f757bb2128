// Owns the interface every trigger engine fills: read a conversation so far, say whether a person should take over.
import type { Account, Turn } from '#shared/schema/conversation.ts';
import type { Judgement } from '#shared/schema/handoff.ts';

export interface TriggerInput {
  /** All turns so far, oldest first; the last one has just arrived. */
  readonly turns: readonly Turn[];
  readonly account: Account | undefined;
}

/** Pure and deterministic: equal input gives an equal judgement, on every machine. */
export type TriggerEngine = (input: TriggerInput) => Judgement;
