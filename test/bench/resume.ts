// Owns the bench of coming back: a console missed 10,000 events and is 50 ms away, against a raw ws server that sends the
// same bytes over the same line at once.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WebSocket, WebSocketServer } from 'ws';
import type { Lease } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import { compare, type Figure, print } from './measure.ts';
import { QUEUE, row, startRouter, tokenOf } from './office.ts';

const MISSED = 10_000;
const ROUND_TRIP_MS = 50;

/** A line that takes half a round trip each way; as wide as this machine. */
async function longLine(port: number): Promise<{ port: number; close(): void }> {
  const later = (run: () => void) => setTimeout(run, ROUND_TRIP_MS / 2);
  const relay = (from: Socket, to: Socket) => {
    from.on('data', (chunk) => later(() => to.writable && to.write(chunk)));
    from.on('close', () => later(() => to.destroy()));
    from.on('error', () => undefined);
  };
  const server = createServer((near) => {
    // Opening a connection is a round trip too.
    near.pause();
    const far = connect(port, '127.0.0.1', () => setTimeout(() => near.resume(), ROUND_TRIP_MS));
    relay(near, far);
    relay(far, near);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

interface Received {
  readonly ms: number;
  readonly frames: readonly Buffer[];
}

/** From the first packet to the last event. */
async function comeBack(port: number, epoch: number, signIn: boolean): Promise<Received> {
  const began = performance.now();
  const socket = new WebSocket(`ws://127.0.0.1:${port}/console`, SUBPROTOCOL);
  const frames: Buffer[] = [];
  let events = 0;
  await new Promise<void>((resolve) =>
    socket.on('message', (data: Buffer) => {
      const frame = JSON.parse(data.toString());
      if (frame.op === 'hello' && signIn) {
        const fields = {
          v: 1,
          token: tokenOf(0),
          device: 'laptop',
          n_next: 1,
          cursors: { [QUEUE]: [epoch, 0] },
        };
        socket.send(JSON.stringify({ op: 'auth', ...fields }));
      }
      if (frame.s !== QUEUE || (frame.op !== 'evs' && frame.op !== 'ev')) return;
      frames.push(data);
      const next = frame.op === 'ev' ? frame.o + 1 : frame.o0 + frame.list.length;
      events = next;
      if (signIn) socket.send(JSON.stringify({ op: 'ack', a: { [QUEUE]: next } }));
      if (events === MISSED) resolve();
    }),
  );
  const ms = performance.now() - began;
  socket.terminate();
  return { ms, frames };
}

export async function* run(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const engine = openSqliteEngine({ file: join(folder, 'router.db') });
  const lease = (await engine.acquire('bench', 'bench', 3_600_000)) as Lease;
  for (let place = 0; place < MISSED; place += 500) {
    const append = Array.from({ length: 500 }, (_, at) => ({
      ...{ stream: QUEUE, kind: 'queue.entered', data: row(place + at) },
    }));
    await engine.commit(lease, { append });
  }
  const { epoch } = await engine.read(QUEUE, 0, 1);
  const server = await startRouter(engine, 1);
  const line = await longLine(Number(new URL(server.http).port));

  const { frames } = await comeBack(line.port, epoch, true);
  const http = createHttp();
  const raw = new WebSocketServer({ server: http, handleProtocols: () => SUBPROTOCOL });
  raw.on('connection', (socket) => {
    for (const frame of frames) socket.send(frame, { binary: false });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const rawLine = await longLine((http.address() as AddressInfo).port);
  try {
    yield await compare({
      name: `resume after ${MISSED} events, ${ROUND_TRIP_MS} ms round trip`,
      unit: 'ms',
      subject: async () => (await comeBack(line.port, epoch, true)).ms,
      control: async () => (await comeBack(rawLine.port, epoch, false)).ms,
    });
  } finally {
    line.close();
    rawLine.close();
    raw.close();
    http.close();
    await server.stop();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await print(run());
