// Owns the refusals of calls that several parts of the console give. Refuses: their words (shared/i18n).
import { CallError } from '#shared/contract/errors.ts';
import type { RefusalBody } from '#shared/protocol/commands.ts';

export const notFound = (): CallError => new CallError({ code: 'not_found', message: 'error.not_found' });

/** As the router refuses it, or would. */
export const conflict = ({ code }: Pick<RefusalBody, 'code'>): CallError =>
  new CallError({ code: 'conflict', message: `refusal.${code}`, detail: code });
