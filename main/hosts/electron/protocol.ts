// Owns the scheme of the desktop page: baton://console serves the files of the build and nothing else.
import type { Protocol } from 'electron';
import type { PageFile } from '../page/files.ts';

export const SCHEME = 'baton';
export const ORIGIN = `${SCHEME}://console`;

export function servePage(protocol: Protocol, files: (path: string) => PageFile | null): void {
  protocol.handle(SCHEME, (request) => {
    const { host, pathname } = new URL(request.url);
    const file = host === 'console' && request.method === 'GET' ? files(pathname) : null;
    if (file === null) return new Response('not found', { status: 404 });
    return new Response(new Uint8Array(file.body), { headers: { ...file.headers } });
  });
}
