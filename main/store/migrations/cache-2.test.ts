import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { openFile } from '../open.ts';
import { cache1 } from './cache-1.ts';
import { cache2 } from './cache-2.ts';

const open = (path: string, migrations: readonly string[]) =>
  openFile({ path, key: KEY, synchronous: 'NORMAL', pagesKib: 2_048, migrations });

test('a copy of version 1 keeps what it has and gets the list of what was missed', () => {
  const path = join(folder(), 'cache.db');
  const first = open(path, [cache1]);
  first.file.exec(`INSERT INTO meta VALUES ('person', 'ana')`);
  first.file.close();
  const { file, fresh } = open(path, [cache1, cache2]);
  expect([fresh, file.pragma('user_version', { simple: true })]).toEqual([false, 2]);
  expect(file.prepare('SELECT * FROM meta').all()).toEqual([{ name: 'person', value: 'ana' }]);
  const add = file.prepare(
    `INSERT INTO missed (fact, kind, at, count, seen) VALUES (?, 'turn', 0, 1, 0) RETURNING number`,
  );
  expect(add.pluck().get('turn k1')).toBe(1);
  expect(() => add.get('turn k1')).toThrow(/UNIQUE/);
  file.exec('DELETE FROM missed');
  expect(add.pluck().get('turn k2')).toBe(2);
  file.close();
});
