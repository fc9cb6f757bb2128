// Owns a scripted router for tests: a real socket that says exactly what a test tells it to, right or wrong.
// Refuses: to decide anything; what a router does is router/'s.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { type ClientFrame, clientFrame, type FrameOf, SUBPROTOCOL } from '#shared/protocol/frames.ts';
import type { Conversation, Entry } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';

export const PERSON = 'ana';
export const STREAM = 'p:ana';

export const conversation = (id: string): Conversation => ({
  id,
  bot: 'ava',
  botName: 'Ava',
  channel: 'chat',
  customer: { id: `c-${id}`, verified: true, name: 'Ilse Verhoeven' },
  state: 'human',
  handoff: `${id}.h1`,
  openedAt: 1,
  lastAt: 1,
  turns: 1,
  preview: 'my booking',
  previewRole: 'END_USER',
  customerPresent: true,
  demo: false,
});

export const handoff = (id: string, more: Partial<Handoff> = {}): Handoff => ({
  id: `${id}.h1`,
  conversation: id,
  queue: 'care',
  state: 'active',
  channel: 'chat',
  judgement: { fired: true, trigger: 'bot_asked', score: 1_000_000, threshold: 500_000, evidence: [] },
  skills: {},
  initiatedAt: 1,
  owner: PERSON,
  ownerName: 'Ana Reis',
  fence: 3,
  offers: 1,
  passedBy: [],
  context: { version: 1, fixed: true },
  ...more,
});

export const said = (seq: number, text: string): Entry => ({
  ...{ type: 'turn', seq, at: 1, id: `t${seq}`, index: seq + 1, role: 'END_USER', text },
  author: { name: 'Ilse Verhoeven' },
});

export const grant = (id: string, entries: readonly Entry[] = [said(0, 'my booking')]) => ({
  right: 'owner' as const,
  conversation: conversation(id),
  handoff: handoff(id),
  entries,
});

const presence = {
  ...{
    person: PERSON,
    status: 'available',
    since: 1,
    afterThis: false,
    connected: true,
    load: 0,
    capacity: 5,
  },
};
export const snapshotOf = (...ids: string[]) => ({ presence, grants: ids.map((id) => grant(id)) });

export const READY: FrameOf<'ready'> = {
  op: 'ready',
  agent: { id: PERSON, name: 'Ana Reis', roles: ['agent'] },
  session: 's1',
  n_seen: 0,
  streams: [STREAM],
  reset: [],
  queues: [{ id: 'care', name: 'Care', slaSeconds: 60, dispositions: [{ id: 'solved', label: 'Solved' }] }],
  auxCodes: [],
  demo: false,
};

export class Peer {
  readonly frames: ClientFrame[] = [];
  closed: { readonly code: number } | null = null;
  readonly #socket: WebSocket;
  readonly #wakes = new Set<() => void>();

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.on('message', (data) => {
      const frame = clientFrame.parse(JSON.parse(String(data)));
      if (frame.op === 'ping') this.say({ op: 'pong' });
      this.frames.push(frame);
      this.#wake();
    });
    socket.on('close', (code) => {
      this.closed = { code };
      this.#wake();
    });
  }

  #wake(): void {
    for (const look of [...this.#wakes]) look();
  }

  say(frame: unknown): void {
    this.raw(JSON.stringify(frame));
  }

  raw(data: string | Buffer): void {
    this.#socket.send(data);
  }

  close(code: number): void {
    this.#socket.close(code);
  }

  /** The first frame, past or future, that fits and was not returned before. */
  next<O extends ClientFrame['op']>(op: O): Promise<Extract<ClientFrame, { op: O }>> {
    return this.#until(() => {
      const place = this.frames.findIndex((frame) => frame.op === op);
      return place < 0 ? undefined : (this.frames.splice(place, 1)[0] as Extract<ClientFrame, { op: O }>);
    });
  }

  untilClosed(): Promise<{ readonly code: number }> {
    return this.#until(() => this.closed ?? undefined);
  }

  #until<T>(find: () => T | undefined): Promise<T> {
    return new Promise((resolve) => {
      const look = (): void => {
        const found = find();
        if (found === undefined) return;
        this.#wakes.delete(look);
        resolve(found);
      };
      this.#wakes.add(look);
      look();
    });
  }
}

/** Each connection is handed out by `peer`, in order, after its hello. */
export async function openScript(hello: Partial<FrameOf<'hello'>> = {}) {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0, handleProtocols: () => SUBPROTOCOL });
  await once(server, 'listening');
  const arrived: Peer[] = [];
  const waiting: ((peer: Peer) => void)[] = [];
  server.on('connection', (socket) => {
    const peer = new Peer(socket);
    peer.say({
      op: 'hello',
      v: 1,
      hb: 60_000,
      win: 1_048_576,
      max: 1_048_576,
      node: 'n',
      now: Date.now(),
      ...hello,
    });
    const wanted = waiting.shift();
    if (wanted === undefined) arrived.push(peer);
    else wanted(peer);
  });
  const peer = (): Promise<Peer> => {
    const found = arrived.shift();
    return found === undefined ? new Promise((resolve) => waiting.push(resolve)) : Promise.resolve(found);
  };
  return {
    url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}`,
    peer,
    /** The next connection, signed in. */
    async ready(more: Partial<FrameOf<'ready'>> = {}) {
      const next = await peer();
      const auth = await next.next('auth');
      next.say({ ...READY, ...more });
      return { peer: next, auth };
    },
    async close() {
      for (const socket of server.clients) socket.terminate();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
