// What the console core does when the router, the network or the disk does not behave: it asks again, says what is wrong,
// and neither loses nor doubles anything.
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcp } from 'node:net';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createConsole } from '#core/console.ts';
import type { Diff } from '#shared/contract/views.ts';
import { CLOSE } from '#shared/protocol/close.ts';
import { openStore } from '#store/client.ts';
import { type ConsoleOptions, openPage, QUICK, scratchFolder, startCore, testPorts } from './core-console.ts';
import {
  conversation,
  grant,
  handoff,
  openScript,
  PERSON,
  READY,
  STREAM,
  said,
  snapshotOf,
} from './core-router.ts';
import { refusing } from './refusing-store.ts';
import { openOffice } from './router-office.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function script(hello: Parameters<typeof openScript>[0] = {}) {
  const router = await openScript(hello);
  ends.push(() => router.close());
  return router;
}

async function core(url: string, more: Partial<ConsoleOptions> = {}) {
  const started = await startCore({ url, token: 'token', person: PERSON, ...more });
  ends.push(() => started.stop());
  return started;
}

const reset = (snap: unknown, o = 10, more?: boolean) => ({
  ...{ op: 'reset', s: STREAM, e: 1, o, snap },
  ...(more === undefined ? {} : { more }),
});
const added = (o: number, seq: number, text = `turn ${seq}`) => ({
  ...{ op: 'ev', s: STREAM, e: 1, o, t: 1, k: 'entry.added' },
  d: { conversation: 'k1', entry: said(seq, text) },
});

