// Owns what a source of accounts is, whatever it reads: asked for one customer it gives what it knows, null for somebody it does
// not know, or the reason why it cannot say. Refuses: remembering and giving up (keeper.ts).
import type { Account, AccountFact } from '#shared/schema/account.ts';

export interface Known {
  readonly account: Account;
  readonly facts: readonly AccountFact[];
  /** Ms since 1970; left out = as of now. */
  readonly asOf?: number;
}

export interface AccountSource {
  /** @throws SourceError (../source-error.ts) */
  find(customer: string, stop: AbortSignal): Promise<Known | null>;
}
