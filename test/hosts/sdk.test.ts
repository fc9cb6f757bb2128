// The client against a real router process, and the bot of its README, built, installed and run as it is printed.
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type BotEvent, connect, fileCursor } from '#sdk/index.ts';
import { ana } from '../system/colleague.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type StartedRouter, scratch, startRouter } from '../system/processes.ts';
import { printedIn, startBot } from '../system/sdk-bot.ts';

let folder: ReturnType<typeof scratch>;
let office: Office;
let router: StartedRouter;
const endings: (() => Promise<unknown>)[] = [];

beforeEach(async () => {
  folder = scratch();
  office = openOffice(folder.path);
  router = await start(0);
});
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
  await router.kill('SIGKILL');
  folder.remove();
});

const start = (port: number) =>
  startRouter({ config: office.configFile, data: join(folder.path, 'data'), port });

test('the bot of the README, as printed: it answers, hands over, is silent, and ends when the person is done', async () => {
  const printed = printedIn('sdk/README.md', 'createInterface');
  expect(printed.trimEnd().split('\n').length).toBe(20);
  const person = await ana(router, office);
  endings.push(person.close);

  const bot = startBot(folder.path, printed, router, office.botKey);
  endings.push(bot.kill);
  const lines = createInterface({ input: bot.stdout })[Symbol.asyncIterator]();
  const types = (text: string) => bot.stdin.write(`${text}\n`);
  const shows = async () => (await lines.next()).value as string | undefined;

  types('Where is my suitcase?');
  expect(await shows()).toBe('bot: You said: Where is my suitcase?');
  types('Is a human there?');
  expect([await shows(), await shows()]).toEqual(['-- queued ', '-- offered ']);
  const client = connect({ url: router.http, key: office.botKey });
  const { events } = await client.page();
  const conversation = events[0]?.conversation ?? '';
  const work = await person.accept(conversation);
  expect(work.offered.entries.flatMap((entry) => (entry.type === 'turn' ? entry.text : []))).toEqual([
    'Where is my suitcase?',
    'You said: Where is my suitcase?',
    'Is a human there?',
  ]);
  expect(await shows()).toBe('-- accepted ');
  await work.say('Hello, Ana here.');
  expect(await shows()).toBe('Ana: Hello, Ana here.');
  types('It is blue.');
  await work.reads('It is blue.');
  await work.say('Found it.');
  expect(await shows()).toBe('Ana: Found it.');
  await work.complete();
  expect(await shows()).toBe('-- completed solved');
  expect(await bot.ended).toEqual([0, null]);
});

test('a router that is killed and comes back: calls under way are done once, events go on, a new run resumes', async () => {
  const person = await ana(router, office);
  const stop = new AbortController();
  const connection = { url: router.http, key: office.botKey, retries: 1_000, retryMs: 20 };
  const client = connect({ ...connection, signal: stop.signal });
  endings.push(async () => stop.abort());
  const chat = await client.open({ id: 'one', customer: { id: 'ilse', verified: true, name: 'Ilse' } });
  const cursor = fileCursor(join(folder.path, 'offset'));
  const told = await client.events({ cursor, from: 'now', wait: 1 });
  const next = async (): Promise<BotEvent> => (await told.next()).value as BotEvent;

  const asked = await chat.transfer({ reason: 'A suitcase.', context: { goal: 'Find it' } });
  expect(asked).toMatchObject({ handoff: 'one.1', conversation: 'one' });
  expect((await next()).type).toBe('handoff.queued');
  await person.close();
  await router.kill('SIGKILL');

  // Said into the void, some twice; all of it is there once, in order, when somebody listens again.
  const saying = chat
    .customerSaid('It is blue.', { id: 't1' })
    .then(() =>
      Promise.all([1, 2].map(() => chat.customerSaid('And heavy.', { id: 't2', idempotencyKey: 'k2' }))),
    );
  const waiting = next();
  router = await start(router.port);
  expect((await saying).map(({ turn }) => turn)).toEqual([1, 2].map(() => ({ id: 't2', index: 2 })));

  const again = await ana(router, office);
  endings.push(again.close);
  const work = await again.accept('one');
  await work.say('Hello, Ana here.');
  const kinds: string[] = [];
  for (let event = await waiting; ; event = await next()) {
    kinds.push(event.type);
    if (event.type === 'human.turn') break;
  }
  expect(kinds.filter((kind) => kind === 'human.turn')).toHaveLength(1);
  await expect(chat.botSaid('Still there?')).rejects.toMatchObject({ code: 'handoff_active', status: 409 });

  // A new run of the bot: the message that the last one was still busy with comes again, then what is new.
  stop.abort();
  await told.return();
  await work.complete(true);
  const later = await connect(connection).events({ cursor });
  const resumed = [(await later.next()).value, (await later.next()).value] as BotEvent[];
  expect(resumed.map(({ type }) => type)).toEqual(['human.turn', 'handoff.returned']);
  await later.return();
});
