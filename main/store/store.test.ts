import { existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import {
  added,
  event,
  FEED,
  folder,
  grant,
  granted,
  KEY,
  NOW,
  optionsFor,
  said,
} from '../../test/hosts/store-samples.ts';
import { openStore } from './client.ts';
import type { OpenOptions } from './port.ts';

const OTHER_KEY = 'f'.repeat(64);

async function filled(options: OpenOptions) {
  const { store, opened } = await openStore(options);
  await store.contact(NOW);
  await store.apply(FEED, 1, 0, [granted(grant('one', [said(0, 'hello there')]))]);
  await store.enqueue({
    id: 'op-1',
    kind: 'turn.send',
    base: 1,
    conversation: 'one',
    customer: null,
    data: '{"text":"hi"}',
    at: NOW,
  });
  await store.close();
  return opened;
}

/** Changes bytes in the middle of a file. */
function damage(path: string, from: number): void {
  const bytes = readFileSync(path);
  bytes.fill(0x5a, from, from + 600);
  writeFileSync(path, bytes);
}

/** As the program would do it, with a key. */
function raw(path: string, key: string, run: (file: Database.Database) => void): void {
  const file = new Database(path);
  file.pragma("cipher='sqlcipher'");
  file.pragma(`key="x'${key}'"`);
  run(file);
  file.close();
}

test('a first start makes both files; the next one finds what was there, on the same device', async () => {
  const path = folder();
  const first = await filled(optionsFor(path));
  expect(first).toMatchObject({ cache: 'new', outbox: 'new', aside: undefined, outboxAside: undefined });
  const { store, opened } = await openStore(optionsFor(path));
  expect(opened).toEqual({ ...first, cache: 'kept', outbox: 'kept' });
  expect(await store.cursors()).toEqual({ [FEED]: [1, 1] });
  expect(await store.entries('one')).toEqual([said(0, 'hello there')]);
  expect((await store.operations()).map(({ id }) => id)).toEqual(['op-1']);
  await store.close();
});

test.each([
  ['is no database', (path: string) => writeFileSync(path, 'not a database, '.repeat(600))],
  ['is damaged inside', (path: string) => damage(path, 3 * 4_096 + 100)],
  ['is of another key', (path: string) => raw(path, KEY, (file) => file.pragma(`rekey="x'${OTHER_KEY}'"`))],
  ['is from the future', (path: string) => raw(path, KEY, (file) => file.pragma('user_version = 999'))],
  [
    'cannot be migrated',
    (path: string) =>
      raw(path, KEY, (file) => {
        file.exec('DROP TABLE cursor');
        file.pragma('user_version = 0');
      }),
  ],
])('a cache that %s is set aside and begins empty; the outbox stays', async (_what, spoil) => {
  const path = folder();
  const before = await filled(optionsFor(path));
  spoil(join(path, 'cache.db'));
  const spoilt = readFileSync(join(path, 'cache.db'));
  const { store, opened } = await openStore(optionsFor(path));
  const aside = join(path, `cache.db.aside-${NOW}`);
  expect(opened).toEqual({ ...before, cache: 'rebuilt', outbox: 'kept', aside });
  expect(readFileSync(aside).equals(spoilt)).toBe(true);
  expect(await store.cursors()).toEqual({});
  expect((await store.operations()).map(({ id }) => id)).toEqual(['op-1']);
  await store.apply(FEED, 1, 0, [granted(grant('one', [said(0, 'again')]))]);
  expect(await store.entries('one')).toHaveLength(1);
  await store.close();
});

test.each([
  ['is no database', (path: string) => writeFileSync(path, 'not a database, '.repeat(600))],
  ['is damaged inside', (path: string) => damage(path, 4_096 + 100)],
])('an outbox that %s is set aside and this is a new device', async (_what, spoil) => {
  const path = folder();
  const before = await filled(optionsFor(path));
  spoil(join(path, 'outbox.db'));
  const { store, opened } = await openStore(optionsFor(path));
  expect(opened).toMatchObject({
    cache: 'kept',
    outbox: 'rebuilt',
    outboxAside: join(path, `outbox.db.aside-${NOW}`),
  });
  expect(opened.device).not.toBe(before.device);
  expect(await store.operations()).toEqual([]);
  expect(await store.entries('one')).toHaveLength(1);
  await store.close();
});

test.each([
  ['the wrong key', { key: OTHER_KEY }, 'key', /does not open with this person's key/],
  ['another person', { person: 'ben' }, 'person', /belongs to ana, not to ben/],
  ['a key that is none', { key: 'secret' }, 'key', /64 hex digits/],
])('%s is refused and no file is touched', async (_what, change, why, message) => {
  const path = folder();
  await filled(optionsFor(path));
  const all = () =>
    readdirSync(path)
      .sort()
      .map((name) => [name, readFileSync(join(path, name)).toString('hex')]);
  const before = all();
  const opening = openStore(optionsFor(path, change));
  await expect(opening).rejects.toMatchObject({
    name: 'StoreRefusedError',
    why,
    message: expect.stringMatching(message),
  });
  expect(all().filter(([name]) => !/-(wal|shm)$/.test(name ?? ''))).toEqual(before);
});

test('an outbox from the future is refused', async () => {
  const path = folder();
  await filled(optionsFor(path));
  raw(join(path, 'outbox.db'), KEY, (file) => file.pragma('user_version = 999'));
  await expect(openStore(optionsFor(path))).rejects.toMatchObject({
    name: 'StoreRefusedError',
    why: 'newer',
  });
});

test('a folder that cannot be made is an error that names it', async () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  await expect(openStore(optionsFor(join(path, 'below')))).rejects.toThrow(path);
});

test('damage that shows only in use sets the copy aside and asks for everything again', async () => {
  const path = folder();
  await filled(optionsFor(path));
  const { store } = await openStore(optionsFor(path));
  // A write by another process: what was read before the damage counts no more.
  raw(join(path, 'cache.db'), KEY, (file) => file.exec(`INSERT INTO meta VALUES ('other', '')`));
  const size = readFileSync(join(path, 'cache.db')).length;
  for (let page = 4; page * 4_096 < size; page++) damage(join(path, 'cache.db'), page * 4_096 + 50);
  await expect(store.entries('one')).rejects.toMatchObject({ name: 'GapError' });
  expect(await store.cursors()).toEqual({});
  expect(readdirSync(path).some((name) => name.startsWith('cache.db.aside-'))).toBe(true);
  expect(await store.operations()).toHaveLength(1);
  await store.close();
});

test.each([
  ['', 8_192],
  ['-wal', 0],
])(
  'a copy whose file%s is cut short in use begins anew, and the outbox is as it was',
  async (suffix, size) => {
    const path = folder();
    await filled(optionsFor(path));
    const { store } = await openStore(optionsFor(path));
    await store.apply(FEED, 1, 1, [added('one', said(1, 'and another thing'))]);
    // As above.
    raw(join(path, 'cache.db'), KEY, (file) => file.exec(`INSERT INTO meta VALUES ('other', '')`));
    truncateSync(join(path, `cache.db${suffix}`), size);
    const read = async () => {
      if (suffix === '') await store.check();
      return store.entries('one');
    };
    await expect(read()).rejects.toMatchObject({ name: 'GapError' });
    expect([await store.cursors(), (await store.operations()).length]).toEqual([{}, 1]);
    await store.apply(FEED, 1, 0, [granted(grant('two', [said(0, 'new')]))]);
    await store.close();
    const { opened, store: again } = await openStore(optionsFor(path));
    expect(opened).toMatchObject({ cache: 'kept', outbox: 'kept' });
    expect(await again.entries('two')).toHaveLength(1);
    await again.close();
  },
);

test('wiping empties the copy and leaves the outbox', async () => {
  const path = folder();
  await filled(optionsFor(path));
  const { store } = await openStore(optionsFor(path));
  await store.wipe();
  expect([await store.rows(), await store.cursors(), await store.entries('one')]).toEqual([[], {}, []]);
  expect(await store.operations()).toHaveLength(1);
  await store.apply(FEED, 1, 0, [granted(grant('two', [said(0, 'new')]))]);
  expect(await store.search('new', undefined, 10)).toHaveLength(1);
  await store.close();
});

test('calls are answered in order; errors keep their class; a closed store says so', async () => {
  const { store } = await openStore(optionsFor(folder()));
  const order: string[] = [];
  const gap = store
    .apply(FEED, 1, 9, [added('one', said(0, 'x'))])
    .catch((error: Error) => order.push(error.name));
  const bad = store
    .apply(FEED, 1, 0, [event('entry.added', { conversation: 'one', entry: { type: 'turn' } })])
    .catch((error: Error) => order.push(`${error.name} ${error.message}`));
  await Promise.all([gap, bad, store.rows().then(() => order.push('rows'))]);
  expect(order).toEqual([
    'GapError',
    expect.stringMatching(/^BadEventError p:ana 0 entry\.added: entry\.\w+: /),
    'rows',
  ]);
  await store.close();
  await store.close();
  await expect(store.rows()).rejects.toThrow('the store is closed');
});

test('checks of both files for diagnostics', async () => {
  const path = folder();
  await filled(optionsFor(path));
  const { store } = await openStore(optionsFor(path));
  expect(await store.check()).toEqual([
    { name: 'cache.db', ok: true, detail: expect.stringMatching(/^ok, version 3, \d+ bytes$/) },
    { name: 'outbox.db', ok: true, detail: expect.stringMatching(/^ok, version 3, \d+ bytes$/) },
  ]);
  expect(existsSync(join(path, 'cache.db'))).toBe(true);
  await store.close();
});
