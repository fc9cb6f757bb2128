// `baton displays` as a person types it, at a real router: given, listed and withdrawn, and one clear line for a refusal.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WALL_CLOSE } from '#shared/protocol/wall.ts';
import { type Office, openOffice, tokenOf } from './router-office.ts';
import { openWall } from './wall-client.ts';

const CLI = fileURLToPath(new URL('../../main/hosts/cli/index.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'baton-displays-'));
let office: Office;
beforeAll(async () => {
  office = await openOffice({ roles: { ana: ['agent', 'admin'] }, server: { timing: { countsMs: 20 } } });
  for (const person of ['ana', 'ben']) writeFileSync(join(folder, person), tokenOf(person));
});
afterAll(async () => {
  await office.close();
  rmSync(folder, { recursive: true, force: true });
});

const raw = (...args: string[]) =>
  promisify(execFile)(process.execPath, [CLI, 'displays', ...args]).then(
    ({ stdout }) => ({ code: 0, stdout, stderr: '' }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      stdout,
      stderr,
    }),
  );
const as = (person: string, ...args: string[]) =>
  raw(...args, '--router', office.url, '--token-file', join(folder, person));

test('an admin gives a display any queue, finds it in the list, and withdraws it', async () => {
  const added = await as('ana', 'add', '--name', 'Hall', '--queues', 'care,desk');
  expect(added).toMatchObject({ code: 0, stderr: '' });
  const { id, url } = JSON.parse(added.stdout) as { id: string; url: string };
  const { origin, pathname, hash } = new URL(url);
  expect([origin, pathname]).toEqual([office.server.http, '/wall']);
  const display = openWall({ http: office.server.http, token: hash.slice(1) });
  expect(await display.until(() => true)).toMatchObject({
    title: 'Hall',
    queues: [{ id: 'care' }, { id: 'desk' }],
  });

  const list = await as('ana');
  expect(JSON.parse(list.stdout)).toMatchObject({ id, name: 'Hall', addedBy: 'ana Reis' });
  expect(list.stdout).not.toContain(hash.slice(1));

  expect(await as('ana', 'revoke', id)).toMatchObject({ code: 0 });
  expect(await display.closed).toMatchObject({ code: WALL_CLOSE.revoked });
  expect(await as('ana', 'list')).toEqual({ code: 0, stdout: '', stderr: '' });
});

test('what cannot be done is one clear line: 1 where the router says no, 2 where the command is wrong', async () => {
  const ends = [
    await as('ben', 'list'),
    await as('ana', 'add', '--name', 'Hall', '--queues', 'gone'),
    await as('ana', 'revoke', 'nothing'),
    await as('ana', 'add', '--name', 'Hall'),
    await as('ana', 'show'),
    await raw('list'),
  ];
  expect(ends.map(({ code, stderr }) => [code, stderr.trim()])).toEqual([
    [1, 'baton: displays are for leads and admins, and ben Reis is neither'],
    [1, 'baton: queues: there is no queue gone'],
    [1, 'baton: display.revoke: there is no display nothing'],
    [2, 'baton: displays add needs --queues ID[,ID] (help shows the commands)'],
    [2, 'baton: displays can list, add or revoke, not "show" (help shows the commands)'],
    [2, 'baton: displays needs --router URL and --token-file FILE (help shows the commands)'],
  ]);
  expect(ends.map(({ stdout }) => stdout)).toEqual(ends.map(() => ''));
});