describe('the link', () => {
  it('is a new device for a router that does not know its numbers any more, and what waits is sent again', async () => {
    const router = await script();
    const started = await core(router.url);
    const first = await router.ready();
    await started.page.call('presence.set', { status: 'away' });
    const { n } = await first.peer.next('do');
    first.peer.say({ op: 'done', n, ok: true, r: {} });
    await started.page.until(({ outbox }) => outbox.size === 0);
    first.peer.close(1001);
    // The router came back with an older database.
    const second = await router.ready({ n_seen: 0 });
    expect(second.auth.device).toBe(first.auth.device);
    const third = await router.ready({ n_seen: 0 });
    expect(third.auth.device).not.toBe(first.auth.device);
    expect(third.auth.n_next).toBe(1);
    await started.page.call('presence.set', { status: 'available' });
    expect((await third.peer.next('do')).n).toBe(1);
  });

  it.each([
    ['unauthorized', 'refused.unauthorized'],
    ['replaced', 'refused.replaced'],
    ['version', 'refused.version'],
    ['protocol', 'refused.protocol'],
  ] as const)('stays away after the close %s and says why; "try now" tries', async (name, reason) => {
    const router = await script();
    const { page } = await core(router.url);
    (await router.peer()).close(CLOSE[name].code);
    const link = await page.until(({ link }) => {
      const row = link.get('link');
      return row?.state === 'refused' ? row : undefined;
    });
    expect(link.reason).toBe(reason);
    await page.call('link.retry', {});
    await router.ready();
    await page.until(({ link }) => link.get('link')?.state === 'live');
  });

  it('wipes the copy of a person who was removed, and keeps what they typed', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('conversation.send', { conversation: 'k1', text: 'wait' });
    peer.close(CLOSE.removed.code);
    await page.until(
      ({ conversations, link }) => conversations.size === 0 && link.get('link')?.state === 'refused',
    );
    expect([...page.rows.outbox.values()]).toMatchObject([{ text: 'wait' }]);
    expect((await page.call('history.search', { text: 'booking' })).hits).toEqual([]);
  });

  it('wipes it, and is a new device, also where the disk refuses at first', async () => {
    const router = await script();
    const { page } = await core(router.url, {
      openStore: refusing({ methods: new Set(['wipe', 'renewDevice']), nth: 1 }),
    });
    const first = await router.ready();
    await page.call('presence.set', { status: 'away' });
    const { n } = await first.peer.next('do');
    first.peer.say({ op: 'done', n, ok: true, r: {} });
    await page.until(({ outbox }) => outbox.size === 0);
    first.peer.close(1001);
    // The router came back with an older database.
    await router.ready({ n_seen: 0 });
    const { auth, peer } = await router.ready({ n_seen: 0 });
    expect([auth.device === first.auth.device, auth.n_next]).toEqual([false, 1]);
    peer.say(reset(snapshotOf('k1')));
    await page.until(({ conversations }) => conversations.has('k1'));
    peer.close(CLOSE.removed.code);
    await page.until(({ conversations }) => conversations.size === 0);
    const found = async () => (await page.call('history.search', { text: 'booking' })).hits;
    await vi.waitFor(async () => expect(await found()).toEqual([]));
    await page.call('link.retry', {});
    expect((await router.ready()).auth.cursors).toEqual({});
  });

  it.each(['drain', 'slow', 'heartbeat', 'authTimeout'] as const)(
    'comes back after the close %s',
    async (name) => {
      const router = await script();
      const { page } = await core(router.url);
      const { peer } = await router.ready();
      peer.close(CLOSE[name].code);
      await router.ready();
      await page.until(({ link }) => link.get('link')?.state === 'live');
    },
  );

  it('leaves a router that never takes it in, and one that has fallen silent', async () => {
    const router = await script({ hb: 200 });
    await core(router.url, { times: { connectMs: 1_000 } });
    // Never answers the auth.
    expect((await (await router.peer()).untilClosed()).code).toBe(4008);
    // Ready, then half-open: no frame, no close.
    const { peer: frozen } = await router.ready();
    frozen.raw = () => undefined;
    expect((await frozen.untilClosed()).code).toBe(4002);
  });

  it('leaves a router that says nonsense, and passes over what a later version may say', async () => {
    const router = await script();
    const { page } = await core(router.url);
    for (const nonsense of ['not json', '{"op":"ev","s":"p:ana"}', '[]', Buffer.from([1, 2, 3])]) {
      const { peer } = await router.ready();
      peer.raw(nonsense);
      expect((await peer.untilClosed()).code).toBe(4003);
    }
    const { peer } = await router.ready();
    peer.say({ op: 'news', of: 'a later version' });
    peer.say({ op: 'ping', extra: true });
    await peer.next('pong');
    await page.until(({ link }) => link.get('link')?.state === 'live');
  });

  it('says that an address is no router’s, whatever answers there', async () => {
    const web = createServer((_request, response) => response.writeHead(404).end());
    web.on('upgrade', (_request, socket) => socket.end('HTTP/1.1 404 Not Found\r\n\r\n'));
    web.listen(0, '127.0.0.1');
    await once(web, 'listening');
    ends.push(() => web.close());
    const wrong = await core(`ws://127.0.0.1:${(web.address() as AddressInfo).port}`);
    const refused = (started: typeof wrong) =>
      started.page.until(({ link }) => {
        const row = link.get('link');
        return row?.state === 'refused' ? row.reason : undefined;
      });
    expect(await refused(wrong)).toBe('refused.not_a_router');
    expect(await refused(await core('gopher://nowhere'))).toBe('refused.address');
    const office = await openOffice();
    ends.push(() => office.close());
    expect(await refused(await core(office.url, { token: 'guessed' }))).toBe('refused.unauthorized');
    // Nobody listens: that may change.
    const port = createTcp().listen(0, '127.0.0.1');
    await once(port, 'listening');
    const { port: free } = port.address() as AddressInfo;
    await new Promise((resolve) => port.close(resolve));
    const alone = await core(`ws://127.0.0.1:${free}`);
    const link = await alone.page.until(({ link }) => {
      const row = link.get('link');
      return row?.state === 'offline' ? row : undefined;
    });
    expect(link).toMatchObject({ state: 'offline', outbox: 0 });
  });

  it('measures the router’s clock', async () => {
    const router = await script({ now: Date.now() + 3_600_000 });
    const { page } = await core(router.url);
    await router.ready();
    const offset = await page.until(({ link }) => link.get('link')?.clockOffset || undefined);
    expect(Math.abs(offset - 3_600_000)).toBeLessThan(30_000);
    const { checks } = await page.call('diagnostics.run', {});
    expect(checks.find(({ name }) => name === 'clock')).toMatchObject({ ok: false });
  });
});

