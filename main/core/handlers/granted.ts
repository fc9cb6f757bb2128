// Owns what a call answers where the router refused what was asked, or was not there to be asked.
import { CallError } from '#shared/contract/errors.ts';
import type { Answer } from '../sync/outbox.ts';

/** @throws CallError offline, or conflict with the code of the refusal. */
export function granted(answer: Answer): void {
  if (answer.ok) return;
  if (answer.refusal === 'offline') throw new CallError({ code: 'offline', message: 'error.offline' });
  throw new CallError({ code: 'conflict', message: 'error.conflict', detail: answer.refusal.code });
}
