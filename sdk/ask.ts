// Owns one question to the router: sent, tried again while that can help, answered or refused with a BatonError.
// Refuses to know any operation. A POST carries one Idempotency-Key through all its attempts, so that it is done once.
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { EdgeErrorCode } from './edge.ts';
import { BatonError } from './error.ts';

export interface Connection {
  /** Where the router listens, as `https://router.example`. */
  readonly url: string;
  /** The bot's key from the router's configuration. */
  readonly key: string;
  /** Limit of one attempt, ms; 10,000. A long poll has its own wait on top. */
  readonly timeoutMs?: number;
  /** Attempts after the first that failed for a passing reason; 5. */
  readonly retries?: number;
  /** First pause before trying again, ms; 250. Doubles up to 10,000; each pause is drawn from its upper half. */
  readonly retryMs?: number;
  /** Ends everything that this client does. */
  readonly signal?: AbortSignal;
}

export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Yours for this call, 1-200 visible ASCII characters; left out = a fresh one. */
  readonly idempotencyKey?: string | undefined;
}

interface Question extends CallOptions {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object | undefined;
  readonly query?: Readonly<Record<string, string | number | undefined>>;
  /** Time the router may take on purpose, ms. */
  readonly waitMs?: number;
  /** Tries until it is answered or aborted. */
  readonly insist?: boolean | undefined;
}

const MOST_PAUSE_MS = 10_000;
/** A router that asks for a longer pause than this is taken at its word up to here. */
const MOST_ASKED_MS = 60_000;

/** Pause before attempt `failures + 1`, ms. `askedSeconds`: Retry-After of the answer. `random` in 0..1. */
export function pauseAfter(failures: number, firstMs: number, askedSeconds: number, random: number): number {
  const most = Math.min(firstMs * 2 ** Math.min(failures - 1, 20), MOST_PAUSE_MS);
  return Math.max(most / 2 + (random * most) / 2, Math.min(askedSeconds * 1_000, MOST_ASKED_MS));
}

const passing = ({ status }: BatonError) => status === undefined || status === 429 || status >= 500;

/** @throws TypeError that names what of the connection is wrong. */
function checked({ url, key, retries = 5, retryMs = 250, timeoutMs = 10_000 }: Connection): URL {
  if (typeof key !== 'string' || !/^[\x21-\x7e]{1,500}$/.test(key))
    throw new TypeError('connect: key must be the bot key, 1-500 visible ASCII characters');
  for (const [name, value] of Object.entries({ retries, retryMs, timeoutMs }))
    if (!Number.isFinite(value) || value < 0)
      throw new TypeError(`connect: ${name} must be 0 or more, not ${value}`);
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol))
    throw new TypeError(`connect: url must be the router's http(s) address, not "${url}"`);
  return parsed;
}

export function createAsk(connection: Connection) {
  const base = checked(connection);
  const { key, signal: ending, timeoutMs = 10_000, retries = 5, retryMs = 250 } = connection;

  async function once(
    { method, path, query = {}, waitMs = 0 }: Question,
    body: string | null,
    own: string,
    stop: AbortSignal[],
  ) {
    const where = `${method} ${path}`;
    const url = new URL(base.pathname.replace(/\/$/, '') + path, base);
    for (const [name, value] of Object.entries(query))
      if (value !== undefined) url.searchParams.set(name, String(value));
    try {
      const response = await fetch(url, {
        method,
        // Sent on by a redirect, the key would reach whoever it names.
        redirect: 'error',
        signal: AbortSignal.any([...stop, AbortSignal.timeout(timeoutMs + waitMs)]),
        headers: {
          authorization: `Bearer ${key}`,
          ...(method === 'POST' ? { 'content-type': 'application/json', 'idempotency-key': own } : {}),
        },
        body,
      });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, headers: response.headers, bytes };
    } catch (error) {
      for (const signal of stop) signal.throwIfAborted();
      const { message, name, cause } = error as Error;
      const why =
        name === 'TimeoutError'
          ? `no answer within ${timeoutMs + waitMs} ms`
          : ((cause as Error)?.message ?? message);
      throw new BatonError('unreachable', `${base.origin} does not answer: ${why}`, { where, cause: error });
    }
  }

  /** The answer's bytes. @throws BatonError, or the reason of the signal that was aborted. */
  async function askBytes(question: Question) {
    const where = `${question.method} ${question.path}`;
    const own = question.idempotencyKey ?? randomUUID();
    if (!/^[\x21-\x7e]{1,200}$/.test(own))
      throw new BatonError('invalid_input', 'idempotencyKey must be 1-200 visible ASCII characters', {
        where,
      });
    const body = question.body === undefined ? null : JSON.stringify(question.body);
    const stop = [ending, question.signal].filter((signal) => signal !== undefined);
    for (let failures = 1; ; failures += 1) {
      let asked = 0;
      try {
        const { status, headers, bytes } = await once(question, body, own, stop);
        if (status >= 200 && status < 300) return { headers, bytes };
        asked = Number(headers.get('retry-after') ?? 0) || 0;
        throw refusal(where, status, bytes);
      } catch (error) {
        if (!(error instanceof BatonError) || !passing(error) || (failures > retries && !question.insist))
          throw error;
      }
      await wait(pauseAfter(failures, retryMs, asked, Math.random()), undefined, {
        signal: AbortSignal.any(stop),
      }).catch(() => undefined);
      for (const signal of stop) signal.throwIfAborted();
    }
  }

  return {
    askBytes,
    /** The answer, which the router checked against its own schema. @throws as `askBytes` */
    async ask<T>(question: Question): Promise<T> {
      const { bytes } = await askBytes(question);
      const answer = parsed(bytes);
      if (answer !== undefined) return answer as T;
      throw new BatonError('bad_answer', `${base.origin} answered with something that is not JSON`, {
        where: `${question.method} ${question.path}`,
      });
    },
  };
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function refusal(where: string, status: number, bytes: Uint8Array): BatonError {
  const said = (parsed(bytes) as { error?: Record<string, string> } | null | undefined)?.error;
  if (typeof said?.code !== 'string' || typeof said.message !== 'string')
    return new BatonError('bad_answer', `answered ${status} without a reason`, { where, status });
  const { code, message, path, correlation } = said;
  return new BatonError(code as EdgeErrorCode, message, { where, status, path, correlation });
}
