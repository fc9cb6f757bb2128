// `baton mcp` as an agent uses it: a real MCP client over stdio, a real router process, a person at a real console.
import { join } from 'node:path';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { mcp } from '../../main/hosts/cli/mcp/mcp.ts';
import { ana } from '../system/colleague.ts';
import { type Office, openOffice } from '../system/office.ts';
import { type StartedRouter, scratch, startRouter } from '../system/processes.ts';

const CLI = join(import.meta.dirname, '../../main/hosts/cli/index.ts');
const folder = scratch();
let office: Office;
let router: StartedRouter;
let agent: Client;

beforeAll(async () => {
  office = openOffice(folder.path);
  router = await startRouter({ config: office.configFile });
  agent = await open(office.botKey);
});
afterAll(async () => {
  await agent.close();
  await router.kill('SIGKILL');
  folder.remove();
});

async function open(key: string): Promise<Client> {
  const client = new Client({ name: 'test', version: '1.0.0' });
  const env = { ...(process.env as Record<string, string>), BATON_URL: router.http, BATON_KEY: key };
  await client.connect(new StdioClientTransport({ command: process.execPath, args: [CLI, 'mcp'], env }));
  return client;
}

interface Answered {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly text: string }[];
}
const call = async (name: string, given: object = {}, client = agent) =>
  (await client.callTool({ name, arguments: { ...given } })) as unknown as Answered;
const ask = async (name: string, given: object = {}) => {
  const { structuredContent = {}, content } = await call(name, given);
  expect(JSON.parse(content[0]?.text ?? '')).toEqual(structuredContent);
  return structuredContent;
};
const refused = async (name: string, given: object) => {
  const { isError, content } = await call(name, given);
  return isError === true ? content[0]?.text : 'not refused';
};

test('an agent sees what it can do, hands over, exchanges words with the person, and learns the end', async () => {
  const { tools } = await agent.listTools();
  expect(tools.map(({ name }) => name)).toEqual(['availability', 'transfer_to_human', 'status', 'add_turn']);
  expect(agent.getInstructions()).toContain('transfer_to_human');
  expect(await ask('availability')).toMatchObject({ queue: 'care', staffed: 0 });

  // Nobody is there: said at once, with the reason.
  const early = await ask('transfer_to_human', { reason: 'Asked for a person.' });
  expect(early).toMatchObject({ status: 'failed', reason: 'nobody_staffed' });

  const person = await ana(router, office);
  expect(await ask('availability', { queue: 'care', channel: 'chat' })).toMatchObject({
    staffed: 1,
    open: true,
  });
  const handoff = await ask('transfer_to_human', {
    reason: 'The fare forbids changes.',
    intent: 'Change seats',
    facts: [{ label: 'Booking', value: 'K7QX4M' }],
    customer: { id: 'ilse', name: 'Ilse Verhoeven' },
    transcript: [
      { role: 'customer', text: 'Our seats are apart, booking K7QX4M.' },
      { role: 'bot', text: 'I cannot change this fare.' },
    ],
  });
  const conversation = String(handoff.conversation);
  expect(['queued', 'offered']).toContain(handoff.status);

  const work = await person.accept(conversation);
  expect(work.offered).toMatchObject({
    conversation: { customer: { name: 'Ilse Verhoeven', verified: false } },
    handoff: {
      reason: 'The fare forbids changes.',
      context: { intent: 'Change seats', facts: [{ label: 'Booking', value: 'K7QX4M' }] },
    },
    entries: expect.arrayContaining([
      expect.objectContaining({ text: 'I cannot change this fare.', index: 2 }),
    ]),
  });
  const accepted = await ask('status', { conversation, after: handoff.next, wait: 20 });
  expect(accepted).toMatchObject({
    state: 'human',
    handoff: { status: 'accepted', agent: { name: 'Ana' } },
    messages: [],
  });

  // Waiting, it is told as soon as there is something.
  const waiting = ask('status', { conversation, after: accepted.next, wait: 40 });
  await work.say('Hello Ilse, Ana here.');
  const told = await waiting;
  expect(told.messages).toMatchObject([{ from: 'Ana', text: 'Hello Ilse, Ana here.' }]);
  expect(await ask('status', { conversation, after: told.next })).toMatchObject({ messages: [] });

  expect(await refused('add_turn', { conversation, role: 'bot', text: 'I am still here.' })).toMatch(
    /Ana has the conversation; the bot is silent \(handoff_active\)$/,
  );
  expect(await ask('add_turn', { conversation, role: 'customer', text: 'Row 11, please.' })).toMatchObject({
    turn: { index: 4 },
    handoff: { status: 'accepted' },
  });
  await work.reads('Row 11, please.');
  await work.say('Done.');
  await work.complete();
  const end = await ask('status', { conversation, after: told.next, wait: 20 });
  expect(end).toMatchObject({ messages: [{ text: 'Done.' }] });
  const last = await ask('status', { conversation, after: end.next, wait: end.state === 'closed' ? 0 : 20 });
  expect(last).toMatchObject({ state: 'closed', handoff: { status: 'completed' } });
  await person.close();
});