describe('a person without a link', () => {
  it('is theirs to see: their work stays with them for the grace of its queue from the last contact on', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const queues = READY.queues.map((queue) => ({ ...queue, graceSeconds: 600 }));
    const { peer } = await router.ready({ queues });
    peer.say(reset(snapshotOf('k1')));
    await page.until(({ me }) => me.get(PERSON)?.presence.connected === true);
    await router.close();
    const { presence, freshAt = 0 } = await page.until(({ me, link }) => {
      const row = link.get('link');
      const presence = me.get(PERSON)?.presence;
      return row?.state === 'offline' && presence?.connected === false ? { ...row, presence } : undefined;
    });
    // What they chose stands; the scripted router has the clock of this machine, but for what measuring it costs.
    expect(presence.status).toBe('available');
    expect(Math.abs((presence.graceUntil ?? 0) - freshAt - 600_000)).toBeLessThan(30_000);
  });
});

describe('the feeds', () => {
  it('are applied in order, acknowledged, and joined from parts', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const { peer, auth } = await router.ready({ reset: [STREAM] });
    expect(auth).toMatchObject({ n_next: 1, cursors: {} });
    peer.say(reset(snapshotOf('k1'), 10, true));
    peer.say(reset(snapshotOf('k2'), 10));
    await page.until(({ conversations }) => conversations.has('k1') && conversations.has('k2'));
    expect((await peer.next('ack')).a).toEqual({ [STREAM]: 10 });
    await page.call('conversation.open', { conversation: 'k1' });
    peer.say({
      ...{ op: 'evs', s: STREAM, e: 1, o0: 10 },
      list: [1, 2, 3].map((seq) => ({
        k: 'entry.added',
        t: 1,
        d: { conversation: 'k1', entry: said(seq, `turn ${seq}`) },
      })),
    });
    await page.until(({ entries }) => entries.has('k1/3'));
    expect((await peer.next('ack')).a).toEqual({ [STREAM]: 13 });
    peer.close(CLOSE.drain.code);
    expect((await router.ready()).auth.cursors).toEqual({ [STREAM]: [1, 13] });
  });

  it('ask again after a gap, and take what is late for late', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset({ presence: snapshotOf().presence, grants: [grant('k1')] }));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('conversation.open', { conversation: 'k1' });
    peer.say(added(12, 3));
    expect(await peer.next('sync')).toMatchObject({ s: STREAM, c: [1, 10] });
    peer.say(added(13, 4));
    peer.say(added(10, 1));
    peer.say(added(11, 2));
    peer.say(added(12, 3));
    await page.until(({ entries }) => entries.has('k1/3'));
    expect(page.rows.entries.has('k1/4')).toBe(false);
    peer.say(added(11, 2));
    peer.say(added(13, 4));
    await page.until(({ entries }) => entries.has('k1/4'));
    expect(peer.frames.filter(({ op }) => op === 'sync')).toEqual([]);
  });

  it('ask for a reset when an event does not fit, and stop asking when nothing fits', async () => {
    const router = await script();
    const { page, logged } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await page.until(({ conversations }) => conversations.has('k1'));
    const bad = {
      op: 'ev',
      s: STREAM,
      e: 1,
      o: 10,
      t: 1,
      k: 'entry.added',
      d: { conversation: 'k1', entry: 7 },
    };
    peer.say(bad);
    expect(await peer.next('sync')).toMatchObject({ s: STREAM, c: [0, 0] });
    peer.say(reset(snapshotOf('k2'), 11));
    await page.until(({ conversations }) => conversations.has('k2') && !conversations.has('k1'));
    for (let times = 0; times < 4; times += 1) {
      peer.say(reset({ presence: 'gone' }, 12));
      await peer.next('sync');
    }
    peer.say(reset({ presence: 'gone' }, 12));
    // The connection stays, and other work goes on.
    const { operation } = await page.call('conversation.send', { conversation: 'k2', text: 'still here' });
    const order = await peer.next('do');
    expect(order.id).toBe(operation);
    expect(peer.frames.filter(({ op }) => op === 'sync')).toEqual([]);
    expect(logged.some(({ level, message }) => level === 'error' && /given up/.test(message))).toBe(true);
  });

  it('hide at once what is taken away, before the purge has even begun', async () => {
    const router = await script();
    const purge = Promise.withResolvers<void>();
    const { page } = await core(router.url, {
      async openStore(options) {
        const { store, opened } = await openStore(options);
        const forget: typeof store.forget = async (id) => purge.promise.then(() => store.forget(id));
        return { opened, store: { ...store, forget } };
      },
    });
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1', 'k2')));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('conversation.open', { conversation: 'k1' });
    peer.say({ op: 'forget', conversation: 'k1' });
    await page.until(({ conversations, entries }) => !conversations.has('k1') && entries.size === 0);
    // Also for events that were on their way: they wait behind the purge, and none brings it back.
    peer.say(added(10, 1));
    purge.resolve();
    for (let acked = 0; acked !== 11; ) acked = (await peer.next('ack')).a[STREAM] ?? 0;
    expect([page.rows.conversations.has('k1'), page.rows.entries.size]).toEqual([false, 0]);
    expect(
      (await page.call('history.search', { text: 'booking' })).hits.map((hit) => hit.conversation),
    ).toEqual(['k2']);
  });

  it('forget at once what is taken away, whatever is still on its way', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1', 'k2')));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('conversation.open', { conversation: 'k1' });
    peer.say(added(10, 1));
    peer.say({ op: 'forget', conversation: 'k1' });
    peer.say({ ...added(11, 2), k: 'access.ended', d: { conversation: 'k1', why: 'reassigned' } });
    peer.say({
      ...added(12, 3),
      k: 'conversation.changed',
      d: { conversation: { ...conversation('k2'), preview: 'later' } },
    });
    await page.until(({ conversations }) => conversations.get('k2')?.conversation.preview === 'later');
    const told = page.events.flatMap(({ name, body }) => (name === 'state.changed' ? [body as Diff] : []));
    const hidden = told.findIndex(({ removals }) =>
      removals.some(({ c, id }) => c === 'conversations' && id === 'k1'),
    );
    const after = told.slice(hidden + 1).flatMap(({ upserts }) => upserts);
    expect(after.filter(({ id }) => id.startsWith('k1'))).toEqual([]);
    expect(page.rows.conversations.has('k1')).toBe(false);
    expect(page.rows.entries.size).toBe(0);
    await expect(page.call('conversation.open', { conversation: 'k1' })).rejects.toMatchObject({
      body: { code: 'not_found' },
    });
  });
});

