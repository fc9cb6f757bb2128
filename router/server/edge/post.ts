// Owns one signed POST to a bot's webhook: to the checked address, no redirects, one time limit over everything.
import { createHmac } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { pinnedTo, type Target } from '../target.ts';

/** `t=SECONDS,v1=HEX`: HMAC-SHA256 over `SECONDS.BODY`, the way receivers already check Stripe-style signatures. */
export function sign(secret: string, body: string, atMs: number): string {
  const t = Math.floor(atMs / 1000);
  return `t=${t},v1=${createHmac('sha256', secret).update(`${t}.${body}`).digest('hex')}`;
}

/** Resolves with the answer's status; rejects when there is no answer within `timeoutMs`. The body is not read. */
export function post(
  target: Target,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
  stop: AbortSignal,
): Promise<number> {
  const secure = target.url.protocol === 'https:';
  const limit = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    const request = (secure ? requestHttps : requestHttp)(target.url, {
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal: AbortSignal.any([stop, limit]),
      lookup: pinnedTo(target),
    });
    request.on('response', (response) => {
      response.destroy();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', (error) => {
      reject(limit.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error);
    });
    request.end(body);
  });
}
