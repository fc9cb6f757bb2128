import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { added, FEED, folder, grant, granted, KEY, NOW, said } from '../../test/hosts/store-samples.ts';
import { MIGRATIONS } from './migrations/all.ts';
import { openFile } from './open.ts';
import { storeOf } from './store-of.ts';

/** A store whose disk refuses what `refuses` names, once each. */
function storeOn(path: string, refuses: Set<'begin' | 'remove' | 'sweep'>) {
  const open = (name: 'cache' | 'outbox') =>
    openFile({
      ...{ path: join(path, `${name}.db`), key: KEY, synchronous: 'NORMAL', pagesKib: 1_024 },
      migrations: MIGRATIONS[name],
    }).file;
  const refuse = (what: 'begin' | 'remove' | 'sweep'): void => {
    if (refuses.delete(what)) throw new Database.SqliteError('database or disk is full', 'SQLITE_FULL');
  };
  const cacheFile = open('cache');
  const pragma = cacheFile.pragma.bind(cacheFile);
  cacheFile.pragma = (source, options) => {
    if (source.startsWith('wal_checkpoint')) refuse('sweep');
    return pragma(source, options);
  };
  const remove = (): void => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(path, `cache.db${suffix}`), { force: true });
  };
  const { store } = storeOf({
    ...{ outboxFile: open('outbox'), cacheFile, person: 'ana', leaseMs: 1_000, now: () => NOW },

    place: {
      begin() {
        refuse('begin');
        return open('cache');
      },
      setAside: () => '',
      remove() {
        refuse('remove');
        remove();
      },
      check: () => [],
    },
    contacted: () => undefined,
    newDevice: () => 'device',
  });
  store.contact(NOW);
  store.apply(FEED, 1, 0, [granted(grant('one', [said(0, 'hello there')]))]);
  return store;
}

test.each(['remove', 'begin'] as const)(
  'a copy is gone by the next call where the disk refuses to %s it',
  (what) => {
    const store = storeOn(folder(), new Set([what]));
    expect(() => store.wipe()).toThrow('disk is full');
    expect([store.rows(), store.cursors(), store.entries('one')]).toEqual([[], {}, []]);
    store.apply(FEED, 1, 0, [granted(grant('two', [said(0, 'new')]))]);
    expect(store.entries('two')).toHaveLength(1);
    store.close();
  },
);

test('what was purged is told though the disk refuses to empty the log of it, which is done with the next', () => {
  const refuses = new Set<'sweep'>();
  const store = storeOn(folder(), refuses);
  refuses.add('sweep');
  expect(store.forget('one').removals).toEqual([{ c: 'conversations', id: 'one' }]);
  expect(refuses.size).toBe(0);
  expect(store.apply(FEED, 1, 1, [added('one', said(1, 'late'))]).upserts).toEqual([]);
  expect(store.rows().filter(({ c }) => c === 'conversations')).toEqual([]);
  store.close();
});
