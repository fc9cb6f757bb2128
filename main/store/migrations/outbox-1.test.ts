import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { openFile } from '../open.ts';
import { outbox1 } from './outbox-1.ts';

test('makes a file in which every commit is flushed, and ids and numbers are given once', () => {
  const path = join(folder(), 'outbox.db');
  const { file } = openFile({ path, key: KEY, synchronous: 'FULL', pagesKib: 2_048, migrations: [outbox1] });
  expect(file.pragma('synchronous', { simple: true })).toBe(2);
  const add = file.prepare(
    `INSERT INTO operation (id, n, kind, data, at, state) VALUES (?, ?, 'turn.send', '{}', 0, 'waiting')`,
  );
  add.run('one', 1);
  expect(() => add.run('one', 2)).toThrow(/UNIQUE/);
  expect(() => add.run('two', 1)).toThrow(/UNIQUE/);
  file.close();
});
