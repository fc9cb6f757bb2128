// Wall displays at a real router: what they are shown, who is let in, and that a withdrawal is felt at once.
import { createHash, randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { WALL_CLOSE } from '#shared/protocol/wall.ts';
import { engines, type Office, openOffice, tokenOf } from './router-office.ts';
import { openWall } from './wall-client.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const FAST = { countsMs: 20, heartbeatMs: 60_000 };

let office: Office;
const sockets: { terminate(): void }[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.terminate();
  await office.close();
});

async function open(options: Parameters<typeof openOffice>[0] = {}) {
  office = await openOffice({ ...options, server: { timing: FAST, ...options.server } });
  return office;
}
/** The first person of the office leads it. */
const led = (changes: object = {}) => ({ roles: { ana: ['agent', 'lead'] as const }, ...changes });

function wall(options: Omit<Parameters<typeof openWall>[0], 'http'> & { http?: string }) {
  const client = openWall({ http: office.server.http, ...options });
  sockets.push(client.socket);
  return client;
}

async function addDisplay(queues = ['care'], id = 'tv') {
  const token = randomBytes(32).toString('base64url');
  const lead = await office.signIn('ana', { device: `device-${id}` });
  const added = await lead.do('display.add', { id, name: 'Floor', queues, hash: sha256(token) });
  expect(added).toMatchObject({ ok: true });
  return { token, lead };
}

describe('a display', () => {
  test('is shown aggregates of its queues and no word or name of a customer, and only what changed after that', async () => {
    await open(led());
    const { token } = await addDisplay();
    const display = wall({ token });
    const first = await display.until(() => true);
    expect(first).toMatchObject({ title: 'Floor', missing: [], queues: [{ id: 'care', waiting: 0 }] });
    const ben = await office.signIn('ben');
    await ben.do('presence.set', { status: 'away' });
    await office.handoff('c1', 'my secret words');
    const board = await display.until(({ queues }) => queues[0]?.waiting === 1);
    expect(board.queues).toMatchObject([
      { id: 'care', today: { entered: 1, offers: 0 }, people: { offline: 1, away: 1, available: 0 } },
    ]);
    expect(board.alerts).toMatchObject([{ kind: 'nobody', queue: 'care' }]);
    await ben.do('presence.set', { status: 'available' });
    await display.until(({ queues, alerts }) => queues[0]?.today.offers === 1 && alerts.length === 0);
    const told = display.frames.join('\n');
    for (const word of ['secret', 'Ilse', 'c1', 'Reis', token]) expect(told).not.toContain(word);
    expect(display.frames.filter((frame) => frame.startsWith('{"op":"board"'))).toHaveLength(1);
    // Nothing happens: a tick confirms, and says no more.
    const from = display.frames.length;
    await display.until(() => display.frames.slice(from).some((frame) => frame.length < 60));
    expect(JSON.stringify(office.logged)).not.toContain(token);
  });

  test('that is withdrawn loses its socket at once and cannot come back; others stay', async () => {
    const { engine, remove } = engines.sqlite();
    await open(led({ engine }));
    const { token, lead } = await addDisplay();
    const other = randomBytes(32).toString('base64url');
    await lead.do('display.add', { id: 'tv2', name: 'Hall', queues: ['care'], hash: sha256(other) });
    const [gone, stays] = [wall({ token }), wall({ token: other })];
    await Promise.all([gone.until(() => true), stays.until(() => true)]);
    const known = await lead.frame('eph', ({ k, d }) => k === 'displays' && (d as unknown[]).length === 2);
    expect(known.d).toMatchObject([{ id: 'tv' }, { id: 'tv2', name: 'Hall', addedBy: 'ana Reis' }]);
    expect(JSON.stringify(lead.frames)).not.toContain(sha256(other));

    expect(await lead.do('display.revoke', { id: 'tv' })).toMatchObject({ ok: true });
    expect(await gone.closed).toMatchObject({ code: WALL_CLOSE.revoked });
    expect(await wall({ token }).closed).toMatchObject({ code: WALL_CLOSE.unauthorized });
    const at = stays.board()?.at ?? 0;
    await stays.until((board) => board.at > at);
    await office.close();
    remove();
  });

  test('is known after a restart of the router', async () => {
    const folder = engines.sqlite();
    await open(led({ engine: folder.engine }));
    const { token } = await addDisplay();
    await (await office.signIn('ben')).do('presence.set', { status: 'away' });
    await office.handoff('c1');
    await office.stop();
    office = await openOffice({ ...led({ engine: folder.engine }), server: { timing: FAST } });
    const board = await wall({ token }).until(() => true);
    expect(board.queues).toMatchObject([{ id: 'care', waiting: 1, today: { entered: 1 } }]);
    await office.close();
    folder.remove();
  });
});

