import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { openFile } from '../open.ts';
import { cache1 } from './cache-1.ts';
import { cache2 } from './cache-2.ts';
import { cache3 } from './cache-3.ts';

const open = (path: string, migrations: readonly string[]) =>
  openFile({ path, key: KEY, synchronous: 'NORMAL', pagesKib: 2_048, migrations });

test('a copy of version 2 keeps what it has and takes recorded conversations, each once and under a number of its own', () => {
  const path = join(folder(), 'cache.db');
  const before = open(path, [cache1, cache2]).file;
  before.exec(`INSERT INTO missed (fact, kind, at, count, seen) VALUES ('turn k1', 'turn', 0, 1, 0)`);
  before.close();
  const { file, fresh } = open(path, [cache1, cache2, cache3]);
  expect([fresh, file.pragma('user_version', { simple: true })]).toEqual([false, 3]);
  expect(file.prepare('SELECT fact FROM missed').pluck().all()).toEqual(['turn k1']);
  const add = file
    .prepare(
      `INSERT INTO recorded (key, source, origin, stamp, head, turns) VALUES (?, 'router', 'care', 0, '{}', '[]')
       RETURNING number`,
    )
    .pluck();
  expect(add.get('k1')).toBe(1);
  expect(() => add.get('k1')).toThrow(/UNIQUE/);
  // From files: as many without a key as there are.
  expect([add.get(null), add.get(null)]).toEqual([2, 3]);
  file.exec('DELETE FROM recorded');
  expect(add.get('k1')).toBe(4);
  file.close();
});
