// The SQLite engine and its file: what it keeps over a restart, and what it says of a file it cannot use.
import {
  copyFileSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineFileError } from '#router/engine/file-error.ts';
import type { Engine } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { all, START, take } from './engine-kinds.ts';

const DAY = 24 * 3_600_000;

let folder: string;
let file: string;
let clock: number;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'baton-file-'));
  file = join(folder, 'router.db');
  clock = START;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = () => openSqliteEngine({ file, now: () => clock });

async function with500Events(engine: Engine): Promise<void> {
  const lease = await take(engine);
  for (let n = 0; n < 5; n += 1) {
    const append = Array.from({ length: 100 }, () => ({
      stream: 's',
      kind: 'said',
      data: JSON.stringify({ text: 'word '.repeat(50) }),
    }));
    await engine.commit(lease, { append, puts: [{ key: `k/${n}`, value: 'v' }] });
  }
  await engine.close();
}

describe('a restart', () => {
  test('keeps log, state, results, the epoch of the log and the lease', async () => {
    const first = open();
    const lease = await take(first, 'a', DAY);
    await first.commit(lease, {
      puts: [{ key: 'k', value: 'v' }],
      append: [1, 2, 3].map((n) => ({ stream: 's', kind: 'said', data: String(n) })),
      dedupe: { key: 'op', hash: 'h', result: 'r' },
    });
    await first.trim('s', 2);
    const before = [await first.get('k'), await first.read('s', 2, 9), await first.recall('op')];
    await first.close();

    clock += 1_000;
    const second = open();
    expect([await second.get('k'), await second.read('s', 2, 9), await second.recall('op')]).toEqual(before);
    expect(await second.acquire('main', 'b', DAY)).toBeNull();
    const { appended } = await second.commit(lease, { append: [{ stream: 's', kind: 'said', data: '4' }] });
    expect(appended).toMatchObject([{ offset: 3 }]);
    await second.trim('s', 99);
    await second.close();

    const third = open();
    expect(await third.read('s', 0, 9)).toMatchObject({ floor: 4, head: 4, events: [] });
    await third.close();
  });

  test('does not turn time back, whatever the clock says', async () => {
    const first = open();
    clock += 5_000;
    expect(first.now()).toBe(START + 5_000);
    await first.close();
    clock = START - DAY;
    const second = open();
    expect(second.now()).toBe(START + 5_000);
    await second.close();
  });

  test('after a crash does not turn time back behind what was stored', async () => {
    const first = open();
    const lease = await take(first);
    clock += 5_000;
    await first.commit(lease, { puts: [{ key: 'k', value: 'v' }] });
    // What a crash leaves: the file and its log as they are now.
    const left = join(folder, 'left.db');
    for (const end of ['', '-wal']) copyFileSync(file + end, left + end);
    clock = START - DAY;
    const second = openSqliteEngine({ file: left, now: () => clock });
    expect(second.now()).toBe(START + 5_000);
    expect(await second.get('k')).not.toBeNull();
    await first.close();
    await second.close();
  });

  test('of a removed file begins another log', async () => {
    const first = open();
    const { epoch } = await first.read('s', 0, 1);
    await first.close();
    for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true });
    clock += 1;
    const second = open();
    expect((await second.read('s', 0, 1)).epoch).not.toBe(epoch);
    await second.close();
  });
});

test('results are kept for a week and then make room, a few with each commit', async () => {
  const engine = open();
  const lease = await take(engine, 'a', 99 * DAY);
  const remember = (key: string) =>
    engine.commit(lease, { dedupe: { key, hash: 'h', result: `result of ${key}` } });
  for (const key of ['1', '2', '3', '4']) await remember(key);
  clock += 7 * DAY;
  await remember('5');
  expect(await engine.recall('1')).not.toBeNull();
  clock += 1;
  await remember('6');
  await remember('7');
  const kept = await Promise.all(['1', '2', '3', '4', '5', '6', '7'].map((key) => engine.recall(key)));
  expect(kept.map((one) => one?.result)).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
    'result of 5',
    'result of 6',
    'result of 7',
  ]);
  await engine.close();
});

