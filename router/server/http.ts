// Owns the one HTTP server of the router: health, metrics, the parts that take requests in turn, and the consoles' upgrade.
// Refuses: what those parts mean. It listens, and it stops listening.
import { createHash, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { Mount } from './http.port.ts';
import type { Metrics } from './metrics.ts';
import type { ServerLog } from './parts.ts';

export interface Tls {
  readonly cert: string;
  readonly key: string;
}

export interface HttpOptions {
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  readonly tls: Tls | null;
  /** Asked for by whoever reads /metrics from another machine; null = nobody may. */
  readonly metricsToken: string | null;
  readonly metrics: Metrics;
  readonly mounts: readonly Mount[];
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
  readonly healthy: () => boolean;
  readonly log: ServerLog;
}

export const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address);

const digest = (text: string) => createHash('sha256').update(text).digest();

function answer(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

const json = (response: ServerResponse, status: number, body: object) =>
  answer(response, status, 'application/json; charset=utf-8', JSON.stringify(body));

/** @throws the error of `listen`, with its `code`. */
export async function startHttp(options: HttpOptions) {
  const { host, port, tls, metricsToken, metrics, mounts, upgrade, healthy, log } = options;

  function mayMeasure({ socket, headers }: IncomingMessage): boolean {
    const given = /^Bearer (.+)$/i.exec(headers.authorization ?? '')?.[1];
    if (metricsToken === null || given === undefined) return isLoopback(socket.remoteAddress ?? '');
    return timingSafeEqual(digest(given), digest(metricsToken));
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url?.split('?')[0];
    if (path === '/healthz') {
      json(response, healthy() ? 200 : 503, { ok: healthy() });
    } else if (path === '/metrics') {
      if (mayMeasure(request)) answer(response, 200, metrics.contentType, await metrics.text());
      else json(response, 401, { error: { code: 'unauthorized', message: 'send the metrics token' } });
    } else {
      for (const mount of mounts) if (await mount.handle(request, response)) return;
      json(response, 404, { error: { code: 'not_found', message: 'there is nothing at this path' } });
    }
  }

  const listener = (request: IncomingMessage, response: ServerResponse) => {
    handle(request, response).catch((error: unknown) => {
      log.error({ err: error }, 'a request failed');
      if (response.headersSent) response.destroy();
      else
        json(response, 500, { error: { code: 'internal', message: 'something went wrong in the router' } });
    });
  };
  const server: Server = tls === null ? createServer(listener) : createTlsServer(tls, listener);
  server.requestTimeout = 30_000;
  server.on('upgrade', upgrade);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  server.on('error', (error) => log.error({ err: error }, 'the HTTP server failed'));
  const address = server.address() as AddressInfo;
  const name = host.includes(':') ? `[${host}]` : host;

  return {
    /** `host:port` as others reach it. */
    authority: `${name}:${address.port}`,
    /** Takes no new connections; those that are open may finish what they do. */
    refuseNew(): void {
      server.close();
      server.closeIdleConnections();
    },
    cut: () => server.closeAllConnections(),
  };
}
