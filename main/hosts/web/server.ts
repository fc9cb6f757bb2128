// Owns the web host's HTTP server: the page on loopback, its WebSocket, and the knock of a second start.
// Refuses: any Host but its own, any Origin but its own, and a socket without the token of this start.
import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { PAGE_PROTOCOL, PAGE_SOCKET, TOKEN_PROTOCOL } from '#shared/contract/names.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { pageFiles } from '../page/files.ts';

/** The port cannot be had; the message is one line. */
export class PortError extends Error {
  override readonly name = 'PortError';
}

export interface PageServer {
  readonly port: number;
  stop(): Promise<void>;
}

export interface PageServerOptions {
  readonly folder: string;
  readonly port: number;
  readonly token: string;
  readonly onPage: (socket: WebSocket) => void;
  /** A second start asks this one to come to the front. */
  readonly onKnock: () => void;
}

export const KNOCK_PATH = '/focus';

export async function servePage({
  folder,
  port,
  token,
  onPage,
  onKnock,
}: PageServerOptions): Promise<PageServer> {
  const http = createServer();
  await listen(http, port);
  const own = (http.address() as AddressInfo).port;
  const host = `127.0.0.1:${own}`;
  const files = pageFiles(folder, `'self' ws://${host}`);
  const isToken = tokenCheck(token);

  http.on('request', (request, response) => {
    const path = (request.url ?? '/').split(/[?#]/)[0] ?? '/';
    if (request.headers.host !== host) return void response.writeHead(421).end();
    if (request.method === 'POST' && path === KNOCK_PATH) {
      // A page of another site can post here, but it cannot name the token.
      const allowed = isToken(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '');
      if (allowed) onKnock();
      return void response.writeHead(allowed ? 204 : 401).end();
    }
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return void response.writeHead(405, { allow: 'GET, HEAD' }).end();
    const file = files(path);
    if (file === null)
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('not found\n');
    response.writeHead(200, { ...file.headers, 'content-length': file.body.length });
    response.end(request.method === 'HEAD' ? undefined : file.body);
  });

  const sockets = new WebSocketServer({
    noServer: true,
    // A file of a reply comes whole, as base64.
    maxPayload: 2 * LIMITS.fileBytes,
    handleProtocols: (offered) => (offered.has(PAGE_PROTOCOL) ? PAGE_PROTOCOL : false),
  });
  http.on('upgrade', (request, socket, head) => {
    const refusal = refusalOf(request, host, isToken);
    // Until it is upgraded it is nobody's: whoever hangs up early must not take the host along.
    socket.on('error', () => socket.destroy());
    if (refusal !== null) {
      socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`);
      return;
    }
    sockets.handleUpgrade(request, socket, head, onPage);
  });

  return {
    port: own,
    async stop() {
      for (const socket of sockets.clients) socket.close(1001);
      await new Promise<void>((resolve) => {
        http.close(() => resolve());
        http.closeAllConnections();
        // A page that does not answer the close must not keep the host alive.
        setTimeout(() => {
          for (const socket of sockets.clients) socket.terminate();
        }, 500).unref();
      });
    },
  };
}

function tokenCheck(token: string): (given: string) => boolean {
  const right = Buffer.from(token);
  return (given) => {
    const bytes = Buffer.from(given);
    return bytes.length === right.length && timingSafeEqual(bytes, right);
  };
}

function refusalOf(
  request: IncomingMessage,
  host: string,
  isToken: (given: string) => boolean,
): string | null {
  if (request.headers.host !== host) return '421 Misdirected Request';
  if (request.headers.origin !== `http://${host}`) return '403 Forbidden';
  if (request.url !== PAGE_SOCKET) return '404 Not Found';
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
  if (!offered.includes(PAGE_PROTOCOL)) return '400 Bad Request';
  const token = offered.find((each) => each.startsWith(TOKEN_PROTOCOL))?.slice(TOKEN_PROTOCOL.length) ?? '';
  return isToken(token) ? null : '401 Unauthorized';
}

function listen(http: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        new PortError(
          error.code === 'EADDRINUSE'
            ? `port ${port} is in use: choose another with --port, or leave it out for any free one`
            : `port ${port} cannot be used (${error.code})`,
        ),
      ),
    );
    http.listen(port, '127.0.0.1', resolve);
  });
}
