// Owns how the edge says no: one error shape, one status per code, never a stack.
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { EdgeErrorCode } from '#shared/protocol/edge.ts';
import type { EdgeLog } from './needs.ts';

const STATUS: Readonly<Record<EdgeErrorCode, number>> = {
  invalid_input: 400,
  unauthorized: 401,
  not_found: 404,
  handoff_active: 409,
  conversation_closed: 409,
  idempotency_mismatch: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
  internal: 500,
};

interface ProblemDetail {
  /** JSON path of the field that is wrong. */
  readonly path?: string | undefined;
  /** Only where a code has more than one status: 405, 415, 422. */
  readonly status?: number;
  /** Seconds, for Retry-After. */
  readonly retryAfter?: number;
  readonly correlation?: string;
  readonly allow?: string;
}

/** A refusal that the caller is meant to read. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly code: EdgeErrorCode;
  readonly status: number;
  readonly detail: ProblemDetail;

  constructor(code: EdgeErrorCode, message: string, detail: ProblemDetail = {}) {
    super(message);
    this.code = code;
    this.status = detail.status ?? STATUS[code];
    this.detail = detail;
  }

  get body() {
    const { path, correlation } = this.detail;
    return {
      error: {
        code: this.code,
        message: this.message,
        ...(path === undefined ? {} : { path }),
        ...(correlation === undefined ? {} : { correlation }),
      },
    };
  }

  get headers(): Record<string, string> {
    const { retryAfter, allow } = this.detail;
    return {
      ...(retryAfter === undefined && this.status !== 503 ? {} : { 'retry-after': String(retryAfter ?? 1) }),
      ...(allow === undefined ? {} : { allow }),
      ...(this.status === 401 ? { 'www-authenticate': 'Bearer' } : {}),
    };
  }
}

/** `$.transcript[3].text`, as RFC 9535 writes a place in a JSON document. */
function jsonPath(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, part) =>
      typeof part === 'number'
        ? `${text}[${part}]`
        : /^[A-Za-z_]\w*$/.test(String(part))
          ? `${text}.${String(part)}`
          : `${text}[${JSON.stringify(String(part))}]`,
    '$',
  );
}

/** Parses or throws a Problem that names the first wrong field. */
export function parse<S extends z.ZodType>(
  schema: S,
  value: unknown,
  where: 'body' | 'query' | 'path',
): z.infer<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  const at = jsonPath(issue?.path ?? []);
  throw new Problem('invalid_input', `${where} ${at}: ${issue?.message ?? 'not valid'}`, { path: at });
}

/** Errors of the engine and the clerk under which trying again soon is right. */
const PASSING: ReadonlySet<string> = new Set(['FencedError', 'ConflictError', 'UnavailableError']);

/** What the caller may know of an error; the rest is in the log, under a correlation id. */
export function problemOf(error: unknown, log: EdgeLog): Problem {
  if (error instanceof Problem) return error;
  const { name, message } = error as Error;
  if (name === 'DedupeMismatchError')
    return new Problem('idempotency_mismatch', 'this Idempotency-Key was used for another request');
  if (name === 'TooLargeError') return new Problem('too_large', message);
  if (PASSING.has(name)) return new Problem('unavailable', 'the router cannot take this now');
  const correlation = randomUUID();
  log.error({ err: error, correlation }, 'request failed');
  return new Problem('internal', 'something went wrong in the router', { correlation });
}
