// Owns the way of one call: envelope, name, input, handler, answer. Every error becomes one of the closed set; a stack
// goes to the log under a correlation id and never to the page.

import { calls, type Output, type Parsed } from '#shared/contract/calls.ts';
import { type AnswerEnvelope, callEnvelope, ENVELOPE_VERSION } from '#shared/contract/envelope.ts';
import { CallError, type CallErrorBody } from '#shared/contract/errors.ts';
import type { CallName } from '#shared/contract/names.ts';
import type { Ids, Log } from './ports.ts';

export type AllHandlers = { readonly [N in CallName]: (input: Parsed<N>) => Promise<Output<N>> | Output<N> };

export interface DispatchOptions {
  /** Pending until the core is ready; rejects with the reason when it could not start or has stopped. */
  readonly handlers: (page: string) => Promise<AllHandlers>;
  readonly ids: Ids;
  readonly log: Log;
}

const isName = (name: string): name is CallName => Object.hasOwn(calls, name);

/** Never rejects. */
export function createDispatch({ handlers, ids, log }: DispatchOptions) {
  async function run<N extends CallName>(name: N, body: unknown, page: string): Promise<Output<N>> {
    const input = calls[name].input.safeParse(body);
    if (!input.success) {
      const [issue] = input.error.issues;
      const path = issue?.path.join('.') ?? '';
      throw new CallError({
        code: 'invalid_input',
        message: 'error.invalid_input',
        detail: `${path === '' ? name : path}: ${issue?.message ?? 'is not valid'}`,
      });
    }
    const handler = (await handlers(page))[name];
    // The schema of `name` made the input of `name`; TypeScript cannot follow that through a union of names.
    return await handler(input.data as Parsed<N>);
  }

  function explain(error: unknown, name: string): CallErrorBody {
    if (error instanceof CallError) return error.body;
    const correlation = ids.next();
    log.error('a call failed', {
      name,
      correlation,
      error: error instanceof Error ? (error.stack ?? error.message) : String(error),
    });
    return { code: 'internal', message: 'error.internal', detail: correlation };
  }

  return async function dispatch(message: unknown, page: string): Promise<AnswerEnvelope> {
    const read = callEnvelope.safeParse(message);
    if (!read.success) {
      const [issue] = read.error.issues;
      const raw = (typeof message === 'object' && message !== null ? message : {}) as Record<string, unknown>;
      const id = Number.isSafeInteger(raw.id) && Number(raw.id) > 0 ? Number(raw.id) : 0;
      const name = typeof raw.name === 'string' ? raw.name.slice(0, 64) : '';
      const detail = `${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`;
      const body: CallErrorBody = { code: 'invalid_input', message: 'error.envelope', detail };
      return { v: ENVELOPE_VERSION, id, kind: 'err', name, body };
    }
    const { id, name, body } = read.data;
    try {
      if (!isName(name))
        throw new CallError({ code: 'not_found', message: 'error.unknown_call', detail: name });
      return { v: ENVELOPE_VERSION, id, kind: 'ok', name, body: await run(name, body, page) };
    } catch (error) {
      return { v: ENVELOPE_VERSION, id, kind: 'err', name, body: explain(error, name) };
    }
  };
}
