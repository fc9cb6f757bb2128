import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { FileProblem, openFile } from '../open.ts';
import { cache1 } from './cache-1.ts';

const open = (path: string, migrations: readonly string[]) =>
  openFile({ path, key: KEY, synchronous: 'NORMAL', pagesKib: 2_048, migrations });

test('makes the tables once, and an index that keeps no deleted words', () => {
  const path = join(folder(), 'cache.db');
  const first = open(path, [cache1]);
  expect(first.fresh).toBe(true);
  const tables = first.file.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).pluck().all();
  expect(tables).toEqual(
    expect.arrayContaining(['meta', 'cursor', 'conversation', 'entry', 'shelf', 'word_1', 'waiting']),
  );
  const options = first.file.prepare('SELECT k, v FROM word_1_config').all();
  expect(options).toEqual(expect.arrayContaining([{ k: 'secure-delete', v: 1 }]));
  expect(first.file.prepare('SELECT * FROM shelf').all()).toEqual([{ number: 1, first: 0, entries: 0 }]);
  first.file.close();
  const again = open(path, [cache1]);
  expect([again.fresh, again.file.pragma('user_version', { simple: true })]).toEqual([false, 1]);
  again.file.close();
});

test('a migration that fails half-way leaves the file as it was', () => {
  const path = join(folder(), 'cache.db');
  open(path, [cache1]).file.close();
  const broken = `CREATE TABLE half (a); INSERT INTO nowhere VALUES (1);`;
  expect(() => open(path, [cache1, broken])).toThrow(FileProblem);
  const { file } = open(path, [cache1]);
  expect(file.prepare(`SELECT count(*) FROM sqlite_master WHERE name = 'half'`).pluck().get()).toBe(0);
  file.close();
});
