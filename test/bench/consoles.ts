// Owns many bare consoles in a process of their own, so that a bench measures the server and not its clients: they sign in
// when asked to, count bytes on the socket, and say when all have received what was announced.
import { once } from 'node:events';
import type { Socket } from 'node:net';
import { WebSocket } from 'ws';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { QUEUE, tokenOf } from './office.ts';

export type ToConsoles =
  | { readonly kind: 'open'; readonly url: string; readonly count: number; readonly signIn: boolean }
  /** Each console will receive this many bytes; then it acks up to `offset`. */
  | { readonly kind: 'expect'; readonly bytes: number; readonly offset: number };

interface Bare {
  readonly socket: WebSocket;
  received: number;
}

const consoles: Bare[] = [];
let expected = { bytes: Number.POSITIVE_INFINITY, offset: 0 };
let waiting = 0;

const tell = (kind: 'opened' | 'expecting' | 'received') => process.send?.(kind);

function counted(bare: Bare, bytes: number): void {
  const before = bare.received;
  bare.received += bytes;
  if (before >= expected.bytes || bare.received < expected.bytes) return;
  bare.socket.send(`{"op":"ack","a":{"${QUEUE}":${expected.offset}}}`);
  waiting -= 1;
  if (waiting === 0) tell('received');
}

async function open(url: string, place: number, signIn: boolean): Promise<void> {
  const socket = new WebSocket(url, SUBPROTOCOL);
  await once(socket, 'open');
  if (signIn) {
    // At rest when both feeds have begun.
    let resets = 0;
    const atRest = new Promise<void>((resolve) =>
      socket.on('message', (data: Buffer) => {
        if (JSON.parse(data.toString()).op === 'reset') resets += 1;
        if (resets === 2) resolve();
      }),
    );
    const fields = { v: 1, token: tokenOf(place), device: `device-${place}`, n_next: 1, cursors: {} };
    socket.send(JSON.stringify({ op: 'auth', ...fields }));
    await atRest;
  }
  const bare = { socket, received: 0 };
  consoles.push(bare);
  // Past the library: what it costs a client to read frames is not what is measured.
  const raw = Reflect.get(socket, '_socket') as Socket;
  raw.removeAllListeners('data');
  raw.on('data', (chunk) => counted(bare, chunk.length));
}

process.on('message', async (message: ToConsoles) => {
  if (message.kind === 'open') {
    for (const { socket } of consoles.splice(0)) socket.terminate();
    for (let place = 0; place < message.count; place++) await open(message.url, place, message.signIn);
    tell('opened');
    return;
  }
  for (const bare of consoles) bare.received = 0;
  expected = message;
  waiting = consoles.length;
  tell('expecting');
});
process.on('disconnect', () => process.exit());
