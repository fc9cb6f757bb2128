// A router that asks for accounts at a real place that is slow, wrong, huge, elsewhere or down: what went wrong is told, nobody waits
// for it, and it leads nowhere it should not.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { ConfigError } from '#router/config.ts';
import type { Resolve } from '#router/server/target.ts';
import type { LookupFailure } from '#shared/schema/account.ts';
import type { Conversation } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { type AccountServer, breaksOff, json, type React, serveAccounts } from '../system/account-server.ts';
import { type Office, type OfficeOptions, openOffice } from './router-office.ts';

const ends: (() => unknown)[] = [];
let crm: AccountServer;
let folder: string;
beforeEach(async () => {
  crm = await serveAccounts(json({ plan: 'Flex' }));
  ends.push(crm.close);
  folder = mkdtempSync(join(tmpdir(), 'baton-crm-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  writeFileSync(join(folder, 'map.json'), JSON.stringify({ account: { plan: '/plan' } }));
});
afterEach(async () => {
  vi.unstubAllEnvs();
  for (const end of ends.splice(0).reverse()) await end();
});

type Source = Extract<NonNullable<OfficeOptions['accounts']>[number], { kind: 'http' }>;

async function start(
  source: Partial<Source> = {},
  resolve?: Resolve,
  engine?: Office['engine'],
): Promise<Office> {
  const accounts = [
    {
      ...({ kind: 'http', id: 'crm', name: 'CRM', mapping: 'map.json' } as const),
      ...{ url: `${crm.url}/of/{customer.id}`, allowPrivate: [crm.host], freshSeconds: 0 },
      // Long enough that a place that answers is not taken for one that does not, however slow the machine.
      timeoutMs: 20_000,
      ...source,
    },
  ];
  const server = { configFile: join(folder, 'baton.config.json'), ...(resolve && { resolve }) };
  const office = await openOffice({ accounts, server, ...(engine && { engine }) });
  ends.push(() => office.close());
  return office;
}

const open = (office: Office, id: string, customer = id) =>
  office.bot({
    kind: 'open',
    id,
    body: { channel: 'chat', customer: { id: customer, verified: true, name: 'Ilse' } },
  });
const headOf = async (
  office: Office,
  id: string,
): Promise<{ conversation: Conversation; handoff: Handoff }> =>
  JSON.parse((await office.engine.get(`open/conversation/${id}`))?.value ?? '');
const settled = (office: Office, id: string) =>
  vi.waitFor(
    async () => {
      const { customer } = (await headOf(office, id)).conversation;
      expect(customer.lookup?.state).not.toBe('asking');
      return customer;
    },
    { timeout: 15_000 },
  );
async function failed(office: Office, id: string): Promise<LookupFailure | undefined> {
  await open(office, id);
  const { account, lookup } = await settled(office, id);
  expect([account, lookup?.state]).toEqual([undefined, 'failed']);
  return lookup?.reason;
}

test.each<[LookupFailure, string, React]>([
  ['not_json', 'a page', (_, response) => void response.end('<html>')],
  ['shape', 'a plan that is a list', json({ plan: ['Flex'] })],
  ['status', 'an error', json({}, 500)],
  ['unauthorized', 'a refusal', json({}, 403)],
  ['redirects', 'a circle', ({ path }, response) => void response.writeHead(302, { location: path }).end()],
  ['unreachable', 'an answer that breaks off', breaksOff],
])('%s: %s', async (reason, _what, react) => {
  crm.react(react);
  expect(await failed(await start(), 'c1')).toBe(reason);
});

test('too_large: more than was agreed is not read to its end', async () => {
  let written = 0;
  crm.react((_, response) => {
    const more = (): void => {
      while (!response.destroyed && response.write('x'.repeat(65_536))) written += 65_536;
      response.once('drain', more);
    };
    more();
  });
  expect(await failed(await start({ maxBytes: 100_000 }), 'c1')).toBe('too_large');
  expect(written).toBeLessThan(50_000_000);
});

test('timeout: no answer, and an answer that does not end, cost as much as was agreed', async () => {
  const office = await start({ timeoutMs: 200 });
  crm.react(() => undefined);
  expect(await failed(office, 'c1')).toBe('timeout');
  crm.react((_, response) => void response.writeHead(200).write('{'));
  expect(await failed(office, 'c2')).toBe('timeout');
});

test('unreachable: it is down; once it is up again it is asked again', async () => {
  const office = await start();
  await crm.down();
  expect(await failed(office, 'c1')).toBe('unreachable');
  await crm.up();
  await office.bot({ kind: 'initiate', conversation: 'c1', body: {} });
  expect((await settled(office, 'c1')).account).toEqual({ plan: 'Flex' });
});

test('paused: after some failures it is left alone', async () => {
  crm.react(json({}, 500));
  const office = await start({ breaker: { failures: 2, seconds: 600 } });
  expect(await failed(office, 'c1')).toBe('status');
  expect(await failed(office, 'c2')).toBe('status');
  expect(await failed(office, 'c3')).toBe('paused');
  expect(crm.asked).toHaveLength(2);
});

test('what was said before stands with its time where it cannot be asked now', async () => {
  const office = await start();
  await open(office, 'first', 'c');
  const before = await settled(office, 'first');
  crm.react(json({}, 500));
  await open(office, 'second', 'c');
  const { account, lookup } = await settled(office, 'second');
  expect([account, lookup?.state, lookup?.reason, lookup?.asOf]).toEqual([
    { plan: 'Flex' },
    'failed',
    'status',
    before.lookup?.asOf,
  ]);
});

test('address: a redirect to a private address is refused, and one to where it is allowed is followed', async () => {
  const inside = await serveAccounts(json({ plan: 'Secret' }));
  ends.push(inside.close);
  crm.react((_, response) => void response.writeHead(302, { location: `${inside.url}/x` }).end());
  const office = await start();
  expect(await failed(office, 'c1')).toBe('address');
  expect(inside.asked).toEqual([]);
  for (const location of ['http://169.254.169.254/latest', 'https://[::1]/', 'file:///etc/passwd']) {
    crm.react((_, response) => void response.writeHead(307, { location }).end());
    await open(office, `to-${location.length}`);
    expect((await settled(office, `to-${location.length}`)).lookup?.reason).toBe('address');
  }
  crm.react(({ path }, response) => {
    if (path === '/of/c2') return void response.writeHead(308, { location: '/there' }).end();
    json({ plan: 'Moved' })({ path, headers: {}, body: '' }, response);
  });
  await open(office, 'c2');
  expect((await settled(office, 'c2')).account).toEqual({ plan: 'Moved' });
});

test('the address that was checked is the one that is connected to', async () => {
  const port = new URL(crm.url).port;
  let asked = 0;
  // A second answer would lead elsewhere, and nobody but this resolver knows the name.
  const resolve: Resolve = async () => [{ address: asked++ === 0 ? '127.0.0.1' : '127.0.0.2', family: 4 }];
  const url = `http://crm.invalid:${port}/of/{customer.id}`;
  const office = await start({ url, allowPrivate: [`crm.invalid:${port}`] }, resolve);
  await open(office, 'c1');
  expect([(await settled(office, 'c1')).account, asked]).toEqual([{ plan: 'Flex' }, 1]);
  expect(crm.asked.map(({ headers }) => headers.host)).toEqual([`crm.invalid:${port}`]);
});

test('a name at a private address is refused unless it is listed', async () => {
  const resolve: Resolve = async () => [
    { address: '8.8.8.8', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ];
  const office = await start({ url: 'https://crm.invalid/{customer.id}', allowPrivate: [] }, resolve);
  expect(await failed(office, 'c1')).toBe('address');
});

test('the secret goes to the host it is for, read at each use, and to no other', async () => {
  const other = await serveAccounts(json({ plan: 'Elsewhere' }));
  ends.push(other.close);
  vi.stubEnv('CRM_TOKEN', 'first-secret-of-the-crm');
  const office = await start({
    headers: { authorization: 'Bearer {secret}', 'x-for': 'baton' },
    secret: 'env:CRM_TOKEN',
    allowPrivate: [crm.host, other.host],
  });
  await open(office, 'c1');
  await settled(office, 'c1');
  vi.stubEnv('CRM_TOKEN', 'second-secret-of-the-crm');
  crm.react((_, response) => void response.writeHead(302, { location: `${other.url}/x` }).end());
  await open(office, 'c2');
  expect((await settled(office, 'c2')).account).toEqual({ plan: 'Elsewhere' });
  expect(crm.asked.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer first-secret-of-the-crm',
    'Bearer second-secret-of-the-crm',
  ]);
  expect(other.asked.map(({ headers }) => [headers.authorization, headers['x-for']])).toEqual([
    [undefined, 'baton'],
  ]);
  vi.stubEnv('CRM_TOKEN', undefined);
  expect(await failed(office, 'c3')).toBe('secret');
  expect(JSON.stringify([office.logged, await office.engine.scan('', null, 10_000)])).not.toContain(
    '-secret-of',
  );
});

test('nobody waits for it: the offer comes, is taken and answered while the answer is held back, and that comes in later', async () => {
  let answer: () => void = () => undefined;
  crm.react((asked, response) => {
    answer = () => json({ plan: 'Flex' })(asked, response);
  });
  const office = await start();
  const ana = await office.arrive('ana');
  await open(office, 'c1');
  await office.bot({ kind: 'initiate', conversation: 'c1', body: {} });
  const { offer } = await ana.frame('offer', (frame) => frame.offer.conversation === 'c1');
  const { r } = await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
  const { fence: base } = r as { fence: number };
  await ana.do('turn.send', { conversation: 'c1', id: 'r1', text: 'Hello' }, { base });
  await crm.times(1);
  const before = await headOf(office, 'c1');
  expect(before.conversation.customer.lookup).toMatchObject({ source: 'CRM', state: 'asking' });
  answer();
  expect((await settled(office, 'c1')).account).toEqual({ plan: 'Flex' });
  // What they were briefed with stays as it was.
  expect((await headOf(office, 'c1')).handoff.context).toEqual(before.handoff.context);
  await ana.until(({ events }) => JSON.stringify(events).includes('"plan":"Flex"'));
});

test('a router that ended while it asked asks again', async () => {
  crm.react(() => undefined);
  const office = await start();
  await open(office, 'c1');
  await crm.times(1);
  await office.stop();
  crm.react(json({ plan: 'Flex' }));
  const next = await start({}, undefined, office.engine);
  expect((await settled(next, 'c1')).account).toEqual({ plan: 'Flex' });
});

test.each([
  ['$.accounts[0].mapping: ', /none\.json is not there/, null],
  ['$.accounts[0].mapping: ', /map\.json is not JSON/, '{'],
  [
    '$.accounts[0].mapping: ',
    /map\.json: \$\.account: Unrecognized key: "wealth"/,
    { account: { wealth: '/w' } },
  ],
  [
    '$.accounts[0].mapping: ',
    /map\.json: \$\.facts\.0\.at: "w" is no JSON Pointer/,
    { facts: [{ label: 'W', at: 'w' }] },
  ],
])('a mapping file that is wrong ends the start with %s%s', async (place, reason, content) => {
  if (content !== null)
    writeFileSync(join(folder, 'map.json'), typeof content === 'string' ? content : JSON.stringify(content));
  const error: unknown = await start(content === null ? { mapping: 'none.json' } : {}).catch(
    (thrown) => thrown,
  );
  expect(error).toBeInstanceOf(ConfigError);
  expect((error as Error).message).toContain(place);
  expect((error as Error).message).toMatch(reason);
});
