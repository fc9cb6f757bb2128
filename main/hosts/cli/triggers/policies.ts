// Owns finding a policy for the command line: a file of one's own, or a shipped one by name.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { faultLine, type Policy, readPolicy } from '#shared/domain/trigger/policy.ts';
import { UsageError } from '../usage.ts';

const SHIPPED = fileURLToPath(new URL('../../../../resources/policies', import.meta.url));

const shippedFile = (given: string): string => resolve(SHIPPED, `${given}.json`);

/** Whether `policyOf` takes it for the name of a shipped policy. */
export const isShipped = (given: string): boolean =>
  /^[a-z-]+$/.test(given) && existsSync(shippedFile(given));

export function policyOf(given = 'support'): Policy {
  const file = isShipped(given) ? shippedFile(given) : resolve(given);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    throw new UsageError(`${file}: there is no such policy`);
  }
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file}: ${(error as Error).message}`);
  }
  const read = readPolicy(content);
  if ('policy' in read) return read.policy;
  throw new UsageError(`${file}: ${faultLine(read.faults)}`);
}
