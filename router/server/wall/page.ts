// Owns the wall's page over HTTP: the document with a fresh nonce at /wall, and the files of the build that it names.
// Refuses: the console's page and code; only what the wall's own entry leads to is served.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join } from 'node:path';
import { WALL_PATH } from '#shared/protocol/wall.ts';
import type { Mount } from '../http.port.ts';

const ENTRY = 'wall.html';
/** Written into the document by the build wherever a nonce belongs. */
const NONCE = '__NONCE__';
const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
};

const HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

interface Chunk {
  readonly file: string;
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
  readonly css?: readonly string[];
  readonly assets?: readonly string[];
}

/** Every file the entry leads to, by its address. */
function filesOf(folder: string): Map<string, Buffer> {
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, Chunk>;
  const found = new Map<string, Buffer>();
  const seen = new Set<string>();
  const add = (name: string): void => {
    const chunk = manifest[name];
    if (chunk === undefined || seen.has(name)) return;
    seen.add(name);
    for (const file of [chunk.file, ...(chunk.css ?? []), ...(chunk.assets ?? [])])
      if (TYPES[extname(file)] !== undefined) found.set(`/${file}`, readFileSync(join(folder, file)));
    for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? [])]) add(next);
  };
  add(ENTRY);
  return found;
}

function policy(nonce: string, host: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

function answer(
  response: ServerResponse,
  status: number,
  headers: Readonly<Record<string, string>>,
  body: string | Buffer,
): void {
  response.writeHead(status, { ...HEADERS, ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

const plain = (response: ServerResponse, status: number, text: string): void =>
  answer(
    response,
    status,
    { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' },
    `${text}\n`,
  );

/** `folder`: the built pages, null when there are none. */
export function serveWall(folder: string | null): Mount {
  let built: { readonly document: string; readonly files: Map<string, Buffer> } | null = null;
  if (folder !== null)
    built = { document: readFileSync(join(folder, ENTRY), 'utf8'), files: filesOf(folder) };

  return {
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const path = (request.url ?? '').split('?')[0] ?? '';
      const isPage = path === WALL_PATH || path === `${WALL_PATH}/`;
      const file = built?.files.get(path);
      if (!isPage && file === undefined) return false;
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        plain(response, 405, 'a wall is only read');
        return true;
      }
      if (file !== undefined) {
        const cache = 'public, max-age=31536000, immutable';
        const type = TYPES[extname(path)] ?? '';
        answer(response, 200, { 'content-type': type, 'cache-control': cache }, file);
        return true;
      }
      const { host = '' } = request.headers;
      if (!/^[\w.:[\]-]{1,255}$/.test(host)) plain(response, 400, 'the Host header is not a host');
      else if (built === null) plain(response, 503, 'the wall is not built here: run npm run build');
      else {
        const nonce = randomBytes(18).toString('base64');
        const headers = {
          'content-type': 'text/html; charset=utf-8',
          'cache-control': 'no-store',
          'content-security-policy': policy(nonce, host),
        };
        answer(response, 200, headers, built.document.replaceAll(NONCE, nonce));
      }
      return true;
    },
  };
}
