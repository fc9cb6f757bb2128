// Owns the sockets of wall displays: who is let in, with which token, and that one who is withdrawn is gone at once.
// Refuses: everything but `auth` from a display, other origins, and the token in any log.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type WebSocket, WebSocketServer } from 'ws';
import {
  WALL_CLOSE,
  WALL_PROTOCOL,
  WALL_SOCKET,
  WALL_VERSION,
  type WallServerFrame,
  wallAuth,
} from '#shared/protocol/wall.ts';
import type { StoredDisplay } from '../../desk/stored.ts';
import type { Clerk } from '../clerk.port.ts';
import type { Metrics } from '../metrics.ts';
import type { GatewayTiming, ServerLog } from '../parts.ts';
import { createRate } from '../rate.ts';
import type { WallWatch } from './watch.ts';

/** Bytes of the one frame a display sends. */
const FRAME_BYTES = 4_096;
/** A display with so many bytes before it is not told more. */
const BEHIND_BYTES = 65_536;
/** Sockets in all, and those that have not said who they are. */
const MOST = 1_000;
const MOST_UNKNOWN = 50;
/** A token that is not known costs its address as much as so many knocks. */
const FAILURE = 5;

export interface DisplaysOptions {
  readonly clerk: Pick<Clerk, 'wall' | 'onLive'>;
  readonly watch: WallWatch;
  readonly now: () => number;
  readonly log: ServerLog;
  readonly metrics: Pick<Metrics, 'displays' | 'refused'>;
  readonly timing: GatewayTiming;
  /** Origins of pages that may open a socket although they come from elsewhere, e.g. through a proxy. */
  readonly allowOrigins: readonly string[];
}

interface Shown {
  readonly display: StoredDisplay;
  end: () => void;
}

/** The page of this router, and no other, may open a socket: its origin is where the socket is. */
function isOwnOrigin({ headers: { origin, host } }: IncomingMessage): boolean {
  return origin !== undefined && host !== undefined && URL.canParse(origin) && new URL(origin).host === host;
}

