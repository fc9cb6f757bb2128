// Owns the durable engine of one machine: a SQLite file in WAL mode with synchronous=FULL. Commits that are under way
// together share one transaction, so one flush of the disk serves many.
// Refuses to be shared at speed: another process is fenced by the lease row, but only this process's `tail` wakes.
import Database from 'better-sqlite3';
import { checkSizes } from './limits.ts';
import {
  type Batch,
  type Committed,
  ConflictError,
  DedupeMismatchError,
  type Engine,
  type Entry,
  FencedError,
  type Lease,
  type StoredEvent,
} from './port.ts';

const VERSION = 1;
/** A repeated command or request older than this is new again. */
const DEDUPE_KEPT_MS = 7 * 24 * 3_600_000;

const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE lease (shard TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch INTEGER NOT NULL, expires INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE TABLE state (key TEXT PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, floor INTEGER NOT NULL, head INTEGER NOT NULL);
  CREATE TABLE event (stream INTEGER NOT NULL, offset INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (stream, offset)) WITHOUT ROWID;
  CREATE TABLE result (key TEXT PRIMARY KEY, hash TEXT NOT NULL, result TEXT NOT NULL, at INTEGER NOT NULL)
    WITHOUT ROWID;
`;

export interface SqliteEngineOptions {
  readonly file: string;
  /** Wall clock, ms; may jump, the engine's own time does not run backwards. */
  readonly now?: () => number;
}

/** The file cannot be used; the message names it and says what can be done. */
export class EngineFileError extends Error {
  override readonly name = 'EngineFileError';
}

interface StreamRow {
  readonly id: number;
  readonly floor: number;
  head: number;
}

interface Pending {
  readonly lease: Lease;
  readonly batch: Batch;
  readonly resolve: (committed: Committed) => void;
  readonly reject: (error: unknown) => void;
}

/** @throws EngineFileError when the file is corrupt, no database, or written by a newer Baton. */
export function openSqliteEngine({ file, now: clock = Date.now }: SqliteEngineOptions): Engine {
  const database = openFile(file, clock);
  const statements = prepare(database);
  const meta = (name: string): number => statements.meta.get(name)?.value ?? 0;

  const epoch = meta('epoch');
  let latest = meta('clock');
  const now = (): number => {
    latest = Math.max(latest, Math.round(clock()));
    return latest;
  };
  statements.forget.run(now() - DEDUPE_KEPT_MS);

  /** Streams as of the last transaction; a failed one empties it. */
  const streams = new Map<string, StreamRow>();
  const listeners = new Set<(streams: ReadonlySet<string>) => void>();
  let pending: Pending[] = [];
  let closed = false;

  function streamRow(name: string): StreamRow | undefined {
    const known = streams.get(name) ?? statements.stream.get(name);
    if (known !== undefined) streams.set(name, known);
    return known;
  }

  function madeStream(name: string): StreamRow {
    const known = streamRow(name);
    if (known !== undefined) return known;
    const made = { id: Number(statements.addStream.run(name).lastInsertRowid), floor: 0, head: 0 };
    streams.set(name, made);
    return made;
  }

  function holds(lease: Lease): void {
    const row = statements.lease.get(lease.shard);
    if (row === undefined || row.epoch !== lease.epoch || row.expires <= now()) {
      throw new FencedError(`the lease of ${lease.shard} with epoch ${lease.epoch} is no longer held`);
    }
  }

  /** Every check comes before the first write, so a batch that is refused leaves nothing in the transaction. */
  function write({ lease, batch }: Pending, at: number, grown: Set<string>): Committed {
    holds(lease);
    const { dedupe } = batch;
    if (dedupe !== undefined) {
      const known = statements.result.get(dedupe.key);
      if (known !== undefined) {
        if (known.hash !== dedupe.hash)
          throw new DedupeMismatchError(`${dedupe.key} was used for another operation`);
        return { duplicate: true, result: known.result, appended: [], at };
      }
    }
    for (const { key, version } of batch.expect ?? []) {
      const found = statements.version.get(key)?.version ?? null;
      if (found !== version) throw new ConflictError(`${key} has version ${found}, not ${version}`);
    }
    for (const { key, value } of batch.puts ?? []) {
      if (value === null) statements.remove.run(key);
      else statements.put.run(key, value);
    }
    const touched = new Set<StreamRow>();
    const appended = (batch.append ?? []).map(({ stream, kind, data }) => {
      const row = madeStream(stream);
      const offset = row.head;
      statements.append.run(row.id, offset, at, kind, data);
      row.head = offset + 1;
      touched.add(row);
      grown.add(stream);
      return { stream, epoch, offset };
    });
    for (const row of touched) statements.head.run(row.head, row.id);
    if (dedupe !== undefined) statements.remember.run(dedupe.key, dedupe.hash, dedupe.result, at);
    return { duplicate: false, result: dedupe?.result, appended, at };
  }

  function flush(): void {
    const group = pending;
    pending = [];
    if (group.length === 0) return;
    const grown = new Set<string>();
    const settle: (() => void)[] = [];
    try {
      statements.begin.run();
      const at = now();
      for (const one of group) {
        try {
          const committed = write(one, at, grown);
          settle.push(() => one.resolve(committed));
        } catch (error) {
          if (!isRefusal(error)) throw error;
          settle.push(() => one.reject(error));
        }
      }
      statements.setMeta.run('clock', at);
      statements.commit.run();
    } catch (error) {
      // The disk or SQLite failed, not one batch: nothing of the group is stored.
      if (database.inTransaction) statements.rollback.run();
      streams.clear();
      for (const { reject } of group) reject(error);
      return;
    }
    for (const run of settle) run();
    if (grown.size > 0) for (const wake of listeners) wake(grown);
  }

  return {
    async acquire(shard, holder, ttlMs) {
      return database
        .transaction((): Lease | null => {
          const row = statements.lease.get(shard);
          if (row !== undefined && row.holder !== holder && row.expires > now()) return null;
          const lease = { shard, holder, epoch: (row?.epoch ?? 0) + 1, expiresAt: now() + ttlMs };
          statements.setLease.run(shard, holder, lease.epoch, lease.expiresAt);
          return lease;
        })
        .immediate();
    },
    async renew(lease, ttlMs) {
      return database
        .transaction((): Lease => {
          holds(lease);
          const renewed = { ...lease, expiresAt: now() + ttlMs };
          statements.setLease.run(lease.shard, lease.holder, lease.epoch, renewed.expiresAt);
          return renewed;
        })
        .immediate();
    },
    async release(lease) {
      // The epoch stays, so that the next holder's is higher.
      statements.endLease.run(lease.shard, lease.epoch);
    },
    commit(lease, batch) {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error(`${file} is closed`);
        checkSizes(batch);
        if (pending.length === 0) setImmediate(flush);
        pending.push({ lease, batch, resolve, reject });
      });
    },
    async read(stream, from, limit) {
      const row = streamRow(stream);
      if (row === undefined) return { epoch, floor: 0, head: 0, events: [] };
      const { id, floor, head } = row;
      if (from < floor || from >= head) return { epoch, floor, head, events: [] };
      return { epoch, floor, head, events: statements.events.all(stream, id, from, limit) };
    },
    get: async (key) => statements.entry.get(key) ?? null,
    async scan(prefix, after, limit) {
      // U+10FFFF is above every character a key may go on with.
      return statements.scan.all(
        after !== null && after > prefix ? after : prefix,
        after ?? '',
        `${prefix}\u{10ffff}`,
        limit,
      );
    },
    tail(wake) {
      listeners.add(wake);
      return () => listeners.delete(wake);
    },
    async trim(stream, floor) {
      database
        .transaction(() => {
          const row = streamRow(stream);
          if (row === undefined) return;
          const next = Math.min(floor, row.head);
          if (next <= row.floor) return;
          statements.trim.run(row.id, next);
          statements.floor.run(next, row.id);
          streams.delete(stream);
        })
        .immediate();
    },
    recall: async (key) => statements.result.get(key) ?? null,
    now,
    async close() {
      flush();
      closed = true;
      listeners.clear();
      database.close();
    },
  };
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof FencedError || error instanceof ConflictError || error instanceof DedupeMismatchError
  );
}

function openFile(file: string, clock: () => number): Database.Database {
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('temp_store = MEMORY');
    const version = database.pragma('user_version', { simple: true });
    if (typeof version === 'number' && version > VERSION) {
      throw new EngineFileError(
        `${file} was written by a newer Baton (version ${version}, this one knows ${VERSION}): update Baton, or start with another --data folder`,
      );
    }
    if (version === 0) {
      const fresh = database;
      fresh
        .transaction(() => {
          fresh.exec(SCHEMA);
          // A file made anew is another log: consoles that followed the old one see another epoch and start over.
          fresh.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(Math.round(clock()));
          fresh.pragma(`user_version = ${VERSION}`);
        })
        .immediate();
    }
    return database;
  } catch (error) {
    database?.close();
    if (error instanceof EngineFileError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineFileError(
      `${file} cannot be opened (${reason}): restore it from a backup or move it away to start anew`,
    );
  }
}

function prepare(database: Database.Database) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    meta: database.prepare<[string], { value: number }>('SELECT value FROM meta WHERE name = ?'),
    setMeta: database.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
    lease: database.prepare<[string], { holder: string; epoch: number; expires: number }>(
      'SELECT holder, epoch, expires FROM lease WHERE shard = ?',
    ),
    setLease: database.prepare('INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?)'),
    endLease: database.prepare('UPDATE lease SET expires = 0 WHERE shard = ? AND epoch = ?'),
    entry: database.prepare<[string], Entry>('SELECT key, value, version FROM state WHERE key = ?'),
    version: database.prepare<[string], { version: number }>('SELECT version FROM state WHERE key = ?'),
    put: database.prepare(
      'INSERT INTO state VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1',
    ),
    remove: database.prepare('DELETE FROM state WHERE key = ?'),
    scan: database.prepare<[string, string, string, number], Entry>(
      'SELECT key, value, version FROM state WHERE key >= ? AND key > ? AND key < ? ORDER BY key LIMIT ?',
    ),
    stream: database.prepare<[string], StreamRow>('SELECT id, floor, head FROM stream WHERE name = ?'),
    addStream: database.prepare('INSERT INTO stream (name, floor, head) VALUES (?, 0, 0)'),
    head: database.prepare('UPDATE stream SET head = ? WHERE id = ?'),
    floor: database.prepare('UPDATE stream SET floor = ? WHERE id = ?'),
    append: database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)'),
    events: database.prepare<[string, number, number, number], StoredEvent>(
      'SELECT ? AS stream, offset, at, kind, data FROM event WHERE stream = ? AND offset >= ? ORDER BY offset LIMIT ?',
    ),
    trim: database.prepare('DELETE FROM event WHERE stream = ? AND offset < ?'),
    result: database.prepare<[string], { hash: string; result: string }>(
      'SELECT hash, result FROM result WHERE key = ?',
    ),
    remember: database.prepare('INSERT INTO result VALUES (?, ?, ?, ?)'),
    forget: database.prepare('DELETE FROM result WHERE at < ?'),
  };
}