describe('a display is refused', () => {
  test('with a token that is not known', async () => {
    await open(led());
    expect(await wall({ token: 'nothing' }).closed).toMatchObject({ code: WALL_CLOSE.unauthorized });
    // A person’s token is none of a display, nor the other way round.
    expect(await wall({ token: tokenOf('ana') }).closed).toMatchObject({ code: WALL_CLOSE.unauthorized });
    const { token } = await addDisplay();
    const asPerson = office.client('ana', { token });
    await asPerson.connect();
    asPerson.send({ op: 'auth', v: 1, token, device: 'd', n_next: 1, cursors: {} });
    expect(await asPerson.untilClosed()).toMatchObject({ code: 4005 });
  });

  test('from another origin, without one, without the subprotocol, or when it says anything else', async () => {
    await open(led());
    expect(await wall({ token: 'x', origin: 'http://elsewhere.example' }).refused).toEqual({
      status: 403,
      body: 'open a wall by its own address',
    });
    expect(await wall({ token: 'x', origin: null }).refused).toMatchObject({ status: 403 });
    expect(await wall({ token: 'x', protocols: ['baton.v1'] }).refused).toMatchObject({ status: 400 });
    expect(await wall({ token: 'x', protocols: [] }).refused).toMatchObject({ status: 400 });
    const { token } = await addDisplay();
    const chatty = wall({ token });
    await chatty.until(() => true);
    chatty.socket.send('{"op":"do"}');
    expect(await chatty.closed).toMatchObject({ code: WALL_CLOSE.protocol });
    const silly = wall({});
    silly.socket.once('open', () => silly.socket.send('not json'));
    expect(await silly.closed).toMatchObject({ code: WALL_CLOSE.protocol });
  });

  test('when its address knocks too often', async () => {
    await open(led());
    const tries = Array.from({ length: 80 }, () => wall({ token: 'guess' }));
    const first = await Promise.race(tries.map(({ refused }) => refused));
    expect(first).toMatchObject({ status: 429 });
  });

  test('by an agent, and an agent has no wall', async () => {
    await open(led());
    const agent = await office.signIn('ben');
    const refused = await agent.do('display.add', {
      id: 'x',
      name: 'X',
      queues: ['care'],
      hash: sha256('x'),
    });
    expect(refused).toMatchObject({ ok: false, err: { code: 'forbidden' } });
    agent.send({ op: 'eph', k: 'wall', d: { on: true } });
    expect(await agent.frame('err')).toMatchObject({ ref: 'eph' });
  });
});

test('a lead’s console has the wall over its own link, and no more of it when it asks for none', async () => {
  await open(led());
  const lead = await office.signIn('ana');
  lead.send({ op: 'eph', k: 'wall', d: { on: true } });
  const first = await lead.frame('eph', ({ k }) => k === 'wall');
  expect(first.d).toMatchObject({ op: 'board', board: { title: 'Meridian Air', queues: [{ id: 'care' }] } });
  await lead.frame('eph', ({ k, d }) => k === 'wall' && (d as { op: string }).op === 'tick');
  lead.send({ op: 'eph', k: 'wall', d: { on: false } });
  lead.send({ op: 'ping' });
  await lead.frame('pong');
  const from = lead.frames.length;
  const ben = await office.arrive('ben');
  await ben.frame('done');
  expect(lead.frames.slice(from).filter((frame) => frame.op === 'eph' && frame.k === 'wall')).toEqual([]);
});

test('over HTTP the wall is a page of its own, without the console', async () => {
  await open({ server: { timing: FAST, pages: null } });
  const get = (path: string, init?: RequestInit) => fetch(`${office.server.http}${path}`, init);
  expect((await get('/wall')).status).toBe(503);
  expect(await (await get('/wall')).text()).toContain('npm run build');
  expect((await get('/index.html')).status).toBe(404);
  expect((await get('/assets/index.js')).status).toBe(404);
  expect((await get('/wall', { method: 'POST' })).status).toBe(405);
});
