import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { openFile } from '../open.ts';
import { outbox1 } from './outbox-1.ts';
import { outbox2 } from './outbox-2.ts';

test('an outbox of version 1 keeps what waits and takes files', () => {
  const path = join(folder(), 'outbox.db');
  const open = (migrations: readonly string[]) =>
    openFile({ path, key: KEY, synchronous: 'FULL', pagesKib: 2_048, migrations }).file;
  const before = open([outbox1]);
  before.exec(
    `INSERT INTO operation (id, kind, data, at, state) VALUES ('one', 'turn.send', '{}', 0, 'waiting')`,
  );
  before.close();
  const after = open([outbox1, outbox2]);
  expect(after.pragma('user_version', { simple: true })).toBe(2);
  expect(after.prepare('SELECT id FROM operation').pluck().all()).toEqual(['one']);
  after.exec(`INSERT INTO file_part VALUES ('f', 0, x'00')`);
  expect(() => after.exec(`INSERT INTO file_part VALUES ('f', 0, x'01')`)).toThrow(/UNIQUE/);
  after.close();
});
