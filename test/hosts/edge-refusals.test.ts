// What the bot edge refuses over real HTTP: strangers, bad input, bodies, and what it cannot do now.
import { request } from 'node:http';
import { expect, test } from 'vitest';
import { KEY, OLD_KEY, OTHER_KEY, openForTest, opening, says, send } from './edge-office.ts';

test('keys: none, wrong, another bot’s, and both that are valid during rotation', async () => {
  const office = await openForTest();
  await send(office, 'POST', '/v1/conversations', opening('one'));
  const read = (authorization: string) =>
    send(office, 'GET', '/v1/conversations/one', undefined, { authorization });
  for (const bad of [
    '',
    'Bearer',
    'Bearer nope',
    `Basic ${KEY}`,
    `Bearer ${KEY}x`,
    `Bearer ${'x'.repeat(600)}`,
  ]) {
    const answer = await read(bad);
    expect([answer.status, answer.body.error.code, answer.headers.get('www-authenticate')]).toEqual([
      401,
      'unauthorized',
      'Bearer',
    ]);
  }
  expect((await read(`Bearer ${KEY}`)).status).toBe(200);
  expect((await read(`bearer ${OLD_KEY}`)).status).toBe(200);
  expect((await read(`Bearer ${OTHER_KEY}`)).status).toBe(404);
  const stranger = { authorization: `Bearer ${OTHER_KEY}` };
  expect((await send(office, 'POST', '/v1/conversations/one/turns', says('x', 'x'), stranger)).status).toBe(
    404,
  );
  expect((await send(office, 'POST', '/v1/conversations', opening('one'), stranger)).status).toBe(400);
  expect((await send(office, 'GET', '/v1/events', undefined, stranger)).body.events).toEqual([]);
});

const named = (name: string) => {
  const { customer, ...rest } = opening('named');
  return { ...rest, customer: { ...customer, name } };
};

test('what a customer’s name does to the words around it stays outside', async () => {
  const office = await openForTest();
  const answer = await send(office, 'POST', '/v1/conversations', named('\u202eIlse\n  \u2067נועה\u2069 '));
  expect(answer.status).toBe(200);
  const kept = await office.everything();
  expect(kept).toContain('Ilse נועה');
  expect(kept).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
});

test('bad input names the field and stores nothing', async () => {
  const office = await openForTest();
  await send(office, 'POST', '/v1/conversations', opening('one'));
  const before = await office.everything();
  const turns = '/v1/conversations/one/turns';
  const deep = `${'['.repeat(200_000)}${']'.repeat(200_000)}`;
  const cases: [string, string, unknown, number, string | undefined][] = [
    ['POST', '/v1/conversations', { customer: {} }, 400, '$.customer.id'],
    ['POST', '/v1/conversations', { ...opening('one'), id: 'x'.repeat(41) }, 400, '$.id'],
    ['POST', '/v1/conversations', { ...opening('one'), id: '../etc' }, 400, '$.id'],
    ['POST', '/v1/conversations', named(' \u00a0\u200b'), 400, '$.customer.name'],
    ['POST', '/v1/conversations', named('\u202e\u202c'), 400, '$.customer.name'],
    ['POST', turns, { id: 't', role: 'HUMAN_AGENT', text: 'x' }, 400, '$.role'],
    ['POST', turns, { id: 't', role: 'END_USER', text: '' }, 400, '$.text'],
    ['POST', turns, [], 400, '$'],
    ['POST', turns, 'null', 400, '$'],
    ['POST', turns, '{"id":', 400, '$'],
    ['POST', turns, deep, 400, '$'],
    [
      'POST',
      '/v1/conversations/one/handoff',
      { transcript: [says('a', 'x'), { id: 'b' }] },
      400,
      '$.transcript[1].role',
    ],
    ['POST', '/v1/conversations/one/handoff', { skills: { a: 9 } }, 400, '$.skills.a'],
    ['POST', '/v1/conversations/one/events', { type: 'customer.sneezed' }, 400, '$.type'],
    ['GET', '/v1/availability?channel=fax', undefined, 400, '$.channel'],
    ['GET', '/v1/availability?queue=nowhere', undefined, 404, '$.queue'],
    ['GET', '/v1/events?wait=600', undefined, 400, '$.wait'],
    ['GET', '/v1/events?after=-1', undefined, 400, '$.after'],
    ['GET', '/v1/events?after=99', undefined, 400, '$.after'],
    ['GET', '/v1/conversations/none', undefined, 404, undefined],
    ['POST', '/v1/conversations/none/turns', says('t', 'x'), 404, undefined],
    ['POST', '/v1/conversations/none/handoff/cancel', {}, 404, undefined],
    ['POST', '/v1/conversations/one/handoff/cancel', {}, 404, undefined],
    ['POST', '/v1/deliveries/0/redeliver', {}, 404, undefined],
    ['GET', '/v1/conversations/%00/turns', undefined, 405, undefined],
    ['DELETE', '/v1/conversations/one', undefined, 405, undefined],
    ['GET', '/v1/nothing', undefined, 404, undefined],
    ['GET', '/v1/conversations/a/b/c', undefined, 404, undefined],
  ];
  for (const [method, path, body, status, where] of cases) {
    const answer = await send(office, method, path, body);
    expect([method, path, answer.status, answer.body.error.path]).toEqual([method, path, status, where]);
    expect(answer.body.error.message).not.toMatch(/\bat .*:\d+/);
  }
  expect(await office.everything()).toBe(before);
});

