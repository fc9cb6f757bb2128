// Owns a place that a router asks, for accounts or a summary, for tests: a real HTTP server on this machine that answers as it is told to.
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** What was sent; "" where nothing was. */
  readonly body: string;
}
export type React = (asked: Asked, response: ServerResponse) => void;

export const json =
  (body: unknown, status = 200): React =>
  (_asked, response) =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

/** An answer that ends before it is whole. */
export const breaksOff: React = (_asked, response) => {
  response.writeHead(200, { 'content-length': '100' }).write('{');
  setImmediate(() => response.destroy());
};

export async function serveAccounts(react: React) {
  const asked: Asked[] = [];
  const waiting = new Set<() => void>();
  let answer = react;
  const server = createServer(async (request, response) => {
    const body = await text(request).catch(() => null);
    if (body === null) return;
    const one = { path: request.url ?? '', headers: request.headers, body };
    asked.push(one);
    for (const wake of waiting) wake();
    answer(one, response);
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const shut = async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return {
    host: `127.0.0.1:${port}`,
    url: `http://127.0.0.1:${port}`,
    asked,
    react(next: React) {
      answer = next;
    },
    /** Resolves when it was asked so often. */
    times(count: number): Promise<void> {
      return new Promise((resolve) => {
        const look = (): void => {
          if (asked.length < count) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      });
    },
    down: shut,
    up: () => listen(port),
    close: shut,
  };
}

export type AccountServer = Awaited<ReturnType<typeof serveAccounts>>;
