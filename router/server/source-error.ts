// Owns why a place that was asked gave no answer that counts, whatever it is asked for.
import type { LookupFailure } from '#shared/schema/account.ts';

/** `reason` is for whoever waits for the answer, `message` for whoever looks after the source: it holds nothing of the customer. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  readonly reason: LookupFailure;

  constructor(reason: LookupFailure, message: string) {
    super(message);
    this.reason = reason;
  }
}
