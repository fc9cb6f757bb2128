// Owns a router of the wall that says what a test tells it, for pictures and measurements: the real page and its real
// files and policy over HTTP, the real protocol, made-up figures.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { builtPages } from '#router/server/wall/built.ts';
import { serveWall } from '#router/server/wall/page.ts';
import { WALL_PROTOCOL, WALL_SOCKET, type WallBoard, type WallTick } from '#shared/protocol/wall.ts';

export interface ScriptedWall {
  readonly url: string;
  /** The board of everyone who connects from now on, and of those who are connected. */
  show(board: WallBoard): void;
  tick(tick: WallTick): void;
  /** Connections end with this code; without one they are cut. */
  end(code?: number): void;
  /** Resolves when somebody has connected and said who they are. */
  readonly watched: () => Promise<void>;
  stop(): Promise<void>;
}

/** `now`: the router's clock while there is no board. */
export async function scriptWall(first: WallBoard | null, now = Date.now): Promise<ScriptedWall> {
  let board = first;
  const sockets = new Set<WebSocket>();
  const watchers: (() => void)[] = [];
  const pages = builtPages();
  if (pages === null) throw new Error('the wall is not built: npm run build');
  const mount = serveWall(pages);
  const http = createServer((request, response) => {
    void mount.handle(request, response).then((taken) => {
      if (!taken) response.writeHead(404).end();
    });
  });
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => WALL_PROTOCOL });
  http.on('upgrade', (request, socket, head) => {
    if (request.url !== WALL_SOCKET) return void socket.destroy();
    server.handleUpgrade(request, socket, head, (opened) => {
      const send = (frame: object) => opened.send(JSON.stringify(frame));
      send({ op: 'hello', v: 1, now: board?.at ?? now(), every: 1_000 });
      opened.on('error', () => undefined);
      opened.on('close', () => sockets.delete(opened));
      opened.on('message', () => {
        sockets.add(opened);
        if (board !== null) send({ op: 'board', board });
        for (const each of watchers.splice(0)) each();
      });
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const send = (frame: object) => {
    const text = JSON.stringify(frame);
    for (const socket of sockets) socket.send(text);
  };
  return {
    url: `http://127.0.0.1:${port}/wall`,
    show(next) {
      board = next;
      send({ op: 'board', board });
    },
    tick: (tick) => send({ op: 'tick', tick }),
    end(code) {
      for (const socket of [...sockets]) {
        if (code === undefined) socket.terminate();
        else socket.close(code);
      }
    },
    watched: () =>
      sockets.size > 0
        ? Promise.resolve()
        : new Promise<void>((resolve) => {
            watchers.push(resolve);
          }),
    async stop() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => {
        http.close(resolve);
        http.closeAllConnections();
      });
    },
  };
}
