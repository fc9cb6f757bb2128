import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { historyJsonSchema } from '#shared/schema/history.ts';
import { backtest } from '../triggers/backtest.ts';
import { importHistory } from './import.ts';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const fixture = (name: string) => join(root, 'test/fixtures/history', name);

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-import-'));
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true, force: true });
});

const file = (name: string) => join(folder, name);
const MESSAGES = fixture('chatwoot-messages.jsonl');

async function quietly(command: () => Promise<number>) {
  const said = { out: '', err: '' };
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    said.out += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.err += String(text);
    return true;
  });
  try {
    expect(await command()).toBe(0);
  } finally {
    vi.restoreAllMocks();
  }
  const lines = said.out.trim().split('\n');
  return { answers: lines.map((line) => JSON.parse(line)), err: said.err };
}

const run = async (from: string, input: string, ...more: string[]) => {
  const { answers, err } = await quietly(() =>
    importHistory(['--from', from, '--in', input, '--out', file('out.jsonl'), ...more]),
  );
  return { counts: answers[0], err };
};
const written = () =>
  readFileSync(file('out.jsonl'), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const given = (...lines: unknown[]) => {
  writeFileSync(
    file('in.jsonl'),
    lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n'),
  );
  return file('in.jsonl');
};

const JUDGED = ['--needed', 'handoff-right', '--unneeded', 'handoff-unneeded'];
const said = (role: string, text: string, seconds: number) => ({
  role,
  text,
  at: (1_763_971_200 + seconds) * 1_000,
});

describe('import from Chatwoot', () => {
  test('pages of messages become conversations: who spoke, in their order, without what nobody said', async () => {
    const { counts } = await run('chatwoot', MESSAGES, ...JUDGED);
    expect(counts).toMatchObject({ conversations: 2, turns: 11, silent: 1, skipped: 0, judged: 2 });
    expect(written()).toEqual([
      {
        format: 'baton.history',
        version: 1,
        conversationId: 'chatwoot-31',
        customer: { id: 'contact-51' },
        account: { tier: 'enterprise', value: 64_000 },
        labels: { person: 1, needed: 1 },
        today: '2025-11-24',
        turns: [
          said('customer', 'Hi, our invoice for October was charged twice.', 0),
          said('bot', "I'm sorry to hear that. Could you give me the invoice number?", 6),
          said('customer', 'MA-20931. This is the second month in a row!', 40),
          said('bot', 'I could not find that invoice. Can you rephrase your question?', 47),
          said('customer', "That's useless. I want to talk to a real person, now.", 80),
          said('agent', 'Hello Maria, this is Ana. I see both charges and have refunded one of them.', 140),
          said('customer', 'Thank you!', 170),
        ],
      },
      {
        format: 'baton.history',
        version: 1,
        conversationId: 'chatwoot-32',
        customer: { id: 'contact-52' },
        labels: { person: 0, needed: 0 },
        today: '2025-11-24',
        turns: [
          said('customer', 'Can I change my seat online?', 3_598),
          said('bot', 'Welcome to Meridian Air. We typically reply in a few minutes.', 3_600),
          said('bot', 'Yes: open Manage booking, choose your flight, then Seats.', 3_605),
          said('customer', 'thanks, found it', 3_680),
        ],
      },
    ]);
    expect(readFileSync(file('out.jsonl'), 'utf8')).not.toMatch(/Lopes|example\.com|\+351|Lisbon/);
  });

  test('conversations with their messages in one document: channel, queue, and no word on what is not over', async () => {
    await run('chatwoot', fixture('chatwoot-conversations.json'), ...JUDGED);
    expect(
      written().map(({ conversationId, channel, queue, labels }) => [conversationId, channel, queue, labels]),
    ).toEqual([
      ['chatwoot-41', 'email', 'corporate', { person: 0, needed: 1 }],
      ['chatwoot-42', 'chat', undefined, {}],
    ]);
  });

  test('messages as webhooks spell them', async () => {
    const message = {
      id: 1,
      conversation_id: 5,
      content: 'hello',
      message_type: 'incoming',
      created_at: '2026-11-24T08:00:00.000Z',
    };
    await run('chatwoot', given({ id: 5, messages: { meta: {}, payload: [message, message] } }));
    expect(written()[0].turns).toEqual([{ role: 'customer', text: 'hello', at: Date.UTC(2026, 10, 24, 8) }]);
  });

  test('what is imported goes through a backtest, by label, up to where the person spoke', async () => {
    await run('chatwoot', MESSAGES, ...JUDGED);
    const { answers } = await quietly(() =>
      backtest(['--in', file('out.jsonl'), '--policy', 'support', '--labels', 'needed']),
    );
    expect(answers[0]).toEqual({ conversationId: 'chatwoot-31', fires: 4, needed: true });
    expect(answers.at(-1).summary.policy).toMatchObject({
      fired: 1,
      precision: { hits: 1, of: 1 },
      recall: { hits: 1, of: 1 },
    });
  });

  const message = { id: 1, content: 'hello', message_type: 0, created_at: 1_763_971_200 };
  test.each<[string, unknown, string]>([
    ['a list of conversations', { data: { meta: {}, payload: [] } }, 'line 2: it is a list of conversations'],
    [
      'a message of no known type',
      { id: 5, messages: [{ ...message, message_type: 7 }] },
      'line 2: messages.0.message_type: ',
    ],
    [
      'a message without its time',
      { id: 5, messages: [{ ...message, created_at: 'noon' }] },
      'line 2: messages.0.created_at: ',
    ],
    ['messages of nobody’s conversation', { payload: [message] }, 'line 2: payload: '],
    ['something else', { hello: 1 }, 'line 2: it has neither "payload" nor "messages"'],
    ['no JSON', '{"id": ', 'line 2: '],
  ])('%s is refused by file, line and reason, and nothing is written', async (_what, bad, reason) => {
    const input = given({ id: 4, messages: [message] }, bad, { id: 6, messages: [message] });
    await expect(run('chatwoot', input)).rejects.toThrow(`in.jsonl, ${reason}`);
    expect(readdirSync(folder)).toEqual(['in.jsonl']);
    const { counts, err } = await run('chatwoot', input, '--skip-bad');
    expect(counts).toMatchObject({ conversations: 2, skipped: 1 });
    expect(err).toContain(reason);
  });

  test('pages of a conversation that stand apart are refused', async () => {
    const page = (id: number) => ({ payload: [{ ...message, id, conversation_id: id }] });
    await expect(run('chatwoot', given(page(1), page(2), page(1)))).rejects.toThrow(
      'line 3: conversation 1 is there again',
    );
  });
});

describe('import of one’s own lines', () => {
  test('times become milliseconds, roles their short names, and what the form does not know is left out', async () => {
    await run('jsonl', fixture('own.jsonl'));
    const [first, second] = written();
    expect(first).toMatchObject({
      conversationId: '2026-11-24/1',
      today: '2026-11-24',
      turns: [
        { role: 'customer', at: Date.UTC(2026, 10, 24, 8) },
        { role: 'bot', at: Date.UTC(2026, 10, 24, 8, 0, 8), confidence: 0.42 },
        { role: 'customer', at: 1_763_971_300_000 },
      ],
      labels: { needed: 1, inTime: null },
    });
    expect(first.agentNote).toBeUndefined();
    expect(second).toMatchObject({ conversationId: '2', labels: { needed: 0 } });
  });

  test('what was imported can be imported again, byte for byte', async () => {
    await run('jsonl', fixture('own.jsonl'));
    copyFileSync(file('out.jsonl'), file('once.jsonl'));
    await run('jsonl', file('once.jsonl'));
    expect(readFileSync(file('out.jsonl'))).toEqual(readFileSync(file('once.jsonl')));
  });

  const turn = { role: 'customer', text: 'hello' };
  test.each<[string, unknown, string]>([
    [
      'seconds for milliseconds',
      { conversationId: 'a', turns: [{ ...turn, at: 1_763_971_200 }] },
      'turns.0.at: ',
    ],
    ['a role nobody has', { conversationId: 'a', turns: [{ ...turn, role: 'robot' }] }, 'turns.0.role: '],
    ['a conversation without a name', { turns: [turn] }, 'conversationId: '],
    ['nothing said', { conversationId: 'a', turns: [] }, 'turns: '],
    [
      'another version',
      { version: 2, conversationId: 'a', turns: [turn] },
      'version: this is not of version 1',
    ],
    [
      'a label that is a word',
      { conversationId: 'a', turns: [turn], labels: { needed: 'yes' } },
      'labels.needed: ',
    ],
    [
      'an account of no tier',
      { conversationId: 'a', turns: [turn], account: { tier: 'gold' } },
      'account.tier: ',
    ],
    ['no object', '[1]', 'it: '],
  ])('%s is refused by file, line and reason; a file that is there stays', async (_what, bad, reason) => {
    writeFileSync(file('out.jsonl'), 'before');
    const input = given({ conversationId: 'ok', turns: [turn] }, bad);
    await expect(run('jsonl', input)).rejects.toThrow(`in.jsonl, line 2: ${reason}`);
    expect(readFileSync(file('out.jsonl'), 'utf8')).toBe('before');
    expect(readdirSync(folder).sort()).toEqual(['in.jsonl', 'out.jsonl']);
  });

  test('a file with nothing in it, a source nobody knows, and labels that jsonl has itself are told', async () => {
    await expect(run('jsonl', given(''))).rejects.toThrow('there is no conversation to import');
    await expect(run('intercom', given(''))).rejects.toThrow('import needs --from chatwoot or jsonl');
    await expect(run('jsonl', given(''), '--needed', 'x')).rejects.toThrow('--needed and --unneeded');
    await expect(run('jsonl', file('missing'))).rejects.toThrow('there is no such file');
  });

  test('its JSON Schema stands beside the page that explains it', () => {
    const beside = readFileSync(join(root, 'docs/history-format.schema.json'), 'utf8');
    expect(JSON.parse(beside)).toEqual(historyJsonSchema());
  });
});
