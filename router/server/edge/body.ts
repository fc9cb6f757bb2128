// Owns reading a JSON body from a stranger: type, size while it streams, UTF-8, depth. Refuses to know any schema.
import type { IncomingMessage } from 'node:http';
import { LIMITS } from '#shared/schema/primitives.ts';
import { isTooDeep, MAX_DEPTH } from '../depth.ts';
import { Problem } from './problem.ts';

/**
 * The parsed body; `{}` when there is none.
 * @throws Problem 415 for another content type, 413 above `limit` bytes, 400 for bad UTF-8, bad or too deep JSON.
 */
export async function readJson(
  request: IncomingMessage,
  limit: number = LIMITS.frameBytes,
): Promise<unknown> {
  const tooLarge = () => new Problem('too_large', `the body is over ${limit} bytes`);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > limit) throw tooLarge();

  const chunks: Buffer[] = [];
  let size = 0;
  // The socket must outlive a refusal, or the caller never reads why.
  for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  if (size === 0) return {};

  const type = request.headers['content-type'] ?? '';
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(type))
    throw new Problem('invalid_input', `content-type must be application/json, not "${type.slice(0, 100)}"`, {
      status: 415,
    });

  const text = decode(Buffer.concat(chunks));
  if (isTooDeep(text))
    throw new Problem('invalid_input', `the body is nested deeper than ${MAX_DEPTH} levels`, { path: '$' });
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Problem('invalid_input', `the body is not JSON: ${(error as Error).message.slice(0, 200)}`, {
      path: '$',
    });
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Problem('invalid_input', 'the body is not UTF-8', { path: '$' });
  }
}
