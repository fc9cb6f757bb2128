// The adapters between the real systems' own libraries, or their HTTP, and a real router process with a person at it.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  EventFactory,
  MemoryTranscriptStore,
  TranscriptLoggerMiddleware,
  type TurnContext,
} from 'botbuilder';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  botpress,
  createBotFrameworkHandoff,
  createBridge,
  createChatwootHandoff,
} from '#sdk/adapters/index.ts';
import { type BotEvent, type Client, connect } from '#sdk/index.ts';
import { ana } from '../system/colleague.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type StartedRouter, scratch, startRouter } from '../system/processes.ts';

const folder = scratch();
let office: Office;
let router: StartedRouter;
let client: Client;
let person: Awaited<ReturnType<typeof ana>>;
const stop = new AbortController();

beforeAll(async () => {
  office = openOffice(folder.path, { capacity: 20 });
  router = await startRouter({ config: office.configFile });
  client = connect({ url: router.http, key: office.botKey, signal: stop.signal });
  person = await ana(router, office);
});
afterAll(async () => {
  stop.abort();
  await person.close();
  await router.kill('SIGKILL');
  folder.remove();
});

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, `../fixtures/bots/${name}.json`), 'utf8'));

/** Gives each event from now on to `deliver`, until what was given says that it is the last. */
async function delivering(deliver: (event: BotEvent) => Promise<unknown>) {
  const events = await client.events({ from: 'now', wait: 5 });
  return async (last: (event: BotEvent) => boolean) => {
    for (;;) {
      const { value: event } = await events.next();
      if (event === undefined) throw new Error('no more events');
      await deliver(event);
      if (last(event)) return;
    }
  };
}
const isStatus = (status: string) => (event: BotEvent) =>
  event.type === 'handoff.status' && event.data.status === status;
const isWords = (event: BotEvent) => event.type === 'human.turn';
const said = (entries: readonly { type: string }[]) =>
  entries.filter(({ type }) => type === 'turn').map((entry) => (entry as unknown as { text: string }).text);