export function createDisplays(options: DisplaysOptions) {
  const { clerk, watch, now, log, metrics, timing, allowOrigins } = options;
  const sockets = new Map<WebSocket, Shown | null>();
  const alive = new WeakSet<WebSocket>();
  /** By address. */
  const knocks = createRate({ burst: 60, perSecond: 1 }, now);
  let stopping = false;

  const server = new WebSocketServer({
    noServer: true,
    maxPayload: FRAME_BYTES,
    handleProtocols: (offered) => (offered.has(WALL_PROTOCOL) ? WALL_PROTOCOL : false),
  });

  /** The status line of a refused upgrade, and why; null when it may go on. */
  function refusal(request: IncomingMessage): readonly [string, string] | null {
    if (!isOwnOrigin(request) && !allowOrigins.includes(request.headers.origin ?? ''))
      return ['403 Forbidden', 'open a wall by its own address'];
    const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((each) => each.trim());
    if (!offered.includes(WALL_PROTOCOL)) return ['400 Bad Request', `subprotocol ${WALL_PROTOCOL} only`];
    if (stopping || sockets.size >= MOST) return ['503 Service Unavailable', 'try again in a moment'];
    const unknown = [...sockets.values()].filter((shown) => shown === null).length;
    if (unknown >= MOST_UNKNOWN || knocks.take(request.socket.remoteAddress ?? '') > 0)
      return ['429 Too Many Requests', 'too often: try again in a moment'];
    return null;
  }

  function send(socket: WebSocket, frame: WallServerFrame): void {
    socket.send(JSON.stringify(frame));
  }

  function close(socket: WebSocket, code: number, reason: string): void {
    sockets.get(socket)?.end();
    sockets.delete(socket);
    metrics.displays(sockets.size);
    socket.close(code, reason);
    setTimeout(() => socket.terminate(), timing.closeMs).unref();
  }

  function find(token: string): StoredDisplay | 'unknown' | 'later' {
    const desk = clerk.wall();
    if (desk === null) return 'later';
    const given = createHash('sha256').update(token).digest();
    let found: StoredDisplay | 'unknown' = 'unknown';
    // No early end: how long it takes says nothing about which token was near.
    for (const display of desk.displays())
      if (timingSafeEqual(given, Buffer.from(display.hash, 'hex'))) found = display;
    return found;
  }

  function admit(socket: WebSocket, text: string, address: string): void {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch {
      return close(socket, WALL_CLOSE.protocol, 'a frame is JSON');
    }
    const auth = wallAuth.safeParse(value);
    if (!auth.success) return close(socket, WALL_CLOSE.protocol, 'auth with a token is expected');
    const display = find(auth.data.token);
    if (display === 'later') return close(socket, 1012, 'try again in a moment');
    if (display === 'unknown') {
      metrics.refused('display');
      for (let each = 0; each < FAILURE; each++) knocks.take(address);
      log.warn({ address }, 'a display came with a token that is not known');
      return close(socket, WALL_CLOSE.unauthorized, 'no display has this token');
    }
    log.info({ display: display.id }, 'a wall display connected');
    // Known before it is told anything: a withdrawal must find it.
    const shown: Shown = { display, end: () => undefined };
    sockets.set(socket, shown);
    shown.end = watch.add({
      queues: display.queues,
      title: display.name,
      behind: () => socket.bufferedAmount > BEHIND_BYTES,
      tell: (frame) => send(socket, frame),
    });
  }

  function take(socket: WebSocket, address: string): void {
    sockets.set(socket, null);
    alive.add(socket);
    metrics.displays(sockets.size);
    const late = setTimeout(
      () => close(socket, WALL_CLOSE.protocol, 'auth did not come'),
      timing.authMs,
    ).unref();
    socket.on('error', () => undefined);
    socket.on('pong', () => alive.add(socket));
    socket.on('close', () => {
      clearTimeout(late);
      sockets.get(socket)?.end();
      sockets.delete(socket);
      metrics.displays(sockets.size);
    });
    socket.on('message', (data, isBinary) => {
      if (!sockets.has(socket)) return;
      clearTimeout(late);
      if (isBinary || sockets.get(socket) !== null)
        return close(socket, WALL_CLOSE.protocol, 'a display says who it is, and nothing else');
      admit(socket, String(data), address);
    });
    send(socket, { op: 'hello', v: WALL_VERSION, now: now(), every: timing.countsMs });
  }

  /** Who was withdrawn is gone, whatever it shows. */
  const forget = clerk.onLive((effects) => {
    if (!effects.some(({ kind }) => kind === 'displays')) return;
    const desk = clerk.wall();
    if (desk === null) return;
    const known = new Map(desk.displays().map((display) => [display.id, display.hash]));
    for (const [socket, shown] of [...sockets])
      if (shown !== null && known.get(shown.display.id) !== shown.display.hash)
        close(socket, WALL_CLOSE.revoked, 'this display was withdrawn');
  });

  const beating = setInterval(() => {
    for (const socket of [...sockets.keys()]) {
      if (!alive.delete(socket)) socket.terminate();
      else socket.ping();
    }
  }, timing.heartbeatMs).unref();

  return {
    claims: ({ url }: IncomingMessage): boolean => url?.split('?')[0] === WALL_SOCKET,
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy());
      const refused = refusal(request);
      if (refused !== null) {
        const [status, why] = refused;
        socket.end(
          `HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${why.length}\r\n\r\n${why}`,
        );
        return;
      }
      server.handleUpgrade(request, socket, head, (accepted) =>
        take(accepted, request.socket.remoteAddress ?? ''),
      );
    },
    stop(): void {
      stopping = true;
      forget();
      clearInterval(beating);
      for (const socket of [...sockets.keys()]) close(socket, 1001, 'the router goes away');
      server.close();
    },
  };
}
