// Owns what a source of accounts is, whatever it reads: asked for one customer it gives what it knows, null for somebody it does
// not know, or the reason why it cannot say. Refuses: remembering and giving up (keeper.ts).
import type { Account, AccountFact, LookupFailure } from '#shared/schema/account.ts';

export interface Known {
  readonly account: Account;
  readonly facts: readonly AccountFact[];
  /** Ms since 1970; left out = as of now. */
  readonly asOf?: number;
}

export interface AccountSource {
  /** @throws SourceError */
  find(customer: string, stop: AbortSignal): Promise<Known | null>;
}

/** `reason` is for whoever waits for the account, `message` for whoever looks after the source: it holds nothing of the customer. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly reason: LookupFailure;

  constructor(reason: LookupFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}