describe('a right that begins anew', () => {
  it('is not taken away by the word of its end, when that comes after the feed has told both', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1', 'k2')));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('conversation.open', { conversation: 'k1' });
    const fed = (o: number, k: string, d: object) => peer.say({ ...added(o, 0), k, d });
    fed(10, 'access.ended', { conversation: 'k1', why: 'rescinded' });
    fed(11, 'access.granted', grant('k1', [said(0, 'my booking'), said(1, 'again')]));
    peer.say({ op: 'forget', conversation: 'k1', at: [1, 10] });
    fed(12, 'conversation.changed', { conversation: { ...conversation('k2'), preview: 'later' } });
    await page.until(({ conversations }) => conversations.get('k2')?.conversation.preview === 'later');
    expect(page.rows.conversations.has('k1')).toBe(true);
    expect((await page.call('conversation.open', { conversation: 'k1' })).entries).toHaveLength(2);
    // One that is ahead of the feed still purges at once.
    peer.say({ op: 'forget', conversation: 'k1', at: [1, 13] });
    await page.until(({ conversations, entries }) => !conversations.has('k1') && entries.size === 0);
  });
});

describe('the outbox', () => {
  async function withConversation(times: ConsoleOptions['times'] = {}) {
    const router = await script();
    const started = await core(router.url, { times });
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await started.page.until(({ conversations }) => conversations.has('k1'));
    return { router, started, page: started.page, peer };
  }

  it('numbers densely, keeps the order, and repeats exactly what it said until it is answered', async () => {
    const { router, page, peer } = await withConversation();
    for (const text of ['one', 'two', 'three'])
      await page.call('conversation.send', { conversation: 'k1', text });
    const first = await peer.next('do');
    expect(first).toMatchObject({ n: 1, k: 'turn.send', base: 3, d: { text: 'one', id: first.id } });
    peer.close(CLOSE.drain.code);
    const { peer: second, auth } = await router.ready();
    expect(auth.n_next).toBe(2);
    expect(await second.next('do')).toEqual(first);
    second.say({ op: 'done', n: 1, ok: true, r: {} });
    expect(await second.next('do')).toMatchObject({ n: 2, d: { text: 'two' } });
    // The router cannot store now: the same number again, a little later.
    second.say({ op: 'done', n: 2, ok: false, err: { code: 'unavailable', msg: 'disk' } });
    expect(await second.next('do')).toMatchObject({ n: 2, d: { text: 'two' } });
    second.say({ op: 'done', n: 2, ok: false, err: { code: 'wrong_state', msg: 'over' } });
    expect(await second.next('do')).toMatchObject({ n: 3, d: { text: 'three' } });
    second.say({ op: 'done', n: 3, ok: true, r: {} });
    // An answer to a number that is long settled changes nothing.
    second.say({ op: 'done', n: 1, ok: true, r: {} });
    await page.until(({ outbox }) => outbox.size === 1);
    expect([...page.rows.outbox.values()]).toMatchObject([
      { state: 'refused', refusal: 'wrong_state', text: 'two' },
    ]);
    expect(page.link()?.outbox).toBe(0);
  });

  it('says again what has a number before anything without one, also a reply that waited to be taken back', async () => {
    const router = await script();
    const { page } = await core(router.url);
    const first = await router.ready({ reset: [STREAM] });
    first.peer.say(reset(snapshotOf('k1')));
    await page.until(({ conversations }) => conversations.has('k1'));
    await page.call('settings.set', { undoSeconds: 10 });
    const { operation } = await page.call('conversation.send', { conversation: 'k1', text: 'wait' });
    await page.call('presence.set', { status: 'away' });
    expect(await first.peer.next('do')).toMatchObject({ n: 1, k: 'presence.set' });
    // Not answered: the line goes, and meanwhile the reply may go.
    first.peer.close(1001);
    await page.call('outbox.hurry', { operation });
    const second = await router.ready();
    expect(await second.peer.next('do')).toMatchObject({ n: 1, k: 'presence.set' });
    second.peer.say({ op: 'done', n: 1, ok: true, r: {} });
    expect(await second.peer.next('do')).toMatchObject({ n: 2, k: 'turn.send' });
  });

  it('refuses at once what is not this person’s, and what is not there', async () => {
    const { page, peer } = await withConversation();
    peer.say({
      ...added(10, 1),
      k: 'access.changed',
      d: { conversation: 'k1', right: 'kept', until: 8_000_000_000_000 },
    });
    await page.until(({ conversations }) => conversations.get('k1')?.right === 'kept');
    const kept = page.call('conversation.send', { conversation: 'k1', text: 'too late' });
    await expect(kept).rejects.toMatchObject({
      body: { code: 'conflict', message: 'refusal.not_owner', detail: 'not_owner' },
    });
    for (const call of [
      () => page.call('conversation.send', { conversation: 'k9', text: 'nobody' }),
      () => page.call('handoff.wrap', { handoff: 'k9.h1' }),
      () => page.call('outbox.discard', { operation: 'x' }),
    ])
      await expect(call()).rejects.toMatchObject({ body: { code: 'not_found' } });
    // For who clicks it, an offer that is not known any more is gone.
    await expect(page.call('offer.decline', { offer: 'x', reason: 'busy' })).rejects.toMatchObject({
      body: { code: 'conflict', detail: 'offer_gone' },
    });
  });

  it('answers "offline" when an acceptance gets no answer, and the answer still counts when it comes', async () => {
    const { page, peer } = await withConversation({ answerMs: 50 });
    const offer = {
      ...{ id: 'k2.h1.o1', handoff: 'k2.h1', conversation: 'k2', person: PERSON, fence: 1, state: 'pending' },
      ...{ madeAt: 1, expiresAt: 2, why: 'free' },
    };
    const ctx = { ...grant('k2'), right: 'offered', handoff: handoff('k2', { state: 'offered', fence: 1 }) };
    peer.say({ op: 'offer', offer, ttl: 60_000, ctx });
    await page.until(({ offers }) => offers.has(offer.id));
    // Listened to from the start: on a slow machine the refusal is there before the question has arrived.
    const refused = expect(page.call('offer.accept', { offer: offer.id })).rejects.toMatchObject({
      body: { code: 'offline', message: 'error.unanswered' },
    });
    expect(await peer.next('do')).toMatchObject({ n: 1, k: 'offer.accept', base: 1 });
    await refused;
    // Said again by the router, it is still being answered.
    peer.say({ op: 'offer', offer, ttl: 60_000, ctx });
    peer.say({ op: 'ping' });
    await peer.next('pong');
    await expect(page.call('offer.accept', { offer: offer.id })).rejects.toMatchObject({
      body: { code: 'conflict' },
    });
    peer.say({ op: 'done', n: 1, ok: true, r: { handoff: 'k2.h1', fence: 2 } });
    await page.until(({ offers, outbox }) => offers.size === 0 && outbox.size === 0);
    // The feed has not caught up, but the fence of the answer counts already.
    peer.say({ ...added(10, 0), k: 'access.granted', d: ctx });
    await page.until(({ conversations }) => conversations.has('k2'));
    await page.call('conversation.send', { conversation: 'k2', text: 'hello' });
    expect(await peer.next('do')).toMatchObject({ n: 2, base: 2 });
  });

  it('drops offers that are not repeated after the line came back', async () => {
    const { router, page, peer } = await withConversation();
    const offer = (id: string) => ({
      ...{ id, handoff: 'k2.h1', conversation: 'k2', person: PERSON, fence: 1, state: 'pending' },
      ...{ madeAt: 1, expiresAt: 2, why: 'free' },
    });
    const ctx = { ...grant('k2'), right: 'offered' };
    for (const id of ['o1', 'o2']) peer.say({ op: 'offer', offer: offer(id), ttl: 600_000, ctx });
    await page.until(({ offers }) => offers.size === 2);
    peer.close(CLOSE.drain.code);
    const { peer: again } = await router.ready();
    again.say({ op: 'offer', offer: offer('o2'), ttl: 600_000, ctx });
    await page.until(({ offers }) => offers.get('o1')?.state === 'lost');
    expect(page.rows.offers.get('o2')?.state).toBe('open');
    again.say({ op: 'revoke', oid: 'o2', why: 'rescinded', to: 'Ben Reis' });
    const gone = await page.until(({ offers }) =>
      offers.get('o2')?.state === 'rescinded' ? offers.get('o2') : undefined,
    );
    expect(gone?.to).toBe('Ben Reis');
  });
});

