// The demo player as its own process, at high pace, against a real router's bot edge.
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import type { Conversation, Turn } from '#shared/schema/conversation.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { DEMO_KEY, KEY, type Office, openOffice, until } from './edge-office.ts';

const root = join(import.meta.dirname, '../..');
const endings: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

function play(http: string, options: { key?: string; pace?: number; args?: string[] } = {}) {
  const { key = DEMO_KEY, pace = 400, args = [] } = options;
  const child: ChildProcess = spawn(
    process.execPath,
    [join(root, 'router/demo/main.ts'), '--http', http, '--key', key, '--pace', String(pace), ...args],
    { stdio: ['pipe', 'ignore', 'pipe'] },
  );
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const ended = new Promise<number | string>((resolve) => {
    child.on('exit', (code, signal) => resolve(code ?? signal ?? 'gone'));
  });
  endings.push(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return { child, ended, errors: () => errors };
}

interface Head {
  readonly conversation: Conversation;
  readonly handoff: Handoff | null;
}
async function heads(office: Office): Promise<Head[]> {
  const open = await office.engine.scan('open/conversation/', null, 1_000);
  const done = await office.engine.scan('done/conversation/', null, 1_000);
  return [...open, ...done].map(({ value }) => JSON.parse(value) as Head);
}
const turns = async (office: Office, conversation: string) =>
  (await office.entries(conversation)).filter(
    (entry): entry is Turn & Record<string, unknown> => entry.type === 'turn',
  );

/** Marta takes what is offered once she has looked at it, answers once, and gives it back when she was answered. */
async function attend(office: Office, served: Set<string>, looked: Set<string>): Promise<void> {
  const { value } = await office.clerk.view(
    [],
    (desk) => [desk.offersOf('marta'), desk.personState('marta').grants] as const,
  );
  const [offers, grants] = value;
  for (const { offer } of offers) {
    if (looked.has(offer.id)) await office.marta({ k: 'offer.accept', d: { offer: offer.id } }, offer.fence);
    looked.add(offer.id);
  }
  for (const { right, handoff, conversation } of grants) {
    if (right !== 'owner') continue;
    const said = await turns(office, conversation.id);
    const own = said.findLastIndex(({ role }) => role === 'HUMAN_AGENT');
    const answered = own !== -1 && own < said.length - 1;
    if (answered || !conversation.customerPresent) {
      await office.marta({ k: 'handoff.return', d: { handoff: handoff.id } }, handoff.fence);
      served.add(conversation.id);
    } else if (own === -1) {
      const d = {
        conversation: conversation.id,
        id: `h-${conversation.id}`,
        text: 'Hello, I have read everything.',
      };
      await office.marta({ k: 'turn.send', d }, handoff.fence);
    }
  }
}

test('customers come, are handed over with context, answer the person, and end with the bot', async () => {
  const office = await openOffice();
  endings.push(office.close);
  await office.arrive();
  const demo = play(office.http);
  const served = new Set<string>();
  const looked = new Set<string>();
  const all = await until(
    async () => {
      await attend(office, served, looked);
      return heads(office);
    },
    (now) =>
      served.size >= 6 && now.filter(({ conversation }) => conversation.state === 'closed').length >= 8,
  );
  expect(demo.errors()).toBe('');
  expect(all.every(({ conversation }) => conversation.demo && conversation.bot === 'demo')).toBe(true);
  const handedOver = all.filter(({ handoff }) => handoff !== null);
  expect(handedOver.some(({ handoff }) => handoff?.context.goal !== undefined)).toBe(true);
  expect(new Set(all.map(({ conversation }) => conversation.customer.account?.tier)).size).toBeGreaterThan(1);
  for (const { handoff, conversation } of handedOver) {
    const said = await turns(office, conversation.id);
    const sources = [...(handoff?.context.facts ?? []), ...(handoff?.context.tried ?? [])].map(
      ({ turn }) => turn ?? 1,
    );
    expect(sources.every((turn) => turn <= said.length)).toBe(true);
  }
  const closed = all.find(
    ({ conversation }) => served.has(conversation.id) && conversation.state === 'closed',
  );
  const words = await turns(office, closed?.conversation.id ?? '');
  const person = words.findIndex(({ role }) => role === 'HUMAN_AGENT');
  expect(words.slice(person + 1).map(({ role }) => role)).toContain('END_USER');
  expect(
    words
      .slice(person + 1)
      .some(({ role, text }) => role === 'AUTOMATED_AGENT' && text.startsWith('Welcome back')),
  ).toBe(true);

  demo.child.kill('SIGTERM');
  expect(await demo.ended).toBe(0);
});

test('while nobody is there customers talk with the bot only; the first that comes finds work', async () => {
  const office = await openOffice();
  endings.push(office.close);
  const demo = play(office.http);
  const alone = await until(
    () => heads(office),
    (now) => now.filter(({ conversation }) => conversation.state === 'closed').length >= 2,
  );
  expect(alone.filter(({ handoff }) => handoff !== null)).toEqual([]);
  await office.arrive();
  await until(
    () => heads(office),
    (now) => now.some(({ handoff }) => handoff?.state === 'offered'),
  );
  expect(demo.errors()).toBe('');
});

test('with nobody who answers, only a handful ever waits', async () => {
  const office = await openOffice();
  endings.push(office.close);
  await office.arrive();
  // Everybody who is offered something lets it lie: the queue is all that can be seen.
  const demo = play(office.http, { pace: 1_000 });
  const waiting: number[] = [];
  const open: number[] = [];
  await until(
    async () => {
      const now = await heads(office);
      waiting.push(now.filter(({ conversation }) => conversation.state === 'handoff').length);
      open.push(now.filter(({ conversation }) => conversation.state !== 'closed').length);
      return now;
    },
    (now) => now.length >= 25,
  );
  expect(Math.max(...waiting)).toBeLessThanOrEqual(4);
  expect(Math.max(...open)).toBeLessThanOrEqual(8);
  expect(demo.errors()).toBe('');
});

test('it goes on after a router restart, takes up its conversations after its own, and goes with its parent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'baton-demo-'));
  endings.push(async () => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, 'router.db');
  const first = await openOffice({ engine: openSqliteEngine({ file }) });
  await first.arrive();
  // Slow enough that the customer is still there after the restart.
  const demo = play(first.http, { pace: 100 });
  const held = await until(
    async () => {
      const { value } = await first.clerk.view([], (desk) => desk.offersOf('marta'));
      return value[0];
    },
    (offered) => offered !== undefined,
  );
  const conversation = held?.offer.conversation ?? '';
  await first.accept(conversation);
  await first.close();

  const port = Number(new URL(first.http).port);
  const second = await openOffice({ engine: openSqliteEngine({ file }), port });
  endings.push(second.close);
  await second.arrive();
  const before = (await heads(second)).length;
  await until(
    () => heads(second),
    (now) => now.length > before,
  );
  demo.child.stdin?.end();
  expect(await demo.ended).toBe(0);
  expect(demo.errors()).toBe('');

  const again = play(second.http);
  const served = new Set<string>();
  const looked = new Set<string>();
  await until(
    async () => attend(second, served, looked),
    () => served.has(conversation),
  );
  const said = await turns(second, conversation);
  expect(new Set(said.map(({ id }) => id)).size).toBe(said.length);
  expect(again.errors()).toBe('');
});

test('wrong options and a wrong key end it with one clear line', async () => {
  const office = await openOffice();
  endings.push(office.close);
  const wrongKey = play(office.http, { key: `${KEY}-wrong` });
  expect([await wrongKey.ended, wrongKey.errors()]).toEqual([
    1,
    'demo: the router refused the demo: GET /v1/events: the bot key is not known (unauthorized)\n',
  ]);
  const wrongPace = play(office.http, { args: ['--pace', 'fast'] });
  expect(await wrongPace.ended).toBe(2);
  expect(wrongPace.errors()).toMatch(/^--pace must be a number/);
});
