// Owns the bench of fan-out: one queue event after another from the log to 200 consoles, against a raw ws server that sends
// the same bytes, encoded once. After each burst the consoles of both ack, and both wait for them; the raw server drops it.
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Lease } from '#router/engine/port.ts';
import { encodeBatch } from '#router/server/wire.ts';
import { SUBPROTOCOL } from '#shared/protocol/frames.ts';
import type { ToConsoles } from './consoles.ts';
import { compare, type Figure, print } from './measure.ts';
import { QUEUE, row, startRouter } from './office.ts';

const CONSOLES = 200;
const BURST = 20;
const BURSTS = 25;

/** Bytes of a server's frame on the wire: it is not masked. */
const onWire = (payload: number) => payload + (payload < 126 ? 2 : payload < 65_536 ? 4 : 10);
const turn = () => new Promise((resolve) => setImmediate(resolve));

interface Target {
  readonly url: string;
  readonly signIn: boolean;
  /** Sends event number `place` to everyone. */
  send(place: number): Promise<void> | void;
  /** Bytes of its frame. */
  size(place: number): number;
  stop(): Promise<void> | void;
}

async function router(): Promise<Target> {
  const engine = createMemoryEngine({ now: Date.now });
  const lease = (await engine.acquire('bench', 'bench', 3_600_000)) as Lease;
  const server = await startRouter(engine, CONSOLES);
  const { epoch } = await engine.read(QUEUE, 0, 1);
  return {
    url: server.url,
    signIn: true,
    async send(place) {
      await engine.commit(lease, { append: [{ stream: QUEUE, kind: 'queue.entered', data: row(place) }] });
    },
    size: (place) => frame(place, epoch).length,
    stop: server.stop,
  };
}

/** What the router sends for an event. */
const frame = (place: number, epoch: number) =>
  encodeBatch(QUEUE, epoch, [
    { stream: QUEUE, offset: place, at: Date.now(), kind: 'queue.entered', data: row(place) },
  ]).frame;

async function raw(): Promise<Target> {
  const epoch = Date.now();
  const http = createServer();
  const server = new WebSocketServer({ server: http, handleProtocols: () => SUBPROTOCOL });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    signIn: false,
    send(place) {
      const bytes = frame(place, epoch);
      for (const socket of server.clients) socket.send(bytes, { binary: false });
    },
    size: (place) => frame(place, epoch).length,
    stop() {
      for (const socket of server.clients) socket.terminate();
      server.close();
      http.close();
    },
  };
}

interface Run {
  /** Deliveries per second of wall clock, and per second of this process's CPU. */
  readonly wall: number;
  readonly cpu: number;
}

async function measure(target: Target, consoles: ChildProcess): Promise<Run> {
  const ask = (message: ToConsoles) => consoles.send(message);
  const told = async (what: string) => {
    for (;;) if ((await once(consoles, 'message'))[0] === what) return;
  };
  ask({ kind: 'open', url: target.url, count: CONSOLES, signIn: target.signIn });
  await told('opened');
  let wall = 0;
  let cpu = 0;
  for (let burst = 0; burst < BURSTS; burst++) {
    const places = Array.from({ length: BURST }, (_, at) => burst * BURST + at);
    const bytes = places.reduce((sum, place) => sum + onWire(target.size(place)), 0);
    ask({ kind: 'expect', bytes, offset: (burst + 1) * BURST });
    await told('expecting');
    const received = told('received');
    const began = performance.now();
    const used = process.cpuUsage();
    for (const place of places) {
      await target.send(place);
      await turn();
    }
    await received;
    const { user, system } = process.cpuUsage(used);
    wall += performance.now() - began;
    cpu += (user + system) / 1_000;
  }
  await target.stop();
  const deliveries = CONSOLES * BURST * BURSTS * 1_000;
  return { wall: deliveries / wall, cpu: deliveries / cpu };
}

export async function* run(): AsyncIterable<Figure> {
  const consoles = fork(new URL('./consoles.ts', import.meta.url));
  const sides = { subject: router, control: raw };
  try {
    for (const figure of ['wall', 'cpu'] as const)
      yield await compare({
        name: figure === 'wall' ? 'fan-out' : 'fan-out per second of server CPU',
        unit: 'deliveries/s',
        subject: async () => (await measure(await sides.subject(), consoles))[figure],
        control: async () => (await measure(await sides.control(), consoles))[figure],
      });
  } finally {
    consoles.disconnect();
  }
}

if (import.meta.main) await print(run());
