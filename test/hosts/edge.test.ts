// The bot edge over real HTTP, on a real clerk and the memory engine.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { botSays, type Office, OTHER_KEY, openForTest, opening, says, send } from './edge-office.ts';

test('a conversation from the first word to the bot going on, by the answers a bot gets', async () => {
  const office = await openForTest();
  await office.arrive();
  const at = '/v1/conversations/one';

  expect(await send(office, 'GET', '/v1/availability')).toMatchObject({
    status: 200,
    body: { queue: 'care', open: true, staffed: 1, waiting: 0 },
  });
  expect((await send(office, 'POST', '/v1/conversations', opening('one'))).body).toEqual({
    conversation: 'one',
    state: 'bot',
  });
  expect((await send(office, 'GET', `${at}/handoff`)).status).toBe(404);
  expect((await send(office, 'POST', `${at}/turns`, says('t1', 'Our seats are wrong.'))).body).toEqual({
    turn: { id: 't1', index: 1 },
  });
  expect((await send(office, 'POST', `${at}/turns`, botSays('t2', 'Let me see.'))).body.turn.index).toBe(2);

  const asked = await send(office, 'POST', `${at}/handoff`, {
    reason: 'seats',
    context: { goal: 'Two seats together', facts: [{ label: 'Booking', value: 'K7QX4M', turn: 1 }] },
    transcript: [says('t1', 'Our seats are wrong.'), says('t3', 'We fly tomorrow.')],
  });
  expect(asked).toMatchObject({ status: 200, body: { handoff: 'one.1', conversation: 'one' } });
  expect(['queued', 'offered']).toContain(asked.body.status);
  expect((await send(office, 'GET', at)).body).toMatchObject({ state: 'handoff', handoff: { position: 0 } });

  const { fence } = await office.accept('one');
  expect((await send(office, 'GET', `${at}/handoff`)).body).toMatchObject({
    status: 'accepted',
    agent: { name: 'Marta' },
  });
  expect(await send(office, 'POST', `${at}/turns`, botSays('t4', 'Still there?'))).toMatchObject({
    status: 409,
    body: { error: { code: 'handoff_active' } },
  });
  expect((await send(office, 'POST', `${at}/handoff/cancel`, {})).body.error.code).toBe('handoff_active');
  expect((await send(office, 'POST', `${at}/turns`, says('t5', 'Thanks'))).body).toMatchObject({
    turn: { index: 4 },
    handoff: { status: 'accepted' },
  });
  await office.marta({ k: 'turn.send', d: { conversation: 'one', id: 'h1', text: 'Row 11 it is.' } }, fence);
  await office.marta({ k: 'handoff.return', d: { handoff: 'one.1', reason: 'solved' } }, fence);
  expect((await send(office, 'POST', `${at}/turns`, botSays('t6', 'I am back.'))).status).toBe(200);

  const { body: page } = await send(office, 'GET', '/v1/events');
  const told = page.events.map(
    ({ type, data }: { type: string; data: { status?: string } }) => data.status ?? type,
  );
  expect(told.filter((each: string) => each !== 'offered' && each !== 'handoff.scored')).toEqual([
    'queued',
    'accepted',
    'human.turn',
    'handoff.returned',
  ]);
  expect(page.events.map(({ offset }: { offset: number }) => offset)).toEqual(
    page.events.map((_: unknown, index: number) => index),
  );

  expect((await send(office, 'POST', `${at}/close`, {})).body).toEqual({ ok: true });
  expect((await send(office, 'POST', `${at}/close`, {})).body).toEqual({ ok: true });
  expect(await send(office, 'POST', `${at}/turns`, says('t9', 'Hello?'))).toMatchObject({
    status: 409,
    body: { error: { code: 'conversation_closed' } },
  });
  expect((await send(office, 'GET', at)).body.state).toBe('closed');
});

test('what cannot be is said at once, with the reason: nobody staffed, closed, full, unknown queue', async () => {
  const nobody = await openForTest();
  await send(nobody, 'POST', '/v1/conversations', opening('a'));
  expect(await send(nobody, 'POST', '/v1/conversations/a/handoff', {})).toMatchObject({
    status: 200,
    body: { status: 'failed', reason: 'nobody_staffed' },
  });
  expect(
    (await send(nobody, 'POST', '/v1/conversations/a/handoff', { queue: 'elsewhere' })).body.reason,
  ).toBe('unknown_queue');
  expect((await send(nobody, 'GET', '/v1/conversations/a')).body.state).toBe('bot');

  const weekly = {};
  const closed = await openForTest({ queue: { hours: { timeZone: 'Europe/Lisbon', weekly, holidays: [] } } });
  await closed.arrive();
  await send(closed, 'POST', '/v1/conversations', opening('a'));
  expect((await send(closed, 'POST', '/v1/conversations/a/handoff', {})).body).toMatchObject({
    status: 'failed',
    reason: 'closed',
  });
  expect((await send(closed, 'GET', '/v1/availability?queue=care')).body).toMatchObject({ open: false });

  const full = await openForTest({ queue: { maxWaiting: 1 }, config: { capacityWeights: { chat: 20 } } });
  await full.arrive();
  for (const id of ['a', 'b', 'c']) {
    await send(full, 'POST', '/v1/conversations', opening(id));
    if (id !== 'c') await send(full, 'POST', `/v1/conversations/${id}/handoff`, {});
    if (id === 'a') await full.accept('a');
  }
  expect((await send(full, 'POST', '/v1/conversations/c/handoff', {})).body).toMatchObject({
    status: 'failed',
    reason: 'full',
  });
});

