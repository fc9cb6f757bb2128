// /try over HTTP: what the page asks of the chat with the scripted assistant, on a real clerk. How it looks and behaves in a browser is the end-to-end suite's.
import { expect, test } from 'vitest';
import { type Office, openForTest, until } from './edge-office.ts';

interface State {
  readonly state: string;
  readonly handoff?: {
    readonly status: string;
    readonly position?: number;
    readonly agent?: { readonly name: string };
  };
  readonly queue?: { readonly staffed?: number };
  readonly entries: readonly { seq: number; who?: string; text?: string; mark?: string; name?: string }[];
  readonly next: number;
}

async function visit(office: Office, token?: string) {
  const ask = async (path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${office.http}/chat/try/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(visitor.token ? { authorization: `Bearer ${visitor.token}` } : {}),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    return {
      status: response.status,
      body: await response.json(),
      retryAfter: response.headers.get('retry-after'),
    };
  };
  const visitor = {
    token: token ?? '',
    ask,
    say: (id: string, text: string) => ask('messages', { id, text }),
    state: async (after = 0, wait = 0): Promise<State> =>
      (await ask(`conversation?after=${after}&wait=${wait}`)).body,
  };
  if (token === undefined) visitor.token = (await ask('sessions', { name: 'Ilse' })).body.token;
  return visitor;
}

const texts = ({ entries }: State) =>
  entries.map(({ who, text, mark }) => (mark ? `(${mark})` : `${who}: ${text}`));
const idOf = async (office: Office) => {
  const { value } = await office.clerk.view([], (desk) => desk.offersOf('marta'));
  const conversation = value[0]?.offer.conversation;
  if (conversation === undefined) throw new Error('nothing is offered');
  return conversation;
};

test('the page is self-contained under a strict policy with a fresh nonce; another path is not ours', async () => {
  const office = await openForTest();
  const pages = await Promise.all([1, 2].map(() => fetch(`${office.http}/try`)));
  const nonces = pages.map(
    (page) => /'nonce-([^']+)'/.exec(page.headers.get('content-security-policy') ?? '')?.[1] ?? '',
  );
  expect(nonces[0]).not.toBe(nonces[1]);
  const policy = pages[0]?.headers.get('content-security-policy') ?? '';
  for (const rule of [
    "default-src 'none'",
    "connect-src 'self'",
    "frame-ancestors 'none'",
    "trusted-types 'none'",
  ])
    expect(policy).toContain(rule);
  const html = (await pages[0]?.text()) ?? '';
  expect(html.match(/<(?:script|style)\b[^>]*>/g)?.every((tag) => tag.includes(`nonce="${nonces[0]}"`))).toBe(
    true,
  );
  expect(
    html
      .replace(/<script[\s\S]*?<\/script>/, '')
      .match(/\b(?:src|href|action)=|style="|\son\w+=|@import|url\(/g),
  ).toBeNull();
  expect(html).not.toMatch(/innerHTML|insertAdjacent|document\.write|eval\(/);
  expect((await fetch(`${office.http}/tryst`)).status).toBe(404);
});

test('from the assistant to a person and back, told as the customer may know it', async () => {
  const office = await openForTest();
  await office.arrive();
  const ilse = await visit(office);
  await ilse.say('m1', 'Our seats are wrong since the rebooking, K7QX4M. My card is 4111 1111 1111 1111.');
  const first = await ilse.state();
  expect(texts(first)).toEqual([
    'assistant: Hello, I am the automatic assistant of Meridian Air. I can look up bookings, seats and bags. Write “person” at any time and I hand you over, with everything you wrote.',
    'you: Our seats are wrong since the rebooking, K7QX4M. My card is ••••1111.',
    'assistant: I found K7QX4M. I’m sorry, I can’t change seats on a rebooked fare. Is there anything else?',
  ]);

  await ilse.say('m2', 'Can I talk to a person?');
  const waiting = await ilse.state(first.next);
  expect(texts(waiting)).toEqual([
    'you: Can I talk to a person?',
    'assistant: I am asking a person now. They will see everything you wrote, so you need not repeat it.',
  ]);
  expect(waiting).toMatchObject({ state: 'handoff', handoff: { position: 0 }, queue: { staffed: 1 } });

  const conversation = await idOf(office);
  const { value } = await office.clerk.view([], (desk) => desk.offersOf('marta'));
  expect(value[0]?.context.conversation).toMatchObject({ demo: true, bot: 'try' });
  expect(value[0]?.context.handoff.context).toMatchObject({
    intent: 'Seats',
    facts: [{ label: 'Booking', value: 'K7QX4M', turn: 2 }],
    tried: [{ worked: false, turn: 3 }],
  });
  const { fence } = await office.accept(conversation);
  const poll = ilse.state(waiting.next, 20);
  await office.marta({ k: 'note.add', d: { conversation, id: 'n1', text: 'looks honest' } }, fence);
  await office.marta({ k: 'turn.send', d: { conversation, id: 'h1', text: 'Row 11, B and C.' } }, fence);
  await poll;
  const person = await until(
    () => ilse.state(waiting.next),
    ({ entries }) => entries.some(({ who }) => who === 'person'),
  );
  expect(texts(person)).toEqual(['(accepted)', 'person: Row 11, B and C.']);
  expect(person.entries.map(({ name }) => name)).toEqual(['Marta', 'Marta']);
  expect(person).toMatchObject({ state: 'human', handoff: { agent: { name: 'Marta' } } });
  expect(JSON.stringify(person)).not.toContain('Reis');

  const delivery = async () => (await office.entries(conversation)).find(({ id }) => id === 'h1')?.delivery;
  expect(await delivery()).toBe('router');
  await ilse.state(person.next);
  expect(await delivery()).toBe('accepted');

  await ilse.say('m3', 'Thank you!');
  await office.marta({ k: 'handoff.return', d: { handoff: `${conversation}.1` } }, fence);
  await ilse.say('m4', 'bye');
  expect(texts(await ilse.state(person.next))).toEqual([
    'you: Thank you!',
    '(ended)',
    'you: bye',
    'assistant: You are welcome. I am here if you need more.',
  ]);
  await ilse.ask('end', {});
  expect((await ilse.state()).state).toBe('closed');
});

