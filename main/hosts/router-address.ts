// Owns how a router that is not ours is named on the command line: its address and the file with the sign-in token.
import { readFileSync } from 'node:fs';
import { routerUrl } from '#core/link/address.ts';

/** The command line cannot be followed; the message says what and where. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Address of the consoles' socket, however the router was named. */
export function consoleUrl(given: string): string {
  const url = routerUrl(given);
  if (url === null) throw new UsageError(`--router must be a ws:// or wss:// address, not "${given}"`);
  return url;
}

export function readToken(file: string | undefined): string {
  if (file === undefined)
    throw new UsageError('--router needs --token-file FILE: the token you sign in with');
  try {
    const token = readFileSync(file, 'utf8').trim();
    if (token !== '') return token;
  } catch (error) {
    throw new UsageError(`--token-file ${file} cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
  throw new UsageError(`--token-file ${file} is empty`);
}
