// Owns how this client says no: one error, with what is wrong, where, and whether trying again can help.
import type { EdgeErrorCode } from './edge.ts';

/** The router's own codes, and what only a client can meet. */
export type BatonErrorCode =
  | EdgeErrorCode
  /** No answer, after every attempt. */
  | 'unreachable'
  /** What answered is not a Baton router: a proxy's page, or another program. */
  | 'bad_answer'
  /** Events were no longer stored when they were asked for; `events` goes on behind them when it is called again. */
  | 'events_lost'
  /** A webhook delivery whose signature does not fit its body, or is too old. */
  | 'bad_signature';

interface Detail {
  /** What was asked, as `POST /v1/conversations/one/turns`, or the name of a function of this client. */
  readonly where: string;
  /** HTTP status; absent when there was no answer. */
  readonly status?: number | undefined;
  /** JSON path of the field that is wrong, as `$.turn.text`. */
  readonly path?: string | undefined;
  /** On `internal`: find it in the router's log. */
  readonly correlation?: string | undefined;
  readonly cause?: unknown;
}

export class BatonError extends Error {
  override readonly name = 'BatonError';
  readonly code: BatonErrorCode;
  readonly where: string;
  readonly status: number | undefined;
  readonly path: string | undefined;
  readonly correlation: string | undefined;

  constructor(code: BatonErrorCode, message: string, { where, status, path, correlation, cause }: Detail) {
    const log = correlation === undefined ? '' : `; the router's log has it under ${correlation}`;
    super(`${where}: ${message} (${code}${log})`, cause === undefined ? {} : { cause });
    this.code = code;
    this.where = where;
    this.status = status;
    this.path = path;
    this.correlation = correlation;
  }
}
