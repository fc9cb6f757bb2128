import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { type Connection, pauseAfter } from './ask.ts';
import { connect } from './client.ts';
import { BatonError } from './error.ts';

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void;
const endings: (() => void)[] = [];
afterEach(() => {
  for (const end of endings.splice(0)) end();
});

/** What answers instead of a router; the requests it got are in `seen`. */
async function answering(handle: Handle, more: Partial<Connection> = {}) {
  const seen: { url: string; key: string; body: string }[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ url: request.url ?? '', key: String(request.headers['idempotency-key']), body });
    handle(request, response, body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endings.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { seen, url, baton: connect({ url, key: 'k', retryMs: 1, ...more }) };
}

const refuse = (response: ServerResponse, status: number, error: object) =>
  response.writeHead(status).end(JSON.stringify({ error }));
const caught = async (promise: Promise<unknown>): Promise<BatonError> => {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof BatonError) return error;
  throw new Error(`not refused with a BatonError but ${error}`);
};

test('pauses double up to ten seconds, are drawn from their upper half, and a longer Retry-After is kept', () => {
  expect([1, 2, 3, 20].map((failures) => pauseAfter(failures, 250, 0, 1))).toEqual([250, 500, 1_000, 10_000]);
  expect(pauseAfter(2, 250, 0, 0)).toBe(250);
  expect(pauseAfter(1, 250, 7, 0)).toBe(7_000);
  expect(pauseAfter(1, 250, 86_400, 0)).toBe(60_000);
});

test('a call that is tried again is the same call: one turn id, one idempotency key', async () => {
  let times = 0;
  const { baton, seen } = await answering((request, response) => {
    times += 1;
    if (times === 1) request.socket.destroy();
    else if (times === 2) refuse(response, 503, { code: 'unavailable', message: 'later' });
    else if (times === 3) response.writeHead(502).end('<html>bad gateway</html>');
    else response.end('{"turn":{"id":"t","index":1}}');
  });
  expect(await baton.conversation('one').customerSaid('hello')).toEqual({ turn: { id: 't', index: 1 } });
  expect(seen).toHaveLength(4);
  expect(new Set(seen.map((each) => JSON.stringify(each))).size).toBe(1);
  await baton.conversation('one').customerSaid('hello', { idempotencyKey: 'mine' });
  await expect(baton.conversation('one').close('done', { idempotencyKey: 'ü b' })).rejects.toThrow(
    'POST /v1/conversations/one/close: idempotencyKey must be 1-200 visible ASCII characters (invalid_input)',
  );
  expect(seen).toHaveLength(5);
  expect([seen[0]?.key, seen[4]?.key]).toEqual([expect.stringMatching(/^[0-9a-f-]{36}$/), 'mine']);
});

test('a refusal is not tried again and says what is wrong and where', async () => {
  const { baton, seen } = await answering((_, response) =>
    refuse(response, 400, { code: 'invalid_input', message: 'body $.text: too long', path: '$.text' }),
  );
  const error = await caught(baton.conversation('a/b').botSaid('hi'));
  expect(error).toMatchObject({ code: 'invalid_input', status: 400, path: '$.text' });
  expect(error.message).toBe('POST /v1/conversations/a%2Fb/turns: body $.text: too long (invalid_input)');
  expect(seen).toHaveLength(1);
});

test('after its attempts it says who did not answer, or that what answered is no router', async () => {
  const { baton, seen } = await answering((_, response) => response.writeHead(500).end('oops'), {
    retries: 2,
  });
  expect(await caught(baton.availability())).toMatchObject({
    code: 'bad_answer',
    message: 'GET /v1/availability: answered 500 without a reason (bad_answer)',
  });
  expect(seen).toHaveLength(3);
  const page = await answering((_, response) => response.end('<html>'));
  expect((await caught(page.baton.availability())).message).toContain('something that is not JSON');
  const moved = await answering((_, response) => response.writeHead(307, { location: '/else' }).end(), {
    retries: 0,
  });
  expect(await caught(moved.baton.availability())).toMatchObject({ code: 'unreachable' });
  const silent = await answering(() => undefined, { retries: 1, timeoutMs: 20 });
  expect((await caught(silent.baton.availability())).message).toBe(
    `GET /v1/availability: ${silent.url} does not answer: no answer within 20 ms (unreachable)`,
  );
  expect(silent.seen).toHaveLength(2);
});

test('events are asked for until there is an answer, however often there was none; one page is not', async () => {
  let times = 0;
  const { baton } = await answering(
    (request, response) => {
      times += 1;
      if (times < 9) request.socket.destroy();
      else response.end('{"events":[{"offset":4}],"next":5,"floor":0,"head":5}');
    },
    { retries: 1 },
  );
  await expect(baton.page()).rejects.toMatchObject({ code: 'unreachable' });
  const events = await baton.events();
  expect((await events.next()).value).toEqual({ offset: 4 });
  expect(times).toBe(9);
});

test('a signal ends a call at once, in an attempt or between two, with its own reason', async () => {
  const stop = new AbortController();
  const { baton } = await answering(() => stop.abort(new Error('enough')));
  await expect(baton.availability({}, { signal: stop.signal })).rejects.toThrow('enough');
  const end = new AbortController();
  const busy = await answering(
    (_, response) => {
      response.once('finish', () => end.abort(new Error('closing')));
      response
        .writeHead(503, { 'retry-after': '30' })
        .end('{"error":{"code":"unavailable","message":"later"}}');
    },
    { signal: end.signal },
  );
  await expect(busy.baton.conversation('one').close()).rejects.toThrow('closing');
});

test('a connection that cannot work is refused before anything is sent', () => {
  const url = 'http://127.0.0.1:1';
  expect(() => connect({ url: 'router.example', key: 'k' })).toThrow('connect: url must be');
  expect(() => connect({ url: 'ws://router.example', key: 'k' })).toThrow('not "ws://router.example"');
  expect(() => connect({ url, key: '' })).toThrow('connect: key must be');
  expect(() => connect({ url, key: 'ü' })).toThrow('connect: key must be');
  expect(() => connect({ url, key: 'k', retries: -1 })).toThrow('connect: retries must be 0 or more, not -1');
});

test('the address may have a path, behind which the router is', async () => {
  const { url, seen } = await answering((_, response) => response.end('{}'));
  await connect({ url: `${url}/baton/`, key: 'k' }).availability({ queue: 'care', channel: 'chat' });
  expect(seen[0]?.url).toBe('/baton/v1/availability?queue=care&channel=chat');
});