/** A channel as Bot Framework's service is one: takes activities over HTTP, gives the customer's to the bot. */
async function openChannel(adapter: CloudAdapter, bot: (context: TurnContext) => Promise<void>) {
  const shown: unknown[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const { type, name, value, text: words } = JSON.parse(text);
    shown.push(type === 'message' ? words : [name, value]);
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ id: `shown-${shown.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const ids = {
    channelId: 'webchat',
    serviceUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    from: { id: 'dl_7f3c', name: 'Ilse Verhoeven' },
    recipient: { id: 'ava@bot', name: 'Ava' },
    conversation: { id: 'a:1pFqXzJ0~Lw|livechat' },
  };
  let n = 0;
  return {
    /** What the customer saw since the last time. */
    shown: () => shown.splice(0),
    async says(text: string) {
      n += 1;
      const body = { type: 'message', id: `in-${n}`, text, ...ids };
      const answer = {
        socket: null,
        status: () => answer,
        header: () => answer,
        send: () => answer,
        end: () => answer,
      };
      await adapter.process({ body, headers: {}, method: 'POST' }, answer, bot);
    },
    close: () => server.close(),
  };
}

test('a bot on Bot Framework’s own library: handoff.initiate, accepted, words both ways, completed', async () => {
  const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
  const transcripts = new MemoryTranscriptStore();
  const handoff = createBotFrameworkHandoff({
    client,
    send: (reference, activities) =>
      adapter.continueConversationAsync('', reference as never, async (context) => {
        await context.sendActivities(activities as never);
      }),
  });
  adapter.use(new TranscriptLoggerMiddleware(transcripts));
  adapter.use(handoff);
  let answered = 0;
  const channel = await openChannel(adapter, async (context) => {
    answered += 1;
    if (!/row 12/i.test(context.activity.text)) {
      await context.sendActivity(`You said: ${context.activity.text}`);
      return;
    }
    const { channelId, conversation } = context.activity;
    const { items } = await transcripts.getTranscriptActivities(channelId, conversation.id);
    const asks = { reason: 'The fare forbids changes.', Skill: 'changes' };
    await context.sendActivity(EventFactory.createHandoffInitiation(context, asks, { activities: items }));
    await context.sendActivity('I am asking a person.');
  });
  const until = await delivering(handoff.deliver);

  await channel.says('Our seats are apart.');
  await channel.says('Row 12, then.');
  // The customer's channel sees the bot's words, and not its request.
  expect(channel.shown()).toEqual(['You said: Our seats are apart.', 'I am asking a person.']);
  const { events } = await client.page();
  const conversation = events.at(-1)?.conversation ?? '';
  expect(conversation).toMatch(/^bf-[0-9a-f]{32}$/);

  const work = await person.accept(conversation);
  await work.reads('I am asking a person.');
  expect(work.offered).toMatchObject({
    conversation: { customer: { name: 'Ilse Verhoeven' } },
    handoff: {
      reason: 'The fare forbids changes.',
      context: { facts: [{ label: 'Skill', value: 'changes' }] },
    },
  });
  // Each once, although the request brought a transcript of what was told already.
  expect(said(work.offered.entries).slice(0, 3)).toEqual([
    'Our seats are apart.',
    'You said: Our seats are apart.',
    'Row 12, then.',
  ]);
  await until(isStatus('accepted'));
  await work.say('Hello, Ana here.');
  await until(isWords);
  expect(channel.shown()).toEqual([['handoff.status', { state: 'accepted' }], 'Hello, Ana here.']);

  // The bot is not asked while a person has it.
  await channel.says('Row 11, please.');
  await work.reads('Row 11, please.');
  expect([answered, channel.shown()]).toEqual([2, []]);
  await work.complete();
  await until(isStatus('completed'));
  expect(channel.shown()).toEqual([['handoff.status', { state: 'completed', message: 'solved' }]]);

  // The channel's conversation goes on: here it is the next one, and the bot answers again.
  await channel.says('One more thing.');
  expect(channel.shown()).toEqual(['You said: One more thing.']);
  expect((await client.conversation(`${conversation}.2`).state()).state).toBe('bot');
  channel.close();
});

test('Chatwoot over HTTP: an AgentBot’s webhook in, its API out, its own words not doubled', async () => {
  const [words, botWords, , opened, , resolved] = fixture('chatwoot');
  const asked: { path: string; token: string; body: Record<string, unknown> }[] = [];
  let down = false;
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push({
      path: request.url ?? '',
      token: String(request.headers.api_access_token),
      body: JSON.parse(text),
    });
    response.writeHead(down ? 503 : 200).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const chatwoot = createChatwootHandoff({ client, url, token: 'cw-token' });
  const until = await delivering(chatwoot.deliver);

  for (const payload of [words, words, botWords]) expect(await chatwoot.handle(payload)).toBeUndefined();
  expect(['queued', 'offered']).toContain((await chatwoot.handle(opened))?.status);
  const work = await person.accept('cw-3-13098');
  expect(said(work.offered.entries)).toEqual([words.content, botWords.content]);
  expect(work.offered).toMatchObject({
    conversation: { customer: { name: 'Ilse Verhoeven', verified: true } },
    handoff: {
      context: {
        facts: expect.arrayContaining([
          { label: 'custom_attributes.booking', value: 'K7QX4M' },
          { label: 'contact.custom_attributes.tier', value: 'platinum' },
        ]),
      },
    },
  });
  await until(isStatus('accepted'));
  await work.say('Hello, Ana here.');
  await until(isWords);
  const at = '/api/v1/accounts/3/conversations/13098';
  expect(asked).toMatchObject([
    { path: `${at}/toggle_status`, token: 'cw-token', body: { status: 'open' } },
    { path: `${at}/messages`, body: { content: 'Hello, Ana here.', message_type: 'outgoing' } },
  ]);
  // Chatwoot tells its bot of the message that we made it write, and of the status that we set.
  expect(await chatwoot.handle({ ...botWords, id: 1, ...asked[1]?.body })).toBeUndefined();
  expect((await chatwoot.handle(opened))?.status).toBe('accepted');
  expect((await chatwoot.handle({ ...words, id: 2, content: 'Row 11.' }))?.status).toBe('accepted');
  await work.reads('Row 11.');

  down = true;
  await work.say('Done.');
  await expect(until(isWords)).rejects.toThrow(`POST ${at}/messages: Chatwoot answered 503 (bad_answer)`);
  await chatwoot.handle(resolved);
  // The customer writes again while Ana still wraps up, to a bridge that was started since.
  await createChatwootHandoff({ client, url, token: 'cw-token' }).handle({ ...words, id: 3 });
  expect((await client.conversation('cw-3-13098.2').state()).state).toBe('bot');
  server.closeAllConnections();
  server.close();
});

test('Botpress: the hitl actions hand over with the history, the answers come back, stopHitl ends it', async () => {
  const { startHitl, message, stopHitl } = fixture('botpress');
  const bridge = createBridge(client);
  const answers: unknown[] = [];
  const until = await delivering(async (event) => {
    const answer = botpress.toBotpress(event);
    if (event.conversation === 'bp-conv_1' && answer !== undefined) answers.push(answer);
  });
  const user = { name: 'Ilse Verhoeven' };
  await bridge.perform(botpress.startHitl(startHitl, 'conv_1', user));
  const work = await person.accept('bp-conv_1');
  expect(said(work.offered.entries)).toHaveLength(4);
  await bridge.perform(botpress.fromMessage(message, 'conv_1', user));
  await work.reads('Row 11, please.');
  await work.say('Done.');
  await until(isWords);
  expect(answers).toEqual([
    { event: 'hitlAssigned', agent: 'Ana' },
    { message: { type: 'text', payload: { text: 'Done.' } }, agent: 'Ana' },
  ]);
  await bridge.perform(botpress.stopHitl(stopHitl, 'conv_1'));
  // Ends that come again, or for what was never there, begin nothing.
  await bridge.perform(botpress.stopHitl(stopHitl, 'conv_1'));
  await createBridge(client).perform(botpress.stopHitl(stopHitl, 'conv_2'));
  for (const id of ['bp-conv_1.2', 'bp-conv_2'])
    await expect(client.conversation(id).state()).rejects.toMatchObject({ code: 'not_found' });
  await expect(client.conversation('bp-conv_1').customerSaid('Hello?')).rejects.toMatchObject({
    code: 'conversation_closed',
    message: expect.stringContaining('Botpress ended it: timeout'),
  });
});