test('an Idempotency-Key replays the first answer and refuses another body; turn ids do the same by themselves', async () => {
  const office = await openForTest();
  const key = { 'idempotency-key': 'k-1' };
  const first = await send(office, 'POST', '/v1/conversations', { customer: opening('x').customer }, key);
  const again = await send(office, 'POST', '/v1/conversations', { customer: opening('x').customer }, key);
  expect([first.status, again.status, again.body]).toEqual([200, 200, first.body]);
  expect(first.body.conversation.length).toBeLessThanOrEqual(40);
  expect(await send(office, 'POST', '/v1/conversations', opening('y'), key)).toMatchObject({
    status: 409,
    body: { error: { code: 'idempotency_mismatch' } },
  });
  const others = { ...key, authorization: `Bearer ${OTHER_KEY}` };
  expect((await send(office, 'POST', '/v1/conversations', opening('z'), others)).status).toBe(200);
  expect(
    (await send(office, 'POST', '/v1/conversations', opening('z'), { 'idempotency-key': 'ü b' })).status,
  ).toBe(400);

  const at = `/v1/conversations/${first.body.conversation}/turns`;
  const both = await Promise.all(
    [1, 2, 3].map(() => send(office, 'POST', at, says('t1', 'Hello'), { 'idempotency-key': 't' })),
  );
  expect(both.map(({ body }) => body.turn)).toEqual([1, 2, 3].map(() => ({ id: 't1', index: 1 })));
  expect((await send(office, 'POST', at, says('t1', 'Hello'))).body.turn.index).toBe(1);
  expect((await send(office, 'POST', at, says('t1', 'Other'))).body.error.code).toBe('idempotency_mismatch');
  const turns = (await office.entries(first.body.conversation)).filter(({ type }) => type === 'turn');
  expect(turns).toHaveLength(1);
});

test('card numbers are masked in everything that is stored, unless that is switched off', async () => {
  const card = '4111 1111 1111 1111';
  const tell = async (office: Office) => {
    await office.arrive();
    await send(office, 'POST', '/v1/conversations', {
      ...opening('one'),
      customer: { ...opening('one').customer, name: `Ilse ${card}` },
    });
    await send(office, 'POST', '/v1/conversations/one/turns', says('t1', `pay with ${card}, please`), {
      'idempotency-key': 'k',
    });
    await send(office, 'POST', '/v1/conversations/one/handoff', {
      reason: card,
      transcript: [says('t2', card)],
      context: { goal: card, facts: [{ label: 'Card', value: card }], open: [card] },
    });
    return office.everything();
  };
  const masked = await tell(await openForTest());
  // Four digits alone also stand in times.
  expect(/4111[ -]?1111/.test(masked)).toBe(false);
  expect(masked).toContain('pay with ••••1111, please');
  expect(await tell(await openForTest({ config: { maskCards: false } }))).toContain(card);
});

test('a long poll waits for the next event, gives it at once, and asking for more acknowledges it', async () => {
  const office = await openForTest();
  await office.arrive();
  await send(office, 'POST', '/v1/conversations', opening('one'));
  await send(office, 'POST', '/v1/conversations/one/handoff', {});
  const { fence } = await office.accept('one');
  const { next } = (await send(office, 'GET', '/v1/events')).body;

  const waiting = send(office, 'GET', `/v1/events?after=${next}&wait=30`);
  await office.marta(
    { k: 'turn.send', d: { conversation: 'one', id: 'h1', text: 'Hello, Marta here.' } },
    fence,
  );
  const { body } = await waiting;
  expect(body).toMatchObject({
    events: [
      {
        type: 'human.turn',
        offset: next,
        conversation: 'one',
        data: { id: 'h1', text: 'Hello, Marta here.', agent: { name: 'Marta' } },
      },
    ],
    next: next + 1,
    floor: 0,
  });
  const delivery = async () => (await office.entries('one')).find(({ id }) => id === 'h1')?.delivery;
  expect(await delivery()).toBe('router');
  expect((await send(office, 'GET', `/v1/events?after=${next}`)).body.events).toHaveLength(1);
  expect(await delivery()).toBe('router');
  expect((await send(office, 'GET', `/v1/events?after=${next + 1}`)).body.events).toEqual([]);
  expect(await delivery()).toBe('accepted');
});

test('what was trimmed is skipped, and the page says so', async () => {
  const office = await openForTest();
  for (const id of ['a', 'b', 'c']) {
    await send(office, 'POST', '/v1/conversations', opening(id));
    await send(office, 'POST', `/v1/conversations/${id}/handoff`, {});
  }
  await office.engine.trim('b:ava', 2);
  expect((await send(office, 'GET', '/v1/events?after=0')).body).toMatchObject({
    events: [{ offset: 2 }],
    next: 3,
    floor: 2,
  });
});

test('the OpenAPI document needs no key and is served as it is checked', async () => {
  const office = await openForTest();
  const { status, body } = await send(office, 'GET', '/openapi.json', undefined, { authorization: '' });
  expect([status, body.openapi, Object.keys(body.paths).length]).toEqual([200, '3.1.0', 13]);
  const answer = z.fromJSONSchema(
    body.paths['/v1/availability'].get.responses[200].content['application/json'].schema,
  );
  expect(answer.safeParse((await send(office, 'GET', '/v1/availability')).body).success).toBe(true);
});
