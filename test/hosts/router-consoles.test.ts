// What a console may count on: who gets in, what it is shown, what it may not see, and that nothing is lost or doubled
// when it goes and comes back. Real sockets, both engines.
import { afterEach, describe, expect, it } from 'vitest';
import { engines, type Office, type OfficeOptions, openOffice, tokenOf } from './router-office.ts';

describe.each(Object.entries(engines))('consoles of a router on %s', (_name, makeEngine) => {
  let office: Office;
  let remove: () => void = () => undefined;

  async function open(options: OfficeOptions = {}) {
    const made = makeEngine();
    remove = made.remove;
    office = await openOffice({ engine: made.engine, ...options });
    return office;
  }

  afterEach(async () => {
    await office.close();
    remove();
  });

  it('lets nobody in without a known token, a subprotocol, in time', async () => {
    await open({ server: { timing: { authMs: 1_500 } } });
    const stranger = office.client('ana', { token: 'guessed' });
    await stranger.connect();
    stranger.send({ op: 'auth', v: 1, token: 'guessed', device: 'd1', n_next: 1, cursors: {} });
    expect(await stranger.untilClosed()).toEqual({ code: 4005, reason: 'unauthorized' });

    const plain = office.client('ana', { protocols: [] });
    await plain.connect().catch(() => undefined);
    expect((await plain.untilClosed()).code).toBe(4003);

    const silent = office.client('ana');
    await silent.connect();
    expect((await silent.untilClosed()).code).toBe(4008);

    const older = office.client('ana');
    await older.connect();
    older.send({ op: 'auth', v: 2, token: tokenOf('ana'), device: 'd1', n_next: 1, cursors: {} });
    expect((await older.untilClosed()).code).toBe(4009);

    for (const early of [
      { op: 'do', n: 1, id: 'o', k: 'presence.set', d: { status: 'available' } },
      'no json',
      [],
    ]) {
      const rash = office.client('ana');
      await rash.connect();
      rash.send(early);
      expect((await rash.untilClosed()).code).toBe(4003);
    }
    await expect(
      office.client('ana', { headers: { origin: 'https://evil.test' } }).connect(),
    ).rejects.toThrow('403');
    await expect(
      office.client('ana', { url: office.url.replace('/console', '/other') }).connect(),
    ).rejects.toThrow('404');
    // Nobody's state changed by any of it.
    expect((await office.clerk.view([], (desk) => desk.personState('ana'))).value.presence.connected).toBe(
      false,
    );
    expect(await office.engine.scan('device/', null, 10)).toEqual([]);
  });

  it('tells a lead of the queue why an offer went to whom it went, and nobody else', async () => {
    await open({ roles: { ben: ['lead'] } });
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    const { offer } = await ana.frame('offer');
    expect(offer.match).toEqual({ of: 1, knows: false, asked: { skills: {} } });
    const ben = await office.arrive('ben');
    for (const client of [ana, ben]) client.send({ op: 'explain', ref: 7, handoff: offer.handoff });
    ben.send({ op: 'explain', ref: 8, handoff: 'nothing.1' });
    expect(await ana.frame('matches')).toMatchObject({ ref: 7, list: [] });
    const told = await ben.frame('matches');
    expect(told).toMatchObject({ ref: 7, list: [{ offer: offer.id, person: 'ana', of: 1 }] });
    expect(told.list[0]?.excluded).toMatchObject([{ person: 'ben', why: 'offline' }]);
    const zoe = await office.arrive('zoe');
    zoe.send({ op: 'explain', ref: 1, handoff: offer.handoff });
    expect(await zoe.frame('matches')).toMatchObject({ list: [] });
  });

  it('carries a handoff from the offer to the end, to the one person who has it', async () => {
    await open();
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    const { offer, ctx, ttl } = await ana.frame('offer');
    expect(ctx.entries.some((entry) => entry.type === 'turn' && entry.text.includes('booking'))).toBe(true);
    expect(ttl).toBeGreaterThan(0);
    expect(await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence })).toMatchObject({
      ok: true,
    });
    const { conversation: changed } = (
      await ana.event(
        'p:ana',
        'conversation.changed',
        ({ data }) => (data.conversation as { state: string }).state === 'human',
      )
    ).data as never as { conversation: { id: string } };
    expect(changed.id).toBe('k1');
    const fence = (
      (
        await ana.event(
          'p:ana',
          'handoff.changed',
          ({ data }) => (data.handoff as { state: string }).state !== 'offered',
        )
      ).data.handoff as { fence: number }
    ).fence;
    const sent = await ana.do(
      'turn.send',
      { conversation: 'k1', id: 't-1', text: 'Good morning' },
      { base: fence },
    );
    expect(sent).toMatchObject({ ok: true });
    await ana.event('p:ana', 'entry.added', ({ data }) => (data.entry as { id?: string }).id === 't-1');
    await office.bot({ kind: 'event', conversation: 'k1', body: { type: 'customer.typing' } });
    expect(await ana.frame('eph', ({ k }) => k === 'typing')).toMatchObject({
      d: { conversation: 'k1', on: true },
    });
  });

  it('moves an ignored offer on, and the one who missed it forgets at once', async () => {
    await open({ queue: { offerSeconds: 0.05 } });
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    const { offer } = await ana.frame('offer');
    const ben = await office.arrive('ben');
    expect(await ana.frame('revoke')).toMatchObject({ oid: offer.id, why: 'timeout' });
    const forget = await ana.frame('forget');
    expect(forget).toMatchObject({ conversation: 'k1' });
    // It says where the feed tells the same, so that a later grant is not taken for what has ended.
    const feed = await office.engine.read('p:ana', 0, 500);
    const ended = feed.events.findLast(({ kind }) => kind === 'access.ended');
    expect(forget.at).toEqual([feed.epoch, ended?.offset]);
    await ana.event('p:ana', 'access.ended');
    expect((await ben.frame('offer')).offer.conversation).toBe('k1');
  });

  it('goes on by offset after a cut, with what was missed and nothing twice', async () => {
    await open();
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    await ana.event('q:care', 'queue.entered');
    ana.cut();
    await ana.untilClosed();
    for (const id of ['k2', 'k3', 'k4']) await office.handoff(id);
    const before = ana.events.length;
    ana.frames.length = 0;
    await ana.connect();
    const ready = await ana.signIn();
    expect(ready.reset).toEqual([]);
    expect(ready.n_seen).toBe(1);
    await ana.event(
      'q:care',
      'queue.entered',
      ({ data }) => (data.row as { conversation: string }).conversation === 'k4',
    );
    expect(ana.frames.some(({ op }) => op === 'reset')).toBe(false);
    const offsets = ana.events
      .slice(before)
      .filter(({ stream }) => stream === 'q:care')
      .map(({ offset }) => offset);
    expect(offsets).toEqual(offsets.map((_, place) => (offsets[0] ?? 0) + place));
    // The offer that still stands is shown again.
    expect((await ana.frame('offer')).offer.conversation).toBe('k1');
  });

  it('does not tell a console that was away the words of a right that has ended since', async () => {
    await open();
    const ana = await office.arrive('ana');
    const cursors = { ...ana.cursors };
    await office.handoff('k1', 'my secret is 4711');
    const { offer } = await ana.frame('offer');
    await ana.do('offer.decline', { offer: offer.id, reason: 'busy' }, { base: offer.fence });
    await ana.event('p:ana', 'access.ended');
    const { device } = ana;
    await ana.close();
    const again = office.client('ana', { device });
    await again.connect();
    Object.assign(again.cursors, cursors);
    await again.signIn({ n_next: 3 });
    await again.event('p:ana', 'access.ended');
    expect(again.events.map(({ kind }) => kind)).toContain('withheld');
    expect(JSON.stringify(again.frames)).not.toContain('4711');
    // What it is told from now on is told whole.
    await again.do('presence.set', { status: 'available' }, { n: 3 });
  });

  it('begins anew from a snapshot below the floor, with another epoch and beyond the head', async () => {
    await open();
    const ben = await office.arrive('ben');
    for (const id of ['k1', 'k2', 'k3']) await office.handoff(id);
    await ben.event(
      'q:care',
      'queue.entered',
      ({ data }) => (data.row as { conversation: string }).conversation === 'k3',
    );
    const { epoch, head } = await office.engine.read('q:care', 0, 1);
    await office.engine.trim('q:care', head - 1);
    for (const [cursor, device] of [
      [[epoch, 0], 'd-low'],
      [[epoch + 1, head], 'd-epoch'],
      [[epoch, head + 7], 'd-high'],
    ] as const) {
      const late = await office.signIn('ana', { device, cursors: { 'q:care': [...cursor] } });
      expect((await late.frame('ready')).reset).toContain('q:care');
      const reset = await late.frame('reset', ({ s }) => s === 'q:care');
      expect(reset).toMatchObject({ e: epoch, o: head });
      expect(
        (reset.snap as { rows: { conversation: string }[] }).rows.map(({ conversation }) => conversation),
      ).toEqual(['k1', 'k2', 'k3']);
      await late.close();
    }
  });

  it('begins a person anew with what they own and what they keep', async () => {
    await open();
    const ana = await office.arrive('ana');
    for (const id of ['k1', 'k2']) {
      await office.handoff(id);
      const { offer } = await ana.frame('offer', (frame) => frame.offer.conversation === id);
      await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
    }
    const { value } = await office.clerk.view([], (desk) => desk.personState('ana'));
    const first = value.grants.find(({ conversation }) => conversation.id === 'k1');
    const outcome = { disposition: 'solved', tags: [], summary: '', toBot: false };
    const done = await ana.do(
      'handoff.complete',
      { handoff: first?.handoff.id ?? '', outcome },
      { base: first?.handoff.fence ?? 0 },
    );
    expect(done).toMatchObject({ ok: true });
    const fresh = await office.signIn('ana');
    await fresh.until(() => fresh.snapshots.has('p:ana'));
    const parts = fresh.snapshots.get('p:ana') as {
      grants: { right: string; conversation: { id: string } }[];
    }[];
    const rights = parts.flatMap(({ grants }) =>
      grants.map(({ right, conversation }) => [conversation.id, right]),
    );
    expect(Object.fromEntries(rights)).toEqual({ k1: 'kept', k2: 'owner' });
  });

  it('answers a command that is sent again with its first answer, and never twice for one number', async () => {
    await open();
    const ana = await office.signIn('ana');
    const first = await ana.do('presence.set', { status: 'available' }, { n: 1, id: 'a' });
    const refusedFirst = await ana.do('offer.accept', { offer: 'nothing.1' }, { n: 2, id: 'b', base: 1 });
    expect(refusedFirst.ok).toBe(false);
    await ana.close();
    await ana.connect();
    expect((await ana.signIn()).n_seen).toBe(2);
    const { head } = await office.engine.read('p:ana', 0, 1);
    expect(await ana.do('presence.set', { status: 'available' }, { n: 1, id: 'a' })).toEqual(first);
    expect(await ana.do('offer.accept', { offer: 'nothing.1' }, { n: 2, id: 'b', base: 1 })).toEqual(
      refusedFirst,
    );
    expect((await office.engine.read('p:ana', 0, 1)).head).toBe(head);
    for (const wrong of [
      () => ana.do('presence.set', { status: 'away' }, { n: 1, id: 'a' }),
      () => ana.do('presence.set', { status: 'available' }, { n: 1, id: 'other' }),
      () => ana.do('presence.set', { status: 'away' }, { n: 4, id: 'd' }),
    ]) {
      expect(await wrong()).toMatchObject({ ok: false, err: { code: 'operation_mismatch' } });
    }
    // Sent twice before the first answer came.
    const twice = await Promise.all([
      ana.do('presence.set', { status: 'break' }, { n: 3, id: 'c' }),
      ana.do('presence.set', { status: 'break' }, { n: 3, id: 'c' }),
    ]);
    expect(twice[0]).toEqual(twice[1]);
    const breaks = (await office.engine.read('p:ana', 0, 500)).events.filter(({ data }) =>
      data.includes('"break"'),
    );
    expect(breaks).toHaveLength(1);
  });

  it('uses up the number of a command that makes no sense', async () => {
    await open();
    const ana = await office.signIn('ana');
    ana.send({ op: 'do', n: 1, id: 'x', k: 'world.end', d: {} });
    ana.send({ op: 'do', n: 2, id: 'y', k: 'presence.set', d: { status: 'asleep' } });
    ana.send({ op: 'do', n: 3, id: 'z', k: 'presence.set', d: { status: 'away' } });
    expect(await ana.frame('done', ({ n }) => n === 1)).toMatchObject({ err: { code: 'unknown_command' } });
    expect(await ana.frame('done', ({ n }) => n === 2)).toMatchObject({
      err: { code: 'invalid', msg: expect.stringContaining('d.status') },
    });
    expect(await ana.frame('done', ({ n }) => n === 3)).toMatchObject({ ok: true });
  });

  it('lets the newer connection of a device win, and keeps a person with another console connected', async () => {
    await open();
    const first = await office.arrive('ana', { device: 'desk' });
    const second = await office.signIn('ana', { device: 'desk', next: 2 });
    expect(await first.untilClosed()).toEqual({ code: 4006, reason: 'replaced' });
    const laptop = await office.signIn('ana', { device: 'laptop' });
    await second.close();
    await laptop.do('presence.set', { status: 'away' });
    const { value } = await office.clerk.view([], (desk) => desk.personState('ana'));
    expect(value.presence).toMatchObject({ connected: true, status: 'away' });
    const thief = office.client('ben', { device: 'laptop' });
    await thief.connect();
    thief.send({ op: 'auth', v: 1, token: tokenOf('ben'), device: 'laptop', n_next: 1, cursors: {} });
    expect((await thief.untilClosed()).code).toBe(4005);
    expect(laptop.closed).toBeNull();
  });

  it('shows nobody what is another person’s or another queue’s', async () => {
    await open();
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    await ana.event('q:care', 'queue.entered');
    const zoe = await office.signIn('zoe', {
      cursors: { 'p:ana': [0, 0], 'q:care': [0, 0], 'b:ava': [0, 0] },
    });
    expect((await zoe.frame('ready')).streams).toEqual(['p:zoe', 'q:desk']);
    for (const s of ['p:ana', 'q:care', 'b:ava', 'p:nobody']) {
      const from = zoe.frames.length;
      zoe.send({ op: 'sync', s, c: [0, 0] });
      expect((await zoe.frame('err', undefined, from)).msg).toContain(s);
    }
    await zoe.do('presence.set', { status: 'available' });
    await zoe.event('p:zoe', 'presence.changed');
    const seen = zoe.frames.filter((frame) => 's' in frame).map((frame) => (frame as { s: string }).s);
    expect([...new Set(seen)].sort()).toEqual(['p:zoe', 'q:desk']);
    expect(JSON.stringify(zoe.frames)).not.toContain('booking');
    // ben shares the queue and sees the line, never the words.
    const ben = await office.signIn('ben');
    await ben.until(() => ben.snapshots.has('q:care'));
    expect(JSON.stringify(ben.frames)).not.toContain('booking');
    const stolen = await ben.do('offer.accept', { offer: (await ana.frame('offer')).offer.id }, { base: 1 });
    expect(stolen).toMatchObject({ ok: false });
  });

  it('stops sending at the credit and goes on with the acks', async () => {
    await open();
    const lease = await office.engine.acquire('test', 'test', 60_000);
    if (lease === null) throw new Error('no lease');
    const data = JSON.stringify({ why: 'x'.repeat(10_000) });
    const append = Array.from({ length: 300 }, () => ({ stream: 'q:care', kind: 'filler.added', data }));
    const ana = await office.signIn('ana', { ack: false });
    await ana.until(() => ana.snapshots.has('q:care') && ana.snapshots.has('p:ana'));
    const before = ana.received;
    await office.engine.commit(lease, { append });
    // The last event of the credit, then silence: a pong shows that nothing else was on its way.
    await ana.until(({ received }) => received - before > 900_000);
    ana.send({ op: 'ping' });
    await ana.frame('pong');
    ana.send({ op: 'ping' });
    await ana.until(({ frames }) => frames.filter(({ op }) => op === 'pong').length === 2);
    const held = ana.received - before;
    expect(held).toBeLessThan(1_048_576 + 1_000);
    expect(ana.events.filter(({ kind }) => kind === 'filler.added').length).toBeLessThan(110);
    while (ana.events.filter(({ kind }) => kind === 'filler.added').length < 300) {
      const have = ana.events.length;
      ana.ack();
      await ana.until(({ events }) => events.length > have);
    }
    // Up to date again: new events come by themselves.
    ana.ack();
    await office.engine.commit(lease, { append: append.slice(0, 1) });
    await ana.until(({ events }) => events.filter(({ kind }) => kind === 'filler.added').length === 301);
  });

  it('answers what it does not understand, and gives up after many', async () => {
    await open();
    const ana = await office.signIn('ana');
    const bad: [unknown, string | undefined][] = [
      ['{"op":', undefined],
      ['[]', undefined],
      [{ op: 'dance' }, 'dance'],
      [{ op: 'do', n: 0, id: 'x', k: 'presence.set', d: {} }, 'do'],
      [{ op: 'ack', a: { 'x:y': 1 } }, 'ack'],
      [{ op: 'sync', s: 'p:ana' }, 'sync'],
    ];
    for (const [frame, ref] of bad) {
      const from = ana.frames.length;
      ana.send(frame);
      expect((await ana.frame('err', undefined, from)).ref).toBe(ref);
    }
    expect((await ana.do('presence.set', { status: 'away' })).ok).toBe(true);
    for (let i = 0; i < 20; i++) ana.send({ op: 'dance' });
    expect((await ana.untilClosed()).code).toBe(4003);
    const heavy = await office.signIn('ana');
    heavy.send(JSON.stringify({ op: 'eph', k: 'typing', d: 'x'.repeat(1_048_577) }));
    expect((await heavy.untilClosed()).code).toBe(4004);
  });

  it('offers the work again after the grace period, with the half-written draft; a return in time keeps it', async () => {
    await open({ queue: { graceSeconds: 0.3 } });
    const ana = await office.arrive('ana');
    await office.handoff('k1');
    const { offer } = await ana.frame('offer');
    await ana.do('offer.accept', { offer: offer.id }, { base: offer.fence });
    const owned = async () =>
      (await office.clerk.view([], (desk) => desk.personState('ana'))).value.grants[0];
    const fence = (await owned())?.handoff.fence ?? 0;
    await ana.do('draft.save', { conversation: 'k1', text: 'Dear Ilse, I' }, { base: fence });
    ana.cut();
    await ana.untilClosed();
    await ana.connect();
    await ana.signIn();
    expect((await owned())?.right).toBe('owner');
    ana.cut();
    await ana.untilClosed();
    const ben = await office.arrive('ben');
    const again = await ben.frame('offer');
    expect(again.offer.conversation).toBe('k1');
    expect(again.ctx.draft).toBe('Dear Ilse, I');
  });

  it('keeps an idle but living console and drops a dead one', async () => {
    await open({ server: { timing: { heartbeatMs: 50 } } });
    const alive = await office.signIn('ana');
    const dead = await office.signIn('ben');
    // A machine that fell asleep: the socket stands, nobody answers.
    dead.socket.pause();
    const gone = async () =>
      !(await office.clerk.view([], (desk) => desk.personState('ben'))).value.presence.connected;
    await alive.frame('ping');
    while (!(await gone())) await alive.frame('ping', undefined, alive.frames.length);
    expect(alive.closed).toBeNull();
  });

  it('does not take its own standstill for the silence of a console', async () => {
    await open({ server: { timing: { heartbeatMs: 50 } } });
    const ana = await office.signIn('ana');
    await ana.frame('ping');
    // A slow disk or a machine that slept: the answer is on its way, and nobody has read it.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 400);
    const from = ana.frames.length;
    await ana.frame('ping', undefined, from + 1);
    expect(ana.closed).toBeNull();
  });

  it('reads a console that asks much more slowly, and answers everything it asked in order', async () => {
    await open({ server: { limits: { burst: 3, perSecond: 500 } } });
    const ana = await office.signIn('ana');
    const statuses = ['available', 'away', 'break', 'available', 'away'] as const;
    const asked = Array.from({ length: 40 }, (_, i) =>
      ana.do('presence.set', { status: statuses[i % 5] ?? 'away' }),
    );
    expect((await Promise.all(asked)).every(({ ok }) => ok)).toBe(true);
    const answers = ana.frames.flatMap((frame) => (frame.op === 'done' ? [frame.n] : []));
    expect(answers).toEqual(Array.from({ length: 40 }, (_, i) => i + 1));
  });

  it('gives up a console that takes nothing, without keeping what it did not take', async () => {
    await open({ server: { limits: { bufferedBytes: 100_000 } } });
    const lease = await office.engine.acquire('test', 'test', 60_000);
    if (lease === null) throw new Error('no lease');
    const ana = await office.signIn('ana', { ack: false });
    await ana.until(() => ana.snapshots.has('q:care') && ana.snapshots.has('p:ana'));
    ana.socket.pause();
    const data = JSON.stringify({ why: 'x'.repeat(900_000) });
    // It acks what it never read, so only its socket tells.
    const closes = async () => (await fetch(`${office.server.http}/metrics`)).text();
    for (let i = 0; !(await closes()).includes('baton_closes_total{why="slow"} 1'); i++) {
      await office.engine.commit(lease, { append: [{ stream: 'q:care', kind: 'filler.added', data }] });
      ana.send({ op: 'ack', a: { 'q:care': i + 1 } });
    }
    ana.socket.resume();
    expect((await ana.untilClosed()).code).toSatisfy((code) => code === 4001 || code === 1006);
  });

  it('takes a new token in band, and only the person’s own', async () => {
    await open();
    const ana = await office.signIn('ana');
    const auth = { op: 'auth', v: 1, device: ana.device, n_next: 1, cursors: {} };
    ana.send({ ...auth, token: tokenOf('ana') });
    expect((await ana.do('presence.set', { status: 'away' })).ok).toBe(true);
    ana.send({ ...auth, token: tokenOf('ben') });
    expect((await ana.untilClosed()).code).toBe(4005);
  });

  it('has the cached copy wiped on the device of somebody who no longer works here', async () => {
    const { engine } = await open({ people: ['ana', 'ben', 'eve'] });
    const eve = await office.arrive('eve', { device: 'eve-desk' });
    await eve.close();
    await office.stop();
    office = await openOffice({ engine });
    const back = office.client('eve', { device: 'eve-desk' });
    await back.connect();
    back.send({ op: 'auth', v: 1, token: tokenOf('eve'), device: 'eve-desk', n_next: 2, cursors: {} });
    expect(await back.untilClosed()).toEqual({ code: 4007, reason: 'removed' });
  });

  it('tells people who their colleagues are, how they are, and nobody of another queue', async () => {
    await open({ server: { timing: { countsMs: 20 } } });
    const ana = await office.arrive('ana');
    const { list } = await ana.frame('people');
    expect(list.map(({ id }) => id)).toEqual(['ana', 'ben']);
    const heard = (id: string, status: string) =>
      ana.frame('eph', ({ k, d }) => {
        const { people = [] } = d as { people?: readonly { id: string; status: string }[] };
        return k === 'presence' && people.some((one) => one.id === id && one.status === status);
      });
    await heard('ben', 'offline');
    await office.arrive('ben');
    await office.arrive('zoe');
    await heard('ben', 'available');
    expect(ana.frames.some((frame) => JSON.stringify(frame).includes('zoe'))).toBe(false);
  });

  it('tells each queue its counts when they change', async () => {
    await open({ server: { timing: { countsMs: 20 } } });
    const ana = await office.signIn('ana');
    const idle = await ana.frame('eph', ({ k }) => k === 'counts');
    expect(idle.d).toMatchObject({ queue: 'care', waiting: 0, available: 0 });
    await ana.do('presence.set', { status: 'available' });
    await ana.frame('eph', ({ k, d }) => k === 'counts' && (d as { available: number }).available === 1);
    const all = ana.frames.filter((frame) => frame.op === 'eph');
    expect(new Set(all.map(({ d }) => JSON.stringify({ ...(d as object), at: 0 }))).size).toBe(all.length);
  });

  it('drains: says so, answers what is under way, closes for a return', async () => {
    await open();
    const ana = await office.signIn('ana');
    const answer = ana.do('presence.set', { status: 'available' });
    await answer;
    await office.stop();
    expect(ana.frames.some(({ op }) => op === 'drain')).toBe(true);
    expect(ana.closed).toEqual({ code: 4000, reason: 'drain' });
    // The lease is free: the next router need not wait.
    const lease = await office.engine.acquire('main', 'next', 1_000);
    expect(lease).not.toBeNull();
  });
});
