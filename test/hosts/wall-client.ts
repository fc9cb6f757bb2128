// Owns a scripted wall display for tests: speaks baton.wall.v1 over a real socket and remembers what it was told.
import { WebSocket } from 'ws';
import { applyTick } from '#shared/domain/wall/board.ts';
import { WALL_PROTOCOL, WALL_SOCKET, type WallBoard, wallServerFrame } from '#shared/protocol/wall.ts';

export interface WallClientOptions {
  readonly http: string;
  readonly token?: string;
  readonly protocols?: readonly string[];
  readonly origin?: string | null;
}

/** Connects and says who it is; `settled` is the first thing that came of it. */
export function openWall({ http, token, protocols = [WALL_PROTOCOL], origin = http }: WallClientOptions) {
  const socket = new WebSocket(http.replace(/^http/, 'ws') + WALL_SOCKET, [...protocols], {
    ...(origin === null ? {} : { headers: { origin } }),
  });
  const frames: string[] = [];
  let board: WallBoard | null = null;
  const waiting: (() => void)[] = [];
  const changed = () => {
    for (const each of waiting.splice(0)) each();
  };
  socket.on('error', () => undefined);
  socket.on('message', (data) => {
    const text = String(data);
    frames.push(text);
    const frame = wallServerFrame.parse(JSON.parse(text));
    if (frame.op === 'hello' && token !== undefined) socket.send(JSON.stringify({ op: 'auth', v: 1, token }));
    if (frame.op === 'board') board = frame.board;
    if (frame.op === 'tick' && board !== null) board = applyTick(board, frame.tick);
    changed();
  });
  const closed = new Promise<{ code: number; reason: string }>((resolve) =>
    socket.once('close', (code, reason) => resolve({ code, reason: String(reason) })),
  );
  const refused = new Promise<{ status: number; body: string }>((resolve) =>
    socket.once('unexpected-response', (_request, response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (part: string) => {
        body += part;
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    }),
  );
  return {
    socket,
    frames,
    closed,
    refused,
    board: () => board,
    /** Resolves with the first board that fits. */
    async until(fits: (board: WallBoard) => boolean): Promise<WallBoard> {
      for (;;) {
        if (board !== null && fits(board)) return board;
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
        });
      }
    },
  };
}
