// What a file of accounts may look like, and what is said of one that does not.
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { accountMapping } from '#shared/schema/account-source.ts';
import { csvSource } from './csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'baton-csv-'));
const file = join(folder, 'accounts.csv');
afterEach(() => rmSync(file, { force: true }));

const mapping = accountMapping.parse({ account: { plan: 'plan' } });
const source = (maxBytes = 1_000) =>
  csvSource(
    { kind: 'csv', id: 'list', name: 'List', mapping: 'm', file: 'accounts.csv', idColumn: 'id', maxBytes },
    mapping,
    folder,
  );
const stop = new AbortController().signal;

test.each([
  ['a quote within words', 'id,plan\n1,a "b"\n', 'line 2: a quote or a line end stands where none can'],
  ['a quote that is not closed', 'id,plan\n1,"a\n', 'line 2: a quote or a line end stands where none can'],
  ['a column that is missing', 'id,tariff\n1,a\n', 'line 1: no column plan'],
  ['a line that is too short', 'id,plan\n1,a\n2\n', 'line 3: 1 cells, and 2 columns'],
  ['one id twice', 'id,plan\n1,a\n1,b\n', 'line 3: its id is there already'],
  ['nothing', '', 'the file is empty'],
])('refuses %s', async (_what, text, message) => {
  writeFileSync(file, text);
  await expect(source().find('1', stop)).rejects.toMatchObject({ reason: 'file', message });
});

test('the file is read again when it changed, and holds since it was written', async () => {
  await expect(source().find('1', stop)).rejects.toMatchObject({ reason: 'file', message: /ENOENT/ });
  const list = source();
  writeFileSync(file, 'id,plan\n1,Flex\n');
  utimesSync(file, 100, 100);
  expect(await list.find('1', stop)).toEqual({ account: { plan: 'Flex' }, facts: [], asOf: 100_000 });
  writeFileSync(file, 'id,plan\n1,Basic\n');
  utimesSync(file, 200, 200);
  expect(await list.find('1', stop)).toMatchObject({ account: { plan: 'Basic' }, asOf: 200_000 });
  expect(await list.find('2', stop)).toBeNull();
  await expect(source(5).find('1', stop)).rejects.toMatchObject({ reason: 'too_large' });
});
