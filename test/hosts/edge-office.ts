// Owns a router's bot side for the edge's tests: a real clerk on a real engine behind a real HTTP server, and a person
// who answers. Refuses sockets of consoles: the person gives their commands to the clerk.
import { createHash, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Engine } from '#router/engine/port.ts';
import { triggerFor } from '#router/policies.ts';
import { createChat } from '#router/server/chat/index.ts';
import { startClerk } from '#router/server/clerk.ts';
import { createEdge, type EdgeOptions } from '#router/server/edge/index.ts';
import { withAssistant } from '#router/server/try/assistant.ts';
import { serveTry } from '#router/server/try/page.ts';
import { joint } from '#shared/domain/matching/joint.ts';
import type { Command } from '#shared/protocol/commands.ts';
import { type BatonConfig, batonConfig } from '#shared/schema/config.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

interface Logged {
  readonly detail: object;
  readonly message: string;
}

export interface OfficeOptions {
  readonly engine?: Engine;
  readonly queue?: Partial<BatonConfig['queues'][number]>;
  readonly config?: Partial<BatonConfig>;
  readonly webhook?: string;
  readonly edge?: Partial<EdgeOptions>;
  /** Only to come back where an earlier office was. */
  readonly port?: number;
}

export const KEY = 'key-of-ava-0123456789';
export const OLD_KEY = 'key-of-ava-before-rotation';
export const OTHER_KEY = 'key-of-another-bot';
export const DEMO_KEY = 'key-of-the-demo-player';
export const SECRET = 'whsec-0123456789abcdef';

export function configFor({ queue = {}, config = {}, webhook }: OfficeOptions): BatonConfig {
  return batonConfig.parse({
    version: 1,
    organisation: 'Meridian Air',
    people: [
      {
        id: 'marta',
        name: 'Marta Rocha',
        queues: ['care'],
        skills: { refunds: 5, changes: 5 },
        capacity: 20,
      },
    ],
    queues: [
      {
        id: 'care',
        name: 'Passenger care',
        sla: { seconds: 60, share: 0.8 },
        dispositions: [{ id: 'solved', label: 'Solved' }],
        ...queue,
      },
    ],
    bots: [
      {
        id: 'ava',
        name: 'Ava',
        queue: 'care',
        keyHashes: [sha256(KEY), sha256(OLD_KEY)],
        chat: { origins: ['https://shop.example'] },
        ...(webhook === undefined ? {} : { webhook: { url: webhook, secret: SECRET } }),
      },
      { id: 'eve', name: 'Eve', queue: 'care', keyHashes: [sha256(OTHER_KEY)] },
      { id: 'demo', name: 'Ava', queue: 'care', demo: true, keyHashes: [sha256(DEMO_KEY)] },
      { id: 'try', name: 'Ava', queue: 'care', demo: true },
    ],
    ...(webhook === undefined ? {} : { allowTargets: [new URL(webhook).host] }),
    ...config,
  });
}

export async function openOffice(options: OfficeOptions = {}) {
  const engine = options.engine ?? createMemoryEngine({ now: Date.now });
  const config = configFor(options);
  const logged: Logged[] = [];
  const write = (detail: object, message: string) => void logged.push({ detail, message });
  const log = { info: () => undefined, warn: write, error: write };
  const holder = randomBytes(6).toString('hex');
  const started = await startClerk({
    ...{ engine, config, log, holder, trigger: triggerFor(config, 'test'), matcher: joint },
    ...{ leaseMs: 60_000, keepEvents: 1_000, onLost: () => undefined },
  });
  if (started === null) throw new Error('the shard is taken');
  const clerk = started;
  const edge = createEdge(clerk, { config, engine, log, holder, version: '0.0.0', ...options.edge });
  const chat = createChat(clerk, {
    ...{ config, engine, log },
    scripted: { try: (session) => withAssistant(session, config) },
  });
  const mounts = [edge, chat, serveTry(config)];
  await edge.start();
  const server = createServer((request, response) => {
    void (async () => {
      for (const mount of mounts) if (await mount.handle(request, response)) return;
      response.writeHead(404).end();
    })();
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const http = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const device = `d${holder}`;
  let n = 0;

  async function marta(command: Command, base?: number) {
    n += 1;
    return clerk.person({ person: 'marta', device, n, hash: sha256(`${n}`), base, command });
  }

  return {
    http,
    clerk,
    engine,
    config,
    logged,
    marta,
    async arrive() {
      clerk.link('marta', true);
      await marta({ k: 'presence.set', d: { status: 'available' } });
    },
    /** Takes what is offered and gives the handoff's fence from then on. */
    async accept(conversation: string): Promise<{ handoff: string; fence: number }> {
      const offered = await clerk.view([], (desk) => desk.offersOf('marta'));
      const found = offered.value.find(({ offer }) => offer.conversation === conversation);
      if (found === undefined) throw new Error(`${conversation} is not offered`);
      const reply = await marta({ k: 'offer.accept', d: { offer: found.offer.id } }, found.offer.fence);
      if (!reply.ok) throw new Error(JSON.stringify(reply));
      const { value } = await clerk.view([], (desk) => desk.personState('marta'));
      const grant = value.grants.find(({ handoff }) => handoff.id === found.offer.handoff);
      if (grant === undefined) throw new Error('accepted, but not hers');
      return { handoff: grant.handoff.id, fence: grant.handoff.fence };
    },
    async entries(conversation: string) {
      const page = await engine.scan(`entry/${conversation}/`, null, 1_000);
      return page.map(({ value }) => JSON.parse(value) as Record<string, unknown>);
    },
    /** Everything that is stored, as text. */
    async everything() {
      const entries = await engine.scan('', null, 100_000);
      const events = await Promise.all(
        ['b:ava', 'p:marta', 'q:care'].map(async (stream) => (await engine.read(stream, 0, 10_000)).events),
      );
      return JSON.stringify([entries, events]);
    },
    async close() {
      await edge.stop();
      chat.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await clerk.stop();
      await engine.close();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** One that is closed when the test that runs is over. */
export async function openForTest(options?: OfficeOptions): Promise<Office> {
  const office = await openOffice(options);
  onTestFinished(office.close);
  return office;
}

export interface Answer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape; the schemas are checked apart.
  readonly body: any;
  readonly headers: Headers;
}

export async function send(
  office: { readonly http: string },
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${office.http}${path}`, {
    method,
    headers: {
      authorization: `Bearer ${KEY}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text), headers: response.headers };
}

export const opening = (id: string) => ({
  id,
  customer: { id: `c-${id}`, verified: true, name: 'Ilse Verhoeven' },
});
export const says = (id: string, text: string) => ({ id, role: 'END_USER', text });
export const botSays = (id: string, text: string) => ({ id, role: 'AUTOMATED_AGENT', text });

/** Asks again until `ready`, as a page would; the suite's own time-out is the limit. */
export async function until<T>(ask: () => Promise<T>, ready: (value: T) => boolean): Promise<T> {
  for (;;) {
    const value = await ask();
    if (ready(value)) return value;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
