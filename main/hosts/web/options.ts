// Owns the web host's command line.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { consoleUrl, readToken, UsageError } from '../router-address.ts';

export const HELP = `Usage: node main/hosts/web/index.ts [options]

  --data DIR          keep everything in this folder (default: .baton)
  --port N            port of the page (default: any free one)
  --router URL        connect to this router (ws:// or wss://) instead of starting one; needs --token-file
  --token-file FILE   the sign-in token, as the router's administrator gave it
  --person ID         who signs in (default: the first person of the demo)
  --no-demo           start without recorded conversations being played
  --parent-pipe       end when stdin closes
  --help              show this

A second console on the same router: give it another --data folder, and the first one's router by --router.`;

export interface WebOptions {
  readonly data: string;
  readonly port: number;
  readonly demo: boolean;
  /** End with whoever started this one. */
  readonly parentPipe: boolean;
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
        'parent-pipe': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageError(
      (error instanceof Error ? error.message : String(error)).split(/\.\s|\n/)[0] ?? 'unknown option',
    );
  }
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
    parentPipe: given['parent-pipe'],
    person: given.person,
    router:
      given.router === undefined
        ? null
        : { url: consoleUrl(given.router), token: readToken(given['token-file']) },
  };
}
