// Owns the files of the built page as every host serves them: the document with a fresh nonce, assets as they are.
// Refuses: any path that is not a file of the build; the list is read once, so no request can leave the folder.
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';
import { pagePolicy } from './policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.mp3': 'audio/mpeg',
  '.wav': 'audio/wav',
};
/** Written into the document by the build wherever a nonce belongs. */
const NONCE = '__NONCE__';

export interface PageFile {
  readonly body: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}

/** The page was not built. */
export class PageMissingError extends Error {
  override readonly name = 'PageMissingError';
}

/** @throws PageMissingError naming the folder */
export function pageFiles(folder: string, connect: string): (path: string) => PageFile | null {
  if (!existsSync(join(folder, 'index.html')))
    throw new PageMissingError(`${folder} holds no built page: run npm run build`);
  const files = new Map<string, Buffer>();
  for (const found of readdirSync(folder, { withFileTypes: true, recursive: true })) {
    if (!found.isFile()) continue;
    const file = join(found.parentPath, found.name);
    files.set(`/${relative(folder, file).split(sep).join('/')}`, readFileSync(file));
  }
  return (path) => {
    const name = path === '/' ? '/index.html' : path;
    const body = files.get(name);
    const type = TYPES[extname(name)];
    if (body === undefined || type === undefined) return null;
    const common = {
      'content-type': type,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
    };
    if (extname(name) !== '.html') {
      // The build puts a hash of the content into every asset's name.
      const cache = name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache';
      return { body, headers: { ...common, 'cache-control': cache } };
    }
    const nonce = randomBytes(18).toString('base64');
    return {
      body: Buffer.from(body.toString('utf8').replaceAll(NONCE, nonce)),
      headers: {
        ...common,
        'cache-control': 'no-store',
        'content-security-policy': pagePolicy(nonce, connect),
      },
    };
  };
}
