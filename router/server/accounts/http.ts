// Owns asking for an account over HTTP: one GET to a checked address, redirects checked like the first, one time limit over
// everything, and no more bytes than were agreed. Refuses: what is done when it fails (keeper.ts).
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { AccountMapping, AccountSourceConfig } from '#shared/schema/account-source.ts';
import { readSecret } from '../../secrets.ts';
import { checkTarget, pinnedTo, type Resolve, type Target } from '../target.ts';
import { mapped } from './mapping.ts';
import { type AccountSource, SourceError } from './port.ts';
import { fillIn, SECRET } from './template.ts';

type HttpSource = Extract<AccountSourceConfig, { kind: 'http' }>;
type Headers = Readonly<Record<string, string>>;

const REDIRECTS = 3;
const REDIRECTED: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** What stands at an RFC 6901 pointer of a parsed answer. */
function at(value: unknown, pointer: string): unknown {
  let found = value;
  for (const part of pointer.split('/').slice(1)) {
    const name = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined;
    found = (found as Record<string, unknown>)[name];
  }
  return found;
}

/** Why no such place can be in an answer. */
export const pointerFault = (place: string): string | null =>
  /^(\/([^~]|~[01])*)+$/.test(place) ? null : `"${place}" is no JSON Pointer: it is written /like/this`;

/** The answer to one GET, its body still unread. */
function ask(target: Target, headers: Headers, stop: AbortSignal): Promise<IncomingMessage> {
  const request = target.url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    request(target.url, { headers, agent: false, signal: stop, lookup: pinnedTo(target) })
      .on('response', resolve)
      .on('error', reject)
      .end();
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

/** `answer` undefined: the source does not know the customer. */
async function answerOf(answer: IncomingMessage, maxBytes: number): Promise<{ readonly answer?: unknown }> {
  const { statusCode: status = 0 } = answer;
  if (status === 404) return {};
  if (status === 401 || status === 403) throw new SourceError('unauthorized', `answered ${status}`);
  if (status !== 200) throw new SourceError('status', `answered ${status}`);
  const text = await bodyOf(answer, maxBytes);
  try {
    return { answer: JSON.parse(text) as unknown };
  } catch {
    throw new SourceError('not_json', 'the answer is not JSON');
  }
}

export function httpSource(config: HttpSource, mapping: AccountMapping, resolve?: Resolve): AccountSource {
  const { headers, secret, timeoutMs, maxBytes, allowPrivate } = config;

  /** Nobody but the host that was configured is told the secret. */
  function headersFor(url: URL, home: URL): Headers {
    const value = secret === undefined || url.origin !== home.origin ? null : readSecret(secret, process.env);
    const own = Object.entries(headers).flatMap(([name, text]): [string, string][] => {
      if (!text.includes(SECRET)) return [[name, text]];
      return value === null ? [] : [[name, text.replaceAll(SECRET, value)]];
    });
    return { accept: 'application/json', 'user-agent': 'Baton-Accounts/1', ...Object.fromEntries(own) };
  }

  async function follow(first: URL, stop: AbortSignal): Promise<{ readonly answer?: unknown }> {
    let url = first;
    for (let hops = 0; hops <= REDIRECTS; hops += 1) {
      const target = await checkTarget(url.href, allowPrivate, resolve);
      stop.throwIfAborted();
      const answer = await ask(target, headersFor(url, first), stop);
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
    throw new SourceError('redirects', `redirects more than ${REDIRECTS} times`);
  }

  function failure(error: unknown, limit: AbortSignal): SourceError {
    if (error instanceof SourceError) return error;
    const { name, message } = error as Error;
    if (limit.aborted) return new SourceError('timeout', `no answer within ${timeoutMs} ms`);
    if (name === 'TargetRefusedError') return new SourceError('address', message);
    if (name === 'SecretError') return new SourceError('secret', message);
    return new SourceError('unreachable', message || 'not reachable');
  }

  return {
    async find(customer, stop) {
      const limit = AbortSignal.timeout(timeoutMs);
      const either = AbortSignal.any([stop, limit]);
      // A resolver cannot be stopped: it is left to itself when the time is over.
      const over = new Promise<never>((_, reject) => {
        either.addEventListener('abort', () => reject(either.reason as Error), { once: true });
      });
      try {
        const found = await Promise.race([follow(new URL(fillIn(config.url, customer)), either), over]);
        return 'answer' in found ? mapped(mapping, (place) => at(found.answer, place)) : null;
      } catch (error) {
        throw failure(error, limit);
      }
    },
  };
}
