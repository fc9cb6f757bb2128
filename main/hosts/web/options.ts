// Owns the web host's command line.
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

export const HELP = `Usage: node main/hosts/web/index.ts [options]

  --data DIR          keep everything in this folder (default: .baton)
  --port N            port of the page (default: any free one)
  --router URL        connect to this router (ws:// or wss://) instead of starting one; needs --token-file
  --token-file FILE   the sign-in token, as the router's administrator gave it
  --person ID         who signs in (default: the first person of the demo)
  --no-demo           start without recorded conversations
  --help              show this

A second console on the same router: give it another --data folder, and the first one's router by --router.`;

export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export interface WebOptions {
  readonly data: string;
  readonly port: number;
  readonly demo: boolean;
  readonly person: string | undefined;
  readonly router: { readonly url: string; readonly token: string } | null;
}

function read(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        data: { type: 'string', default: '.baton' },
        port: { type: 'string', default: '0' },
        router: { type: 'string' },
        'token-file': { type: 'string' },
        person: { type: 'string' },
        'no-demo': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      (error instanceof Error ? error.message : String(error)).split('. ')[0] ?? 'unknown option',
    );
  }
}

/** Address of the consoles' socket, however the router was named. */
function consoleUrl(given: string): string {
  if (!URL.canParse(given) || !/^(wss?|https?):$/.test(new URL(given).protocol))
    throw new UsageError(`--router must be a ws:// or wss:// address, not "${given}"`);
  const url = new URL(given);
  url.protocol = url.protocol.replace('http', 'ws');
  if (url.pathname === '/') url.pathname = '/console';
  return url.href;
}

function readToken(file: string | undefined): string {
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

/** Null = help was asked for. @throws UsageError with one clear line */
export function readOptions(args: readonly string[]): WebOptions | null {
  const given = read(args);
  if (given.help) return null;
  if (!/^\d+$/.test(given.port) || Number(given.port) > 65_535)
    throw new UsageError(`--port must be 0 to 65535, not "${given.port}"`);
  if (given.router !== undefined && given.person === undefined)
    throw new UsageError('--router needs --person ID: whose token it is');
  return {
    data: resolve(given.data),
    port: Number(given.port),
    demo: !given['no-demo'] && given.router === undefined,
    person: given.person,
    router:
      given.router === undefined
        ? null
        : { url: consoleUrl(given.router), token: readToken(given['token-file']) },
  };
}
