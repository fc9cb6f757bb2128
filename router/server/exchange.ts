// Owns one question over HTTP and its answer in JSON: to a checked address, redirects checked like the first, one time limit over
// everything, and no more bytes than were agreed. Refuses: what is done when it fails (breaker.ts and whoever asks).
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { HttpPlace } from '#shared/schema/http-place.ts';
import { readSecret } from '../secrets.ts';
import { SourceError } from './source-error.ts';
import { checkTarget, pinnedTo, type Resolve, type Target } from './target.ts';
import { SECRET } from './template.ts';

type Headers = Readonly<Record<string, string>>;

export interface Question {
  /** In place of the one that was configured. */
  readonly url?: string;
  /** Left out = nothing is sent (GET), else it is POSTed. */
  readonly body?: string;
  /** How often it may be sent elsewhere. */
  readonly redirects: number;
  /** Who asks. */
  readonly agent: string;
}

const REDIRECTED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** The answer, its body still unread. */
function send(target: Target, headers: Headers, body: string | undefined, stop: AbortSignal) {
  const request = target.url.protocol === 'https:' ? requestHttps : requestHttp;
  const method = body === undefined ? 'GET' : 'POST';
  return new Promise<IncomingMessage>((resolve, reject) => {
    request(target.url, { method, headers, agent: false, signal: stop, lookup: pinnedTo(target) })
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });
}

async function bodyOf(answer: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of answer as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new SourceError('too_large', `the answer has more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** What was answered, parsed; `null`: there is no such thing (404). */
type Answer = { readonly json: unknown } | null;

async function answerOf(answer: IncomingMessage, maxBytes: number): Promise<Answer> {
  const { statusCode: status = 0 } = answer;
  if (status === 404) return null;
  if (status === 401 || status === 403) throw new SourceError('unauthorized', `answered ${status}`);
  if (status !== 200) throw new SourceError('status', `answered ${status}`);
  const text = await bodyOf(answer, maxBytes);
  try {
    return { json: JSON.parse(text) as unknown };
  } catch {
    throw new SourceError('not_json', 'the answer is not JSON');
  }
}

/** Nobody but the host that was configured is told the secret. */
function headersFor({ headers, secret }: HttpPlace, { agent, body }: Question, isHome: boolean): Headers {
  const value = secret === undefined || !isHome ? null : readSecret(secret, process.env);
  const own = Object.entries(headers).flatMap(([name, text]): [string, string][] => {
    if (!text.includes(SECRET)) return [[name, text]];
    return value === null ? [] : [[name, text.replaceAll(SECRET, value)]];
  });
  const sent = body === undefined ? {} : { 'content-type': 'application/json' };
  return { accept: 'application/json', 'user-agent': agent, ...sent, ...Object.fromEntries(own) };
}

function failure(error: unknown, limit: AbortSignal, timeoutMs: number): SourceError {
  if (error instanceof SourceError) return error;
  const { name, message } = error as Error;
  if (limit.aborted) return new SourceError('timeout', `no answer within ${timeoutMs} ms`);
  if (name === 'TargetRefusedError') return new SourceError('address', message);
  if (name === 'SecretError') return new SourceError('secret', message);
  return new SourceError('unreachable', message || 'not reachable');
}

/** @throws SourceError */
export async function exchange(
  place: HttpPlace,
  question: Question,
  stop: AbortSignal,
  resolve?: Resolve,
): Promise<Answer> {
  const { allowPrivate, maxBytes, timeoutMs } = place;
  const { body, redirects } = question;
  const limit = AbortSignal.timeout(timeoutMs);
  const either = AbortSignal.any([stop, limit]);

  async function follow(first: URL): Promise<Answer> {
    let url = first;
    for (let hops = 0; hops <= redirects; hops += 1) {
      const target = await checkTarget(url.href, allowPrivate, resolve);
      either.throwIfAborted();
      const headers = headersFor(place, question, url.origin === first.origin);
      const answer = await send(target, headers, body, either);
      try {
        const { location } = answer.headers;
        if (!REDIRECTED.has(answer.statusCode ?? 0) || location === undefined)
          return await answerOf(answer, maxBytes);
        const next = URL.parse(location, url.href);
        if (next === null) throw new SourceError('redirects', 'redirects to no address');
        url = next;
      } finally {
        answer.destroy();
      }
    }
    throw new SourceError('redirects', `redirects more than ${redirects} times`);
  }

  // A resolver cannot be stopped: it is left to itself when the time is over.
  const over = new Promise<never>((_, reject) => {
    either.addEventListener('abort', () => reject(either.reason as Error), { once: true });
  });
  try {
    return await Promise.race([follow(new URL(question.url ?? place.url)), over]);
  } catch (error) {
    throw failure(error, limit, timeoutMs);
  }
}
