// Owns reading a JSON body from a stranger: type, size while it streams, UTF-8, depth. Refuses to know any schema.
import type { IncomingMessage } from 'node:http';
import { LIMITS } from '#shared/schema/primitives.ts';
import { Problem } from './problem.ts';

/** Levels of arrays and objects; our deepest schema has five. */
const MAX_DEPTH = 32;

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
  refuseDepth(text);
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

/** Before JSON.parse, so that a body of a million brackets costs one scan and no stack. */
function refuseDepth(text: string): void {
  let depth = 0;
  let quoted = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (quoted) {
      if (unit === 92) index += 1;
      else if (unit === 34) quoted = false;
    } else if (unit === 34) quoted = true;
    else if (unit === 123 || unit === 91) {
      depth += 1;
      if (depth > MAX_DEPTH)
        throw new Problem('invalid_input', `the body is nested deeper than ${MAX_DEPTH} levels`, {
          path: '$',
        });
    } else if (unit === 125 || unit === 93) depth -= 1;
  }
}
