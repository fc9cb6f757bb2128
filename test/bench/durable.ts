// Owns the bench of the router's durable path: what one turn of a conversation stores, through the engine, against raw
// SQLite group commit of the same rows, bytes, batches and pragmas.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Batch, Engine, Lease } from '#router/engine/port.ts';
import { openSqliteEngine } from '#router/engine/sqlite.ts';
import { compare, type Figure, print } from './measure.ts';

/** Commits of one turn of the event loop: a busy router, and a quiet one. */
const GROUPS = [
  { name: 'durable', group: 32, count: 3_200 },
  { name: 'durable one by one', group: 1, count: 400 },
];
const CONVERSATIONS = 1_000;
const PEOPLE = 50;
const AT = 1_790_000_000_000;

const head = 'h'.repeat(1_200);
const entry = 'e'.repeat(400);
const change = 'c'.repeat(500);
const hash = 'x'.repeat(43);
const result = 'r'.repeat(120);

/** A reply of person `n % 50`: the conversation's head, the entry, the device's number, the desk's sequence, two feeds. */
function turn(n: number) {
  const conversation = `c-${(n * 7_919) % CONVERSATIONS}-0123456789`;
  const device = `d-${n % PEOPLE}-0123456789abcdef`;
  const puts = [
    { key: `open/conversation/${conversation}`, value: head },
    { key: `entry/${conversation}/${String(n).padStart(8, '0')}`, value: entry },
    { key: `device/${device}`, value: `{"person":"p-${n % PEOPLE}","n":${n}}` },
    { key: 'desk/sequence', value: String(n) },
  ];
  const append = [
    { stream: `person/p-${n % PEOPLE}`, kind: 'entry.added', data: change },
    { stream: `queue/q-${n % 5}`, kind: 'conversation.changed', data: change },
  ];
  return { puts, append, dedupe: { key: `op/${device}/${n}`, hash, result } } satisfies Batch;
}

async function throughEngine(file: string, group: number, count: number): Promise<number> {
  const engine: Engine = openSqliteEngine({ file });
  const lease = (await engine.acquire('main', 'bench', 3_600_000)) as Lease;
  const began = performance.now();
  for (let n = 0; n < count; n += group) {
    const commits: Promise<unknown>[] = [];
    for (let i = n; i < n + group; i += 1) {
      const expect = [{ key: 'desk/sequence', version: i === 0 ? null : i }];
      commits.push(engine.commit(lease, { ...turn(i), expect }));
    }
    await Promise.all(commits);
  }
  const rate = (count / (performance.now() - began)) * 1_000;
  await engine.close();
  return rate;
}

function raw(file: string, group: number, count: number): number {
  const database = new Database(file);
  for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'temp_store = MEMORY'])
    database.pragma(pragma);
  database.exec(`
    CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL);
    CREATE TABLE event (stream INTEGER NOT NULL, offset INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
      data TEXT NOT NULL, PRIMARY KEY (stream, offset));
    CREATE TABLE result (key TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL)`);
  const put = database.prepare(
    'INSERT INTO state VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1',
  );
  const add = database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)');
  const remember = database.prepare('INSERT INTO result VALUES (?, ?, ?, ?)');
  const store = database.transaction((from: number) => {
    for (let n = from; n < from + group; n += 1) {
      const { puts, append, dedupe } = turn(n);
      for (const { key, value } of puts) put.run(key, value);
      for (const [i, { kind, data }] of append.entries())
        add.run(i === 0 ? n % PEOPLE : PEOPLE + (n % 5), n, AT, kind, data);
      remember.run(dedupe.key, dedupe.hash, dedupe.result, AT);
    }
  });
  const began = performance.now();
  for (let n = 0; n < count; n += group) store.immediate(n);
  const rate = (count / (performance.now() - began)) * 1_000;
  database.close();
  return rate;
}

export async function* run(): AsyncIterable<Figure> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-bench-'));
  const file = () => join(mkdtempSync(join(folder, 'round-')), 'router.db');
  try {
    for (const { name, group, count } of GROUPS)
      yield await compare({
        name,
        unit: 'commits/s',
        subject: () => throughEngine(file(), group, count),
        control: () => raw(file(), group, count),
      });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (import.meta.main) await print(run());