describe('the console', () => {
  it('ends every call with the reason when its files cannot be used', async () => {
    const folder = scratchFolder();
    ends.push(() => folder.remove());
    const first = await startCore({
      url: 'ws://127.0.0.1:9',
      token: 't',
      person: PERSON,
      folder: folder.path,
    });
    await first.stop();
    const { ports } = testPorts({ url: 'ws://127.0.0.1:9', token: 't', person: 'ben', folder: folder.path });
    const broken = createConsole(ports, openStore, QUICK);
    const early = broken.dispatch({ v: 1, id: 1, kind: 'call', name: 'app.hello', body: {} });
    await expect(broken.start()).rejects.toThrow(/ana|another|belongs/);
    const refused = { kind: 'err', body: { code: 'internal', message: 'error.store_person' } };
    expect(await early).toMatchObject(refused);
    expect(await broken.dispatch({ v: 1, id: 2, kind: 'call', name: 'app.hello', body: {} })).toMatchObject(
      refused,
    );
    await broken.stop();
  });

  it('begins the copy anew when it is damaged, and keeps what was typed', async () => {
    const router = await script();
    const first = await startCore({ url: router.url, token: 't', person: PERSON });
    ends.push(() => first.stop());
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await first.page.until(({ conversations }) => conversations.has('k1'));
    await first.page.call('conversation.send', { conversation: 'k1', text: 'kept' });
    await first.core.stop();
    writeFileSync(join(first.folder, 'cache.db'), 'this is no database');
    const second = await core(router.url, { folder: first.folder });
    const { peer: again, auth } = await router.ready();
    expect(auth.cursors).toEqual({});
    expect([...second.page.rows.outbox.values()]).toMatchObject([{ text: 'kept' }]);
    expect(await again.next('do')).toMatchObject({ d: { text: 'kept' } });
    again.say(reset(snapshotOf('k1')));
    await second.page.until(({ conversations }) => conversations.has('k1'));
    expect(second.logged.some(({ message }) => /damaged/.test(message))).toBe(true);
  });

  it('locks the copy after the lease and opens it at the next contact', async () => {
    const router = await script();
    const folder = scratchFolder();
    ends.push(() => folder.remove());
    mkdirSync(folder.path, { recursive: true });
    const first = await startCore({ url: router.url, token: 't', person: PERSON, folder: folder.path });
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await first.page.until(({ conversations }) => conversations.has('k1'));
    await first.core.stop();
    const later = () => Date.now() + QUICK.leaseMs + 1_000;
    const second = await core(router.url, { folder: folder.path, now: later });
    expect(second.page.link()).toMatchObject({ locked: true });
    expect(second.page.rows.conversations.size).toBe(0);
    const locked = { body: { code: 'unauthorized', message: 'error.locked' } };
    await expect(second.page.call('history.search', { text: 'booking' })).rejects.toMatchObject(locked);
    await expect(second.page.call('conversation.open', { conversation: 'k1' })).rejects.toMatchObject(locked);
    await router.ready();
    await second.page.until(
      ({ conversations, link }) => conversations.has('k1') && link.get('link')?.locked === false,
    );
    expect((await second.page.call('history.search', { text: 'booking' })).hits).toHaveLength(1);
  });

  it('marks read only what some page shows: not after a reload, nor when its page is gone', async () => {
    const router = await script();
    const { core: console, page, notices } = await core(router.url);
    const { peer } = await router.ready();
    peer.say(reset(snapshotOf('k1')));
    await page.until(({ conversations }) => conversations.has('k1'));
    const ask = (who: string, name: string) =>
      console.dispatch({ v: 1, id: 1, kind: 'call', name, body: { conversation: 'k1' } }, who);
    const unread = () => page.rows.conversations.get('k1')?.unread;
    await ask('one', 'conversation.open');
    await ask('two', 'conversation.open');
    await page.until(() => unread() === 0);
    await ask('one', 'state.snapshot');
    peer.say(added(10, 1));
    await page.until(({ entries }) => entries.has('k1/1') && unread() === 0);
    // The sample is of 1970: its reply is overdue, which is another story.
    const turns = () => notices.filter(({ kind }) => kind === 'turn');
    expect(turns()).toEqual([]);
    console.left('two');
    peer.say(added(11, 2));
    await page.until(() => unread() === 1);
    expect(page.rows.entries.size).toBe(0);
    expect(turns()).toMatchObject([{ tag: 'conversation:k1', title: 'Ilse Verhoeven wrote' }]);
  });

  it('keeps settings, changing only what is named', async () => {
    const router = await script();
    const { page, core: console } = await core(router.url);
    await page.call('settings.set', { theme: 'dark' });
    await page.call('settings.set', { noticeContent: 'nothing' });
    expect(await page.call('settings.get', {})).toMatchObject({
      theme: 'dark',
      noticeContent: 'nothing',
      density: 'normal',
    });
    console.open({ conversation: 'k1' });
    expect(page.events.at(-1)).toEqual({ name: 'app.open', body: { conversation: 'k1' } });
    const other = await openPage(console);
    expect(other.rows.link.get('link')).toEqual(page.rows.link.get('link'));
  });
});
