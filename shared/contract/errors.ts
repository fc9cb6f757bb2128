// Owns the closed set of errors a call may end in. The page has words for each `code` and `message` id.
import { z } from 'zod';

export const errorCode = z.enum([
  'invalid_input',
  'not_found',
  'conflict',
  'offline',
  'unauthorized',
  'unsupported',
  'internal',
]);

export const callError = z.object({
  code: errorCode,
  /** Id in the message catalogue. */
  message: z.string(),
  /** On invalid_input: path of the field. On unsupported: the capability. On internal: a correlation id. On conflict: the router's refusal code. */
  detail: z.string().optional(),
});

export type ErrorCode = z.infer<typeof errorCode>;
export type CallErrorBody = z.infer<typeof callError>;

/** Thrown by handlers and by the page's client; everything else becomes `internal`. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly body: CallErrorBody;
  constructor(body: CallErrorBody) {
    super(
      body.detail === undefined
        ? `${body.code}: ${body.message}`
        : `${body.code}: ${body.message} (${body.detail})`,
    );
    this.body = body;
  }
}
