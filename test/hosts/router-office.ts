// Owns a whole router in this process for tests: three people, two queues, a bot that speaks to the clerk, real sockets.
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { z } from 'zod';
import { createMemoryEngine } from '#router/engine/memory.ts';
import type { Engine } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { type ServerOptions, startServer } from '#router/server/server.ts';
import { batonConfig, type PersonRole } from '#shared/schema/config.ts';
import { type ClientOptions, ConsoleClient } from './console-client.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
export const tokenOf = (person: string) => `token-of-${person}`;

type Queue = z.input<typeof batonConfig>['queues'][number];

export interface OfficeOptions {
  readonly engine?: Engine;
  readonly queue?: Partial<Queue>;
  readonly server?: Partial<ServerOptions>;
  readonly people?: readonly string[];
  /** Agents unless named here. */
  readonly roles?: Readonly<Record<string, readonly PersonRole[]>>;
  /** Where accounts are kept. */
  readonly accounts?: z.input<typeof batonConfig>['accounts'];
  /** A model that writes summaries. */
  readonly summariser?: z.input<typeof batonConfig>['summariser'];
}

export const officeConfig = ({
  queue = {},
  people = ['ana', 'ben'],
  roles = {},
  accounts = [],
  summariser,
}: OfficeOptions = {}) =>
  batonConfig.parse({
    version: 1,
    organisation: 'Meridian Air',
    people: [
      ...people.map((id) => ({
        id,
        name: `${id} Reis`,
        ...(roles[id] === undefined ? {} : { roles: [...roles[id]] }),
        queues: ['care'],
        capacity: 5,
        tokenHashes: [sha256(tokenOf(id))],
      })),
      { id: 'zoe', name: 'Zoe Kok', queues: ['desk'], tokenHashes: [sha256(tokenOf('zoe'))] },
    ],
    queues: ['care', 'desk'].map((id) => ({
      id,
      name: id,
      sla: { seconds: 60, share: 0.8 },
      dispositions: [{ id: 'solved', label: 'Solved' }],
      ...queue,
    })),
    bots: [{ id: 'ava', name: 'Ava', queue: 'care', keyHashes: [sha256('key-of-ava')] }],
    accounts,
    summariser,
  });

export async function openOffice(options: OfficeOptions = {}) {
  const engine = options.engine ?? createMemoryEngine({ now: Date.now });
  const config = officeConfig(options);
  const logged: { detail: object; message: string }[] = [];
  const note = (detail: object, message: string) => void logged.push({ detail, message });
  const server = await startServer({
    ...{
      config,
      engine,
      holder: randomBytes(6).toString('hex'),
      log: { info: note, warn: note, error: note },
    },
    leaseMs: 60_000,
    drainMs: 50,
    ...options.server,
    timing: {
      heartbeatMs: 60_000,
      authMs: 60_000,
      closeMs: 500,
      countsMs: 60_000,
      ...options.server?.timing,
    },
  });
  const { clerk } = server;
  const clients: ConsoleClient[] = [];
  let stopped = false;

  async function bot(request: Parameters<typeof clerk.bot>[1]) {
    const reply = await clerk.bot('ava', request);
    if (!reply.ok) throw new Error(JSON.stringify(reply));
    return reply.result;
  }

  async function stop() {
    if (stopped) return;
    stopped = true;
    await server.stop();
  }

  return {
    engine,
    config,
    server,
    clerk,
    logged,
    url: server.url,
    client(person: string, more: Partial<ClientOptions> = {}) {
      const client = new ConsoleClient({ url: server.url, token: tokenOf(person), ...more });
      clients.push(client);
      return client;
    },
    async signIn(person: string, more: Partial<ClientOptions> = {}) {
      const client = await ConsoleClient.open({ url: server.url, token: tokenOf(person), ...more });
      clients.push(client);
      return client;
    },
    /** Signs in and takes work. */
    async arrive(person: string, more: Partial<ClientOptions> = {}) {
      const client = await this.signIn(person, more);
      await client.do('presence.set', { status: 'available' });
      return client;
    },
    bot,
    /** A conversation that asks for a person. */
    async handoff(id: string, text = 'I want to talk to a person about my booking') {
      const customer = { id: `c-${id}`, verified: true, name: 'Ilse Verhoeven' };
      await bot({ kind: 'open', id, body: { channel: 'chat', customer } });
      await bot({ kind: 'turn', conversation: id, body: { id: `${id}-1`, role: 'END_USER', text } });
      await bot({ kind: 'initiate', conversation: id, body: { reason: 'asked' } });
    },
    stop,
    async close() {
      for (const client of clients) client.socket?.terminate();
      await stop();
      await engine.close();
    },
  };
}

export type Office = Awaited<ReturnType<typeof openOffice>>;

/** Each kind of engine, fresh; a folder goes with its test. */
export const engines = {
  memory: () => ({ engine: createMemoryEngine({ now: Date.now }), remove: () => undefined }),
  sqlite: () => {
    const folder = mkdtempSync(join(tmpdir(), 'baton-router-'));
    return {
      engine: openSqliteEngine({ file: join(folder, 'router.db') }),
      remove: () => rmSync(folder, { recursive: true, force: true }),
    };
  },
} satisfies Record<string, () => { engine: Engine; remove: () => void }>;