test('bodies: too large while it streams, wrong type, bad UTF-8, and the connection that stays usable', async () => {
  const office = await openForTest();
  await send(office, 'POST', '/v1/conversations', opening('one'));
  const url = `${office.http}/v1/conversations/one/turns`;
  const raw = (body: Buffer, headers: Record<string, string | number>) =>
    new Promise<{ status: number | undefined; code: string }>((resolve, reject) => {
      const post = request(
        url,
        { method: 'POST', headers: { authorization: `Bearer ${KEY}`, ...headers } },
        (response) => {
          let text = '';
          response.on('data', (chunk) => {
            text += chunk;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode, code: JSON.parse(text).error?.code ?? 'ok' }),
          );
        },
      );
      post.on('error', reject);
      post.end(body);
    });
  const json = { 'content-type': 'application/json' };
  const huge = Buffer.alloc(1_100_000, 32);
  expect(await raw(huge, { ...json, 'content-length': huge.length })).toEqual({
    status: 413,
    code: 'too_large',
  });
  expect(await raw(huge, { ...json, 'transfer-encoding': 'chunked' })).toEqual({
    status: 413,
    code: 'too_large',
  });
  expect(await raw(Buffer.from('{}'), { 'content-type': 'text/plain' })).toEqual({
    status: 415,
    code: 'invalid_input',
  });
  expect(await raw(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), json)).toEqual({
    status: 400,
    code: 'invalid_input',
  });
  const fine = Buffer.from(JSON.stringify(says('t1', 'Grüße 🌍')));
  expect(await raw(fine, { 'content-type': 'application/json; charset=utf-8' })).toEqual({
    status: 200,
    code: 'ok',
  });
});

test('what the router cannot do now is 503 with Retry-After; what nobody foresaw is 500 with a trace only in the log', async () => {
  const office = await openForTest();
  await send(office, 'POST', '/v1/conversations', opening('one'));
  await office.clerk.stop();
  const away = await send(office, 'POST', '/v1/conversations/one/turns', says('t1', 'Hello'));
  expect([away.status, away.body.error.code, away.headers.get('retry-after')]).toEqual([
    503,
    'unavailable',
    '1',
  ]);

  const broken = await openForTest();
  const lease = await broken.engine.acquire('elsewhere', 'test', 60_000);
  if (lease === null) throw new Error('the lease is free');
  await broken.engine.commit(lease, { append: [{ stream: 'b:ava', kind: 'human.turn', data: 'not JSON' }] });
  const { status, body } = await send(broken, 'GET', '/v1/events');
  expect([status, body]).toEqual([
    500,
    {
      error: {
        code: 'internal',
        message: 'something went wrong in the router',
        correlation: expect.any(String),
      },
    },
  ]);
  expect(broken.logged.at(-1)).toMatchObject({
    detail: { correlation: body.error.correlation, err: expect.any(SyntaxError) },
  });
});