test('a message sent twice is said once, and who comes back with the token finds everything', async () => {
  const office = await openForTest();
  const ilse = await visit(office);
  await Promise.all([ilse.say('m1', 'A bag?'), ilse.say('m1', 'A bag?')]);
  await ilse.say('m1', 'A bag?');
  const again = await visit(office, ilse.token);
  expect(texts(await again.state()).slice(1)).toEqual([
    'you: A bag?',
    'assistant: One cabin bag of 8 kg is included; a checked bag of 23 kg costs 35 euros. Shall I explain how to add one?',
  ]);
  expect((await (await visit(office, 'x'.repeat(32))).ask('conversation')).status).toBe(404);
  expect((await (await visit(office, 'short')).ask('conversation')).status).toBe(401);
});

test('nobody there is said honestly; staying with the assistant takes the request back', async () => {
  const office = await openForTest();
  const ilse = await visit(office);
  await ilse.ask('person', {});
  const alone = await ilse.state();
  expect(texts(alone).slice(1)).toEqual([
    '(failed)',
    'assistant: I’m sorry: nobody is there to take over at the moment. I stay with you; ask again whenever you like.',
  ]);
  await office.arrive();
  await ilse.ask('person', {});
  expect((await ilse.state()).state).toBe('handoff');
  await ilse.ask('cancel', {});
  expect(await ilse.state()).toMatchObject({ state: 'bot', handoff: { status: 'canceled' } });
});

test('closed says until when, in the queue’s own time', async () => {
  const [day, name] =
    new Date().getUTCDay() === 1 ? (['thu', 'Thursday'] as const) : (['mon', 'Monday'] as const);
  const weekly = { [day]: [['00:00', '00:01'] as [string, string]] };
  const hours = { timeZone: 'Europe/Lisbon', weekly, holidays: [] };
  const office = await openForTest({ queue: { hours } });
  const ilse = await visit(office);
  await ilse.ask('person', {});
  expect(texts(await ilse.state()).at(-1)).toMatch(
    new RegExp(`not here at this hour\\. They are back on ${name}(?:,| at) 00:00 \\S+\\. I stay`),
  );
});

test('bad input and floods are refused with the reason, and a page that is off is not there', async () => {
  const office = await openForTest();
  const ilse = await visit(office);
  expect((await ilse.say('m1', '   ')).status).toBe(400);
  expect((await ilse.say('../m', 'x')).status).toBe(400);
  expect((await ilse.say('m1', 'x'.repeat(2_001))).status).toBe(400);
  expect((await ilse.ask('messages', { id: 'm', text: 'x'.repeat(20_000) })).status).toBe(413);
  expect((await ilse.ask('nothing', {})).status).toBe(404);
  const many = await Promise.all(Array.from({ length: 20 }, (_, index) => ilse.say(`f${index}`, 'hello')));
  const refused = many.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThan(10);
  expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(0);

  const off = await openForTest({ config: { bots: [] } });
  expect((await fetch(`${off.http}/try`)).status).toBe(404);
  expect((await fetch(`${off.http}/chat/try/widget.js`)).status).toBe(404);
});
