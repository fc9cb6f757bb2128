import { join } from 'node:path';
import { expect, test } from 'vitest';
import { folder, KEY } from '../../../test/hosts/store-samples.ts';
import { openFile } from '../open.ts';
import { outbox1 } from './outbox-1.ts';
import { outbox2 } from './outbox-2.ts';
import { outbox3 } from './outbox-3.ts';

test('an outbox of version 2 keeps what waits, of which it does not know whom it is for', () => {
  const path = join(folder(), 'outbox.db');
  const open = (migrations: readonly string[]) =>
    openFile({ path, key: KEY, synchronous: 'FULL', pagesKib: 2_048, migrations }).file;
  const before = open([outbox1, outbox2]);
  before.exec(
    `INSERT INTO operation (id, kind, data, at, state) VALUES ('one', 'turn.send', '{}', 0, 'waiting')`,
  );
  before.close();
  const after = open([outbox1, outbox2, outbox3]);
  expect(after.pragma('user_version', { simple: true })).toBe(3);
  expect(after.prepare('SELECT id, customer FROM operation').all()).toEqual([{ id: 'one', customer: null }]);
  after.close();
});
