// Webhook delivery against a real receiver: order, signature, retry, refusal of targets, restart on SQLite.
import { createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { createMemoryEngine } from '#router/engine/memory.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import type { WebhookTiming } from '#router/server/edge/webhook.ts';
import { type BotEvent, botEvent, type DeliveryRecord } from '#shared/protocol/edge.ts';
import { type Office, opening, openOffice, SECRET, send, until } from './edge-office.ts';

/** Long enough that no receiver that answers is taken for one that does not, however slow the machine. */
const timing: WebhookTiming = { timeoutMs: 30_000, baseMs: 4, capMs: 30, maxAttempts: 6 };

interface Delivery {
  readonly event: BotEvent;
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

/** What the receiver does with one delivery: a status, or nothing at all. */
type React = (delivery: Delivery) => number | 'hang';

async function receive(react: React) {
  const deliveries: Delivery[] = [];
  const paths: string[] = [];
  let answer = react;
  const server = createServer((request, response) => {
    paths.push(request.url ?? '');
    let body = '';
    request.setEncoding('utf8').on('data', (text: string) => {
      body += text;
    });
    request.on('end', () => {
      const delivery = { event: botEvent.parse(JSON.parse(body)), body, headers: request.headers };
      deliveries.push(delivery);
      const status = answer(delivery);
      if (status === 'hang') return;
      response
        .writeHead(status, status >= 300 && status < 400 ? { location: '/elsewhere' } : {})
        .end('ignored');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    deliveries,
    paths,
    react(next: React) {
      answer = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const endings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

async function receiver(react: React = () => 204) {
  const made = await receive(react);
  endings.push(made.close);
  return made;
}
async function office(options: Parameters<typeof openOffice>[0]): Promise<Office> {
  const made = await openOffice({ ...options, edge: { timing, ...options?.edge } });
  endings.push(made.close);
  return made;
}

async function handOff(at: Office, id: string) {
  await send(at, 'POST', '/v1/conversations', opening(id));
  await send(at, 'POST', `/v1/conversations/${id}/handoff`, {});
  return at.accept(id);
}
const write = (at: Office, conversation: string, id: string, fence: number) =>
  at.marta({ k: 'turn.send', d: { conversation, id, text: `words ${id}` } }, fence);
const records = async (at: Office): Promise<DeliveryRecord[]> =>
  (await send(at, 'GET', '/v1/deliveries?limit=500')).body.deliveries;
const settled = (at: Office, count: number) =>
  until(
    () => records(at),
    (all) => all.length >= count && all.every(({ state }) => state !== 'pending'),
  );
const deliveryOf = async (at: Office, conversation: string, id: string) =>
  (await at.entries(conversation)).find((entry) => entry.id === id)?.delivery;

test('events arrive signed, in order, with a stable id; a person’s words become accepted', async () => {
  const bot = await receiver();
  const at = await office({ webhook: bot.url });
  await at.arrive();
  const { fence } = await handOff(at, 'one');
  await write(at, 'one', 'h1', fence);
  await write(at, 'one', 'h2', fence);
  await until(
    () => deliveryOf(at, 'one', 'h2'),
    (delivery) => delivery === 'accepted',
  );

  const offsets = bot.deliveries.map(({ event }) => event.offset);
  expect(offsets).toEqual(offsets.map((_, index) => index));
  expect(bot.deliveries.slice(-2).map(({ event }) => event.type === 'human.turn' && event.data.id)).toEqual([
    'h1',
    'h2',
  ]);
  for (const { headers, body, event } of bot.deliveries) {
    const [, t = '', given = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(headers['baton-signature'])) ?? [];
    expect(given).toBe(createHmac('sha256', SECRET).update(`${t}.${body}`).digest('hex'));
    expect([headers['baton-event-id'], headers['baton-delivery-attempt'], headers['content-type']]).toEqual([
      event.id,
      '1',
      'application/json',
    ]);
  }
  expect(await deliveryOf(at, 'one', 'h1')).toBe('accepted');
  expect(
    (await settled(at, offsets.length)).every(
      ({ state, attempts }) => state === 'accepted' && attempts === 1,
    ),
  ).toBe(true);
});

test('what fails is sent again with the same id until it is taken; meanwhile other conversations go on', async () => {
  const seen = new Map<string, number>();
  const bot = await receiver(({ event }) => {
    const attempts = (seen.get(event.id) ?? 0) + 1;
    seen.set(event.id, attempts);
    if (event.conversation !== 'stuck' || event.type !== 'human.turn' || event.data.id !== 'h1') return 200;
    return attempts === 1 ? 'hang' : attempts === 2 ? 503 : attempts === 3 ? 302 : 200;
  });
  // Waited for once: the first delivery that hangs.
  const at = await office({ webhook: bot.url, edge: { timing: { ...timing, timeoutMs: 2_000 } } });
  await at.arrive();
  const stuck = await handOff(at, 'stuck');
  const free = await handOff(at, 'free');
  await write(at, 'stuck', 'h1', stuck.fence);
  await write(at, 'stuck', 'h2', stuck.fence);
  await until(
    async () => bot.deliveries.length,
    () => bot.deliveries.some(({ event }) => event.type === 'human.turn'),
  );
  await write(at, 'free', 'f1', free.fence);
  await until(
    () => deliveryOf(at, 'stuck', 'h2'),
    (delivery) => delivery === 'accepted',
  );

  const turns = bot.deliveries.flatMap(({ event, headers }) =>
    event.type === 'human.turn' ? [`${event.data.id} ${headers['baton-delivery-attempt']}`] : [],
  );
  expect(turns.filter((each) => each.startsWith('h'))).toEqual(['h1 1', 'h1 2', 'h1 3', 'h1 4', 'h2 1']);
  expect(turns.indexOf('f1 1')).toBeLessThan(turns.indexOf('h1 2'));
  expect(bot.paths.every((path) => path === '/hook')).toBe(true);
  const first = (await records(at)).find(({ attempts }) => attempts === 4);
  expect(first).toMatchObject({ state: 'accepted', status: 200, conversation: 'stuck', type: 'human.turn' });
});

test('410 and too many attempts end as failed, said to the person; redelivery sends again and settles it', async () => {
  const bot = await receiver(({ event }) => {
    if (event.type !== 'human.turn') return 200;
    return event.data.id === 'gone' ? 410 : 500;
  });
  const at = await office({ webhook: bot.url });
  await at.arrive();
  const { fence } = await handOff(at, 'one');
  await write(at, 'one', 'gone', fence);
  await write(at, 'one', 'tried', fence);
  await until(
    () => deliveryOf(at, 'one', 'tried'),
    (delivery) => delivery === 'failed',
  );
  expect(await deliveryOf(at, 'one', 'gone')).toBe('failed');
  const failed = (await send(at, 'GET', '/v1/deliveries?state=failed')).body.deliveries as DeliveryRecord[];
  expect(failed.map(({ attempts, status, error }) => [attempts, status, error])).toEqual([
    [timing.maxAttempts, 500, 'answered 500'],
    [1, 410, 'answered 410'],
  ]);

  bot.react(() => 202);
  const last = failed[0]?.offset ?? -1;
  const again = await send(at, 'POST', `/v1/deliveries/${last}/redeliver`, {});
  expect(again).toMatchObject({ status: 200, body: { offset: last, event: failed[0]?.event } });
  await until(
    () => deliveryOf(at, 'one', 'tried'),
    (delivery) => delivery === 'accepted',
  );
  expect(bot.deliveries.at(-1)?.headers['baton-event-id']).toBe(failed[0]?.event);
  expect((await send(at, 'POST', '/v1/deliveries/9999/redeliver', {})).status).toBe(404);
});

test('a private target is not connected to unless it is listed, whatever its name resolves to', async () => {
  const bot = await receiver();
  const { port } = new URL(bot.url);
  const refusing = async (
    webhook: string,
    resolve?: () => Promise<{ address: string; family: number }[]>,
  ) => {
    const at = await office({
      webhook,
      config: { allowTargets: ['other.example'] },
      edge: resolve ? { resolve } : {},
    });
    await at.arrive();
    await handOff(at, 'one');
    const all = await until(
      () => records(at),
      (found) => found.some(({ state }) => state === 'failed'),
    );
    return all.at(-1)?.error;
  };
  expect(await refusing(`http://127.0.0.1:${port}/hook`)).toMatch(/not https/);
  expect(await refusing(`https://127.0.0.1:${port}/hook`)).toMatch(/not public/);
  expect(
    await refusing(`https://hooks.example:${port}/hook`, async () => [{ address: '10.0.0.9', family: 4 }]),
  ).toMatch(/hooks\.example is at 10\.0\.0\.9, which is not public/);
  expect(bot.deliveries).toEqual([]);
});

test('the connection goes to the address that was checked, not to a second answer of the resolver', async () => {
  const bot = await receiver();
  const { port } = new URL(bot.url);
  let asked = 0;
  const resolve = async () => {
    asked += 1;
    return [{ address: '127.0.0.1', family: 4 }];
  };
  // This name does not exist: only the checked address can have been used.
  const at = await office({ webhook: `http://pinned.invalid:${port}/hook`, edge: { resolve } });
  await at.arrive();
  await handOff(at, 'one');
  await until(
    async () => bot.deliveries.length,
    (count) => count >= 3,
  );
  expect(asked).toBe(bot.deliveries.length);
  expect(bot.deliveries[0]?.headers.host).toBe(`pinned.invalid:${port}`);
});

test('a restart loses nothing and repeats nothing that was taken; a wait continues with its count', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-edge-'));
  endings.push(async () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'router.db');
  const bot = await receiver(({ event }) => (event.type === 'human.turn' ? 503 : 200));
  const slow: WebhookTiming = { ...timing, baseMs: 40, capMs: 200, maxAttempts: 50 };

  const before = await openOffice({
    engine: openSqliteEngine({ file }),
    webhook: bot.url,
    edge: { timing: slow },
  });
  await before.arrive();
  const { fence } = await handOff(before, 'one');
  for (const id of ['h1', 'h2', 'h3']) await write(before, 'one', id, fence);
  const waiting = await until(
    () => records(before),
    (all) => all.some(({ attempts, state }) => state === 'pending' && attempts >= 2),
  );
  const attempts = waiting.find(({ state }) => state === 'pending')?.attempts ?? 0;
  await before.close();

  const taken = bot.deliveries.filter(({ event }) => event.type !== 'human.turn').length;
  bot.react(() => 200);
  const after = await office({
    engine: openSqliteEngine({ file }),
    webhook: bot.url,
    edge: { timing: slow },
  });
  const all = await settled(after, taken + 3);
  expect(all.every(({ state }) => state === 'accepted')).toBe(true);
  const accepted = bot.deliveries.slice(-3).map(({ event }) => event.type === 'human.turn' && event.data.id);
  expect(accepted).toEqual(['h1', 'h2', 'h3']);
  expect(Number(bot.deliveries.at(-3)?.headers['baton-delivery-attempt'])).toBeGreaterThan(attempts);
  expect(bot.deliveries.filter(({ event }) => event.type !== 'human.turn')).toHaveLength(taken);
  expect(await deliveryOf(after, 'one', 'h3')).toBe('accepted');
});

test('only the node with the lease delivers; when it lets go another takes over', async () => {
  const bot = await receiver();
  const engine = createMemoryEngine({ now: Date.now });
  const lease = await engine.acquire('edge', 'another node', 3_600_000);
  if (lease === null) throw new Error('the lease is free');
  const at = await office({ engine, webhook: bot.url, edge: { leaseMs: 30 } });
  await at.arrive();
  const { fence } = await handOff(at, 'one');
  await write(at, 'one', 'h1', fence);
  expect((await send(at, 'GET', '/v1/deliveries')).body).toEqual({ webhook: true, deliveries: [] });
  expect(bot.deliveries).toEqual([]);

  await engine.release(lease);
  await until(
    () => deliveryOf(at, 'one', 'h1'),
    (delivery) => delivery === 'accepted',
  );
});