test('two that hold different shards may write to one stream, and neither stumbles over the other', async () => {
  const [a, b] = [open(), open()];
  const leases = [await a.acquire('one', 'a', DAY), await b.acquire('two', 'b', DAY)];
  const offsets: (number | undefined)[] = [];
  for (let n = 0; n < 6; n += 1) {
    const lease = leases[n % 2];
    if (!lease) throw new Error('the lease was free');
    const append = [{ stream: 's', kind: 'said', data: String(n) }];
    const { appended } = await (n % 2 === 0 ? a : b).commit(lease, { append });
    offsets.push(appended[0]?.offset);
  }
  expect(offsets).toEqual([0, 1, 2, 3, 4, 5]);
  expect(await all(a, 's')).toEqual(await all(b, 's'));
  await a.close();
  await b.close();
});

describe('a file that cannot be used is named, with what helps, and is left as it is', () => {
  function refused(...parts: string[]): void {
    const before = statSync(file, { throwIfNoEntry: false }) && readFileSync(file);
    let error: unknown;
    try {
      open();
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(EngineFileError);
    for (const part of [file, ...parts]) expect((error as Error).message).toContain(part);
    if (before) expect(readFileSync(file).equals(before)).toBe(true);
  }

  test('written by a newer Baton', async () => {
    await open().close();
    const database = new Database(file);
    database.pragma('user_version = 99');
    database.close();
    refused('version 99', 'update Baton');
  });

  test('no database', () => {
    writeFileSync(file, 'Dear diary, today I was not a database.\n'.repeat(200));
    refused('is not a database of Baton', 'move it away');
  });

  test('a database of another program', () => {
    const database = new Database(file);
    database.exec('CREATE TABLE recipe (name TEXT)');
    database.close();
    refused('another program');
  });

  test('a database that says it is ours and is not', () => {
    const database = new Database(file);
    database.exec('CREATE TABLE recipe (name TEXT); PRAGMA user_version = 1');
    database.close();
    refused('another program');
  });

  test('cut short', async () => {
    await with500Events(open());
    truncateSync(file, 20_480);
    refused('is damaged', 'backup');
  });

  test('in a folder that does not exist', () => {
    file = join(folder, 'nowhere', 'router.db');
    refused('directory does not exist');
  });
});

test('damage found while running refuses the call that met it, by name', async () => {
  await with500Events(open());
  const bytes = readFileSync(file);
  // Every page but the first, which holds the tables' names.
  bytes.fill(0xa5, 4_096 * 8);
  writeFileSync(file, bytes);
  const engine = open();
  await expect(all(engine, 's')).rejects.toThrow(EngineFileError);
  await expect(all(engine, 's')).rejects.toThrow(`${file} is damaged`);
  await engine.close();
});

test('a flush that fails acknowledges nothing and leaves nothing', async () => {
  await open().close();
  const database = new Database(file);
  const root = database.prepare("SELECT rootpage FROM sqlite_master WHERE name = 'result'").pluck().get();
  database.close();
  const bytes = readFileSync(file);
  // The last thing a flush does before it commits is to look for old results.
  bytes.fill(0xa5, (Number(root) - 1) * 4_096, Number(root) * 4_096);
  writeFileSync(file, bytes);
  const engine = open();
  const lease = await take(engine);
  const woken: string[] = [];
  engine.tail((streams) => woken.push(...streams));
  const batch = { puts: [{ key: 'k', value: 'v' }], append: [{ stream: 's', kind: 'said', data: '1' }] };
  const fates = await Promise.allSettled([engine.commit(lease, batch), engine.commit(lease, batch)]);
  for (const fate of fates) expect(fate).toMatchObject({ reason: { name: 'EngineFileError' } });
  expect(await engine.get('k')).toBeNull();
  expect(await engine.read('s', 0, 9)).toMatchObject({ head: 0, events: [] });
  expect(woken).toEqual([]);
  await engine.close();
});

test('one batch that SQLite cannot take does not harm those that share its flush', async () => {
  const engine = open();
  const lease = await take(engine);
  const append = (data: string) =>
    engine.commit(lease, {
      append: [{ stream: 's', kind: 'said', data }],
      puts: [{ key: data, value: 'v' }],
    });
  // What no type-checked caller sends: stands for any failure in the middle of a batch.
  const broken = { stream: 's', kind: 'said', data: Object.assign([], { length: 1 }) as unknown as string };
  const fates = await Promise.allSettled([
    append('1'),
    engine.commit(lease, { puts: [{ key: 'bad', value: 'x' }], append: [broken] }),
    append('2'),
  ]);
  expect(fates.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await all(engine, 's')).map(({ data }) => data)).toEqual(['1', '2']);
  expect((await engine.scan('', null, 9)).map(({ key }) => key)).toEqual(['1', '2']);
  await engine.close();
});
