// The chat in front of a team's own bot, over HTTP on a real clerk: who may show it, what the bot hears and may say, and
// what the visitor is told. How it looks and behaves in a browser is the end-to-end suite's.
import { Script } from 'node:vm';
import { expect, test } from 'vitest';
import { botSays, DEMO_KEY, type Office, OTHER_KEY, openForTest, says, send, until } from './edge-office.ts';

interface Seen {
  readonly who?: string;
  readonly text?: string;
  readonly mark?: string;
}

async function visit(office: Office, bot = 'ava') {
  const at = `${office.http}/chat/${bot}`;
  const post = (name: string, body: unknown, token: string) =>
    fetch(`${at}/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify(body),
    });
  const { token } = (await (await post('sessions', { name: 'Ilse' }, '')).json()) as { token: string };
  return {
    token,
    post: (name: string, body: unknown = {}) => post(name, body, token),
    say: (id: string, text: string) => post('messages', { id, text }, token),
    async state(after = 0, wait = 0) {
      const headers = { authorization: `Bearer ${token}` };
      const answer = await fetch(`${at}/conversation?after=${after}&wait=${wait}`, { headers });
      return (await answer.json()) as { state: string; assistant: string; entries: Seen[]; next: number };
    },
  };
}

const told = async (office: Office, after = 0) =>
  (await send(office, 'GET', `/v1/events?after=${after}`)).body.events;
const texts = ({ entries }: { entries: Seen[] }) =>
  entries.map(({ who, text, mark }) => (mark ? `(${mark})` : `${who}: ${text}`));

test('the bot hears who came and what they say, and what it says reaches the page that waits', async () => {
  const office = await openForTest();
  await office.arrive();
  const ilse = await visit(office);
  await ilse.say('m1', 'My card is 4111 1111 1111 1111.');
  await ilse.say('m1', 'My card is 4111 1111 1111 1111.');
  const [came, spoke, ...rest] = await told(office);
  expect(rest).toEqual([]);
  const { conversation } = came;
  expect([came.type, came.data]).toEqual([
    'conversation.opened',
    { customer: { id: conversation, verified: false, name: 'Ilse' } },
  ]);
  expect([spoke.type, spoke.data]).toEqual([
    'customer.turn',
    { id: 'v.m1', index: 1, text: 'My card is ••••1111.' },
  ]);

  const before = await ilse.state();
  expect(before).toMatchObject({ state: 'bot', assistant: 'Ava' });
  const waiting = ilse.state(before.next, 25);
  await send(office, 'POST', `/v1/conversations/${conversation}/turns`, botSays('b1', 'Thank you.'));
  expect(texts(await waiting)).toEqual(['assistant: Thank you.']);

  // With a turn that asks for a person the bot is told so, before it can answer.
  await ilse.say('m2', 'Can I talk to a person?');
  const spoken = (await told(office, 2)).find(({ type }: { type: string }) => type === 'customer.turn');
  expect(spoken.data).toMatchObject({ text: 'Can I talk to a person?', handoff: { status: 'queued' } });
});

test('what a person writes is delivered when the page has shown it, whatever the bot has read', async () => {
  const office = await openForTest();
  await office.arrive();
  const ilse = await visit(office);
  await ilse.post('person');
  const [{ conversation }] = await told(office);
  const { fence } = await office.accept(conversation);
  await office.marta({ k: 'turn.send', d: { conversation, id: 'h1', text: 'Hello.' } }, fence);
  const delivery = async () => (await office.entries(conversation)).find(({ id }) => id === 'h1')?.delivery;
  const { body } = await send(office, 'GET', '/v1/events');
  expect(body.events.at(-1)).toMatchObject({ type: 'human.turn', data: { text: 'Hello.' } });
  await send(office, 'GET', `/v1/events?after=${body.next}`);
  expect(await delivery()).toBe('router');
  const shown = await ilse.state();
  await ilse.state(shown.next);
  expect(await delivery()).toBe('accepted');
});

test('only the visitor says what the visitor says', async () => {
  const office = await openForTest();
  const ilse = await visit(office);
  const [{ conversation }] = await told(office);
  const path = `/v1/conversations/${conversation}`;
  const { status, body } = await send(office, 'POST', `${path}/turns`, says('x1', 'I love this bot.'));
  expect([status, body.error]).toEqual([
    400,
    {
      code: 'invalid_input',
      message: 'the customer of this conversation is in the chat of the router',
      path: '$.role',
    },
  ]);
  const transcript = [says('x2', 'I love it.'), botSays('b2', 'I looked it up.')];
  await send(office, 'POST', `${path}/handoff`, { transcript });
  expect(texts(await ilse.state())).toEqual(['assistant: I looked it up.', '(failed)']);

  // Another bot knows nothing of it, and the session is of no use at another bot's chat.
  for (const key of [OTHER_KEY, DEMO_KEY])
    expect((await send(office, 'GET', path, undefined, { authorization: `Bearer ${key}` })).status).toBe(404);
  const elsewhere = await fetch(`${office.http}/chat/try/conversation`, {
    headers: { authorization: `Bearer ${ilse.token}` },
  });
  expect(elsewhere.status).toBe(404);
});

test('the widget is one script for any page; only pages of the bot’s origins may ask something with it', async () => {
  const office = await openForTest();
  const script = await fetch(`${office.http}/chat/ava/widget.js`);
  expect([script.status, script.headers.get('cross-origin-resource-policy')]).toEqual([200, 'cross-origin']);
  const text = await script.text();
  expect(new Script(text)).toBeInstanceOf(Script);
  expect(text).not.toMatch(/'\{style\}'|^(?:import|export) /m);

  const ask = async (origin: string, { method = 'POST', bot = 'ava' } = {}) => {
    const { status, headers } = await fetch(`${office.http}/chat/${bot}/sessions`, {
      ...{ method, headers: { origin } },
    });
    return [
      status,
      headers.get('access-control-allow-origin'),
      headers.get('cross-origin-resource-policy'),
      headers.get('vary'),
    ];
  };
  const shop = 'https://shop.example';
  expect(await ask(shop, { method: 'OPTIONS' })).toEqual([204, shop, 'cross-origin', 'origin']);
  expect(await ask(shop)).toEqual([200, shop, 'cross-origin', 'origin']);
  expect(await ask(office.http)).toEqual([200, null, 'same-origin', 'origin']);
  // Refused, and not only unread: nothing was begun for them.
  const begun = (await told(office)).length;
  for (const origin of ['https://shop.example.evil', 'http://shop.example', 'null', 'nonsense']) {
    expect(await ask(origin)).toEqual([403, null, 'same-origin', 'origin']);
    expect(await ask(origin, { method: 'OPTIONS' })).toEqual([403, null, 'same-origin', 'origin']);
  }
  expect(await ask(shop, { bot: 'try' })).toEqual([403, null, 'same-origin', 'origin']);
  expect(await told(office)).toHaveLength(begun);
});

test('a bot without a chat has none; bad input is refused with its place', async () => {
  const office = await openForTest();
  for (const path of [
    '/chat/eve/widget.js',
    '/chat/nobody/conversation',
    '/chat/ava',
    '/chat/ava/x/y',
    '/chat/',
  ])
    expect((await fetch(`${office.http}${path}`)).status).toBe(404);
  const ilse = await visit(office);
  const refused = async (answer: Promise<Response>) => {
    const { status } = await answer;
    return status;
  };
  expect(await refused(ilse.say('m1', '   '))).toBe(400);
  expect(await refused(ilse.post('messages', { id: 'm1' }))).toBe(400);
  expect(await refused(ilse.post('events', { type: 'customer.gone' }))).toBe(400);
  expect(await refused(ilse.post('cancel'))).toBe(404);
  await ilse.post('end');
  expect(await refused(ilse.say('m2', 'Hello?'))).toBe(409);
  expect((await told(office)).at(-1)).toMatchObject({
    type: 'conversation.closed',
    data: { reason: 'ended by the customer' },
  });
});

test('what a visitor says while nobody listens is there for the bot that comes back, in order', async () => {
  const office = await openForTest();
  const ilse = await visit(office);
  for (const id of ['m1', 'm2', 'm3']) await ilse.say(id, `This is ${id}.`);
  const spoken = await until(
    () => told(office),
    (events) => events.length >= 4,
  );
  expect(spoken.map(({ data }: { data: { id?: string } }) => data.id)).toEqual([
    undefined,
    'v.m1',
    'v.m2',
    'v.m3',
  ]);
});
