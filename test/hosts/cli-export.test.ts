// `baton export` as a person types it, on the files a console left behind: masked unless they say otherwise, a line that backtest
// reads either way, and whole or not there at all.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { openFiles } from '#store/store.ts';
import { keyFile } from '../../main/hosts/key-file.ts';
import { conversation, FEED, folder, grant, granted, handoff, optionsFor, said } from './store-samples.ts';

const CLI = fileURLToPath(new URL('../../main/hosts/cli/index.ts', import.meta.url));
const WORDS = 'Robin again: mail robin.d@example.org, my booking is ZFA04Y, card 4111 1111 1111 1111';

/** Two conversations of one customer, over, in the files of Ana. */
async function filesOfAna(): Promise<string> {
  const data = folder();
  const own = join(data, 'people', 'ana');
  mkdirSync(own, { recursive: true });
  const now = Date.now();
  const { store } = openFiles(optionsFor(own, { key: await keyFile(own).storeKey('ana'), now }));
  store.contact(now);
  const customer = { id: 'customer-k', verified: true, name: 'Robin Doe' };
  const past = (id: string, lastAt: number) =>
    granted({
      ...grant(id, [said(0, WORDS), said(1, 'Hello Mr Doe', 'HUMAN_AGENT')]),
      right: 'kept',
      conversation: conversation(id, { customer, lastAt }),
      handoff: handoff(id, { owner: 'ana', ownerName: 'Ana Reis' }),
    });
  store.apply(FEED, 1, 0, [past('k1', now - 2), past('k2', now - 1)]);
  store.close();
  return data;
}

const baton = (...args: string[]) =>
  promisify(execFile)(process.execPath, [CLI, ...args]).then(
    ({ stdout }) => ({ code: 0, told: JSON.parse(stdout) as object, said: '' }),
    ({ code, stderr }: { code: number; stderr: string }) => ({ code, told: {}, said: stderr }),
  );

test('names, addresses and numbers are masked, one person has one number, and a line says that it is masked', async () => {
  const data = await filesOfAna();
  const out = join(data, 'out.jsonl');
  const given = ['export', '--data', data, '--person', 'ana', '--out', out] as const;
  expect(await baton(...given)).toEqual({
    ...{ code: 0, said: '' },
    told: { conversations: 2, masked: true, file: out },
  });
  const text = readFileSync(out, 'utf8');
  expect(text).not.toMatch(/Robin|Doe|Reis|ZFA04Y|4111 1|customer-k|"owner":"ana"/);
  const line = (id: string) => ({
    masked: true,
    conversation: { id, customer: { id: 'person-1', name: 'R•••' } },
    handoff: { id: `handoff-${id}`, owner: 'person-2', ownerName: 'A•••', context: { fixed: true } },
    entries: [
      {
        author: { name: 'R•••' },
        text: 'R••• again: mail r•••@example.org, my booking is •••4Y, card ••••1111',
      },
      { text: 'Hello Mr D••' },
    ],
  });
  const lines = text.trim().split('\n');
  expect(lines.map((each) => JSON.parse(each) as object)).toMatchObject([line('k2'), line('k1')]);
  expect(await baton('backtest', '--in', out, '--policy', 'support')).toMatchObject({ code: 0 });
});

test('with --personal it is as it was said', async () => {
  const data = await filesOfAna();
  const out = join(data, 'out.jsonl');
  const { told } = await baton('export', '--data', data, '--person', 'ana', '--out', out, '--personal');
  expect(told).toMatchObject({ conversations: 2, masked: false });
  const [line = ''] = readFileSync(out, 'utf8').split('\n');
  expect(JSON.parse(line)).toMatchObject({
    conversation: { customer: { id: 'customer-k', name: 'Robin Doe' } },
    entries: [{ text: WORDS }, {}],
  });
  expect(line).not.toContain('masked');
});

test('where it cannot be written one line says why, and nothing is left behind', async () => {
  const data = await filesOfAna();
  const out = join(data, 'nowhere', 'out.jsonl');
  const { code, said: why } = await baton('export', '--data', data, '--person', 'ana', '--out', out);
  expect(code).toBe(2);
  expect(why.trim().split('\n')).toHaveLength(1);
  expect(why).toContain(out);
  expect([existsSync(out), existsSync(`${out}.part`)]).toEqual([false, false]);
});
