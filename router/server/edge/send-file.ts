// Owns how a file leaves this router over HTTP: to be saved, never shown as a page of its own.
import type { ServerResponse } from 'node:http';

export interface WholeFile {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

export function sendFile(response: ServerResponse, { name, type, bytes }: WholeFile): void {
  response.writeHead(200, {
    'content-type': type.startsWith('text/') ? `${type}; charset=utf-8` : type,
    'content-length': bytes.length,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
  });
  response.end(bytes);
}