test('bad input is an error that says what to mend; a tool that is not there is one of the protocol', async () => {
  expect([
    await refused('transfer_to_human', {}),
    await refused('transfer_to_human', { reason: 'x', transcript: [{ role: 'agent', text: 'x' }] }),
    await refused('transfer_to_human', { reason: 'x', customer: { id: 'c 1', name: 'Ilse' } }),
    await refused('transfer_to_human', { reason: 'x', queue: 'nowhere', conversation: 'one' }),
    await refused('status', { conversation: 'one' }),
    await refused('status', { conversation: 'one', after: -1 }),
    await refused('status', { conversation: 'none', after: 0 }),
    await refused('status', { conversation: 'one', after: 0, wait: 60 }),
    await refused('add_turn', { conversation: 'one', role: 'customer', text: '' }),
    await refused('availability', { queue: 'nowhere' }),
  ]).toEqual([
    'transfer_to_human: $.reason is missing (invalid_input)',
    'transfer_to_human: $.transcript[0].role must be one of customer, bot (invalid_input)',
    expect.stringMatching(/^POST \/v1\/conversations: body \$\.customer\.id: an id is .* \(invalid_input\)$/),
    'not refused',
    'status: $.after is missing (invalid_input)',
    'status: $.after must be from 0 to 9007199254740991 (invalid_input)',
    'GET /v1/conversations/none: no conversation none (not_found)',
    'status: $.wait must be from 0 to 45 (invalid_input)',
    'add_turn: $.text must have at least 1 characters (invalid_input)',
    'GET /v1/availability: no queue nowhere (not_found)',
  ]);
  // A queue that is not there is an answer, not an error: the agent tells the customer.
  expect(
    await ask('transfer_to_human', { reason: 'x', queue: 'nowhere', conversation: 'one' }),
  ).toMatchObject({
    status: 'failed',
    reason: 'unknown_queue',
  });
  await expect(agent.callTool({ name: 'transfer_to_robot', arguments: {} })).rejects.toMatchObject({
    code: -32_602,
    message: expect.stringContaining(
      'there is no tool "transfer_to_robot", only availability, transfer_to_human',
    ),
  });
});

test('a wrong key is said by the first tool; a wrong command line before anything is read', async () => {
  const other = await open('not-the-key');
  const { isError, content } = await call('availability', {}, other);
  expect([isError, content[0]?.text]).toEqual([
    true,
    'GET /v1/availability: the bot key is not known (unauthorized)',
  ]);
  await other.close();

  vi.stubEnv('BATON_URL', '');
  vi.stubEnv('BATON_KEY', '');
  const none = join(folder.path, 'none');
  await expect(mcp([])).rejects.toThrow('mcp needs --router URL, or the address in BATON_URL');
  await expect(mcp(['--router', router.http])).rejects.toThrow('mcp needs --key-file FILE, or the bot key');
  await expect(mcp(['--router', router.http, '--key-file', none])).rejects.toThrow(
    `--key-file ${none} cannot be read (ENOENT)`,
  );
  await expect(mcp(['--nope'])).rejects.toThrow("Unknown option '--nope'");
  vi.stubEnv('BATON_KEY', 'k');
  await expect(mcp(['--router', 'router.example'])).rejects.toThrow(
    `--router must be the router's http(s) address, not "router.example"`,
  );
  vi.unstubAllEnvs();
});
