// Owns the durable engine of one machine: a SQLite file in WAL mode with synchronous=FULL. Commits of one turn of the
// event loop share one transaction, so one flush of the disk serves many.
// Refuses to be shared at speed: another process is fenced by the lease row and what it wrote is seen, but `tail` wakes
// for this process's commits alone.
import Database from 'better-sqlite3';
import { EngineFileError, fileError } from './file-error.ts';
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
  type Slice,
  type StoredEvent,
} from './port.ts';
import { APPLICATION, SCHEMA, VERSION } from './schema.ts';

/** A result is kept at least this long; then it goes as new ones come. */
const RESULT_KEPT_MS = 7 * 24 * 3_600_000;
/** Streams whose place is kept in memory. */
const KNOWN_STREAMS = 200_000;

export interface SqliteEngineOptions {
  readonly file: string;
  /** Wall clock, ms; may jump, the engine's own time does not run backwards. */
  readonly now?: () => number;
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

/** @throws EngineFileError when the file is corrupt, no database of Baton, or written by a newer Baton. */
export function openSqliteEngine({ file, now: clock = Date.now }: SqliteEngineOptions): Engine {
  const { database, statements } = open(file, clock);
  const meta = (name: string): number => statements.meta.get(name) ?? 0;

  const epoch = meta('epoch');
  let latest = meta('clock');
  const now = (): number => {
    latest = Math.max(latest, Math.round(clock()));
    return latest;
  };

  /** As of the last transaction. */
  const streams = new Map<string, StreamRow>();
  const listeners = new Set<(streams: ReadonlySet<string>) => void>();
  let fileVersion = statements.fileVersion.get();
  let pending: Pending[] = [];
  let closed = false;

  /** Inside a transaction: when another process has written, what is remembered of the file is void. */
  function refresh(): void {
    const found = statements.fileVersion.get();
    if (found !== fileVersion || streams.size > KNOWN_STREAMS) streams.clear();
    if (found === fileVersion) return;
    fileVersion = found;
    latest = Math.max(latest, meta('clock'));
  }

  function streamRow(name: string): StreamRow | undefined {
    const known = streams.get(name);
    if (known !== undefined) return known;
    const row = statements.stream.get(name);
    if (row !== undefined) streams.set(name, row);
    return row;
  }

  function madeStream(name: string): StreamRow {
    const known = streamRow(name);
    if (known !== undefined) return known;
    const made = { id: Number(statements.addStream.run(name).lastInsertRowid), floor: 0, head: 0 };
    streams.set(name, made);
    return made;
  }

  function holds(lease: Lease, at: number): void {
    const row = statements.lease.get(lease.shard);
    if (row === undefined || row.epoch !== lease.epoch || row.expires <= at)
      throw new FencedError(`the lease of ${lease.shard} with epoch ${lease.epoch} is no longer held`);
  }

  /** Every check comes before the first write, so a batch that is refused leaves nothing in the transaction. */
  function write(batch: Batch, at: number, grown: Set<string>): Committed {
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
      const found = statements.version.get(key) ?? null;
      if (found !== version) throw new ConflictError(`${key} has version ${found}, not ${version}`);
    }
    for (const { key, value } of batch.puts ?? []) {
      if (value === null) statements.remove.run(key);
      else statements.put.run(key, value);
    }
    const appended = (batch.append ?? []).map(({ stream, kind, data }) => {
      const row = madeStream(stream);
      const offset = row.head;
      statements.append.run(row.id, offset, at, kind, data);
      row.head = offset + 1;
      grown.add(stream);
      return { stream, epoch, offset };
    });
    if (dedupe !== undefined) statements.remember.run(dedupe.key, dedupe.hash, dedupe.result, at);
    return { duplicate: false, result: dedupe?.result, appended, at };
  }

  function flush(): void {
    const group = pending;
    pending = [];
    if (group.length > 0) store(group);
  }

  function store(group: readonly Pending[]): void {
    const grown = new Set<string>();
    const settle: (() => void)[] = [];
    try {
      statements.begin.run();
      refresh();
      const at = now();
      let held: Lease | null = null;
      for (const { lease, batch, resolve, reject } of group) {
        try {
          // The row cannot change inside this transaction.
          if (lease !== held) holds(lease, at);
          held = lease;
          const committed = write(batch, at, grown);
          settle.push(() => resolve(committed));
        } catch (error) {
          if (!isRefusal(error)) throw error;
          settle.push(() => reject(error));
        }
      }
      statements.forget.run(at - RESULT_KEPT_MS, 2 * group.length);
      statements.setMeta.run('clock', at);
      statements.commit.run();
    } catch (error) {
      streams.clear();
      if (database.inTransaction) statements.rollback.run();
      // One that cannot be written must not take the others with it.
      if (group.length > 1) for (const one of group) store([one]);
      else group[0]?.reject(fileError(file, error));
      return;
    }
    for (const run of settle) run();
    if (grown.size > 0) for (const wake of listeners) wake(grown);
  }

  const acquire = database.transaction((shard: string, holder: string, ttlMs: number): Lease | null => {
    refresh();
    const at = now();
    const row = statements.lease.get(shard);
    if (row !== undefined && row.holder !== holder && row.expires > at) return null;
    const lease = { shard, holder, epoch: (row?.epoch ?? 0) + 1, expiresAt: at + ttlMs };
    statements.setLease.run(shard, holder, lease.epoch, lease.expiresAt);
    statements.setMeta.run('clock', at);
    return lease;
  });

  const renew = database.transaction((lease: Lease, ttlMs: number): Lease => {
    refresh();
    const at = now();
    holds(lease, at);
    const renewed = { ...lease, expiresAt: at + ttlMs };
    statements.setLease.run(lease.shard, lease.holder, lease.epoch, renewed.expiresAt);
    statements.setMeta.run('clock', at);
    return renewed;
  });

  const read = database.transaction((stream: string, from: number, limit: number): Slice => {
    refresh();
    const row = streamRow(stream);
    if (row === undefined) return { epoch, floor: 0, head: 0, events: [] };
    const { id, floor, head } = row;
    const events = from < floor || from >= head ? [] : statements.events.all(stream, id, from, limit);
    return { epoch, floor, head, events };
  });

  const trim = database.transaction((stream: string, wanted: number): void => {
    refresh();
    const row = streamRow(stream);
    if (row === undefined) return;
    const floor = Math.min(wanted, row.head);
    if (floor <= row.floor) return;
    statements.trim.run(row.id, floor);
    statements.floor.run(floor, row.id);
    streams.delete(stream);
  });

  /** Each call is a promise, and an error of SQLite names the file. */
  async function answer<T>(work: () => T): Promise<T> {
    try {
      return work();
    } catch (error) {
      throw fileError(file, error);
    }
  }

  return {
    acquire: (shard, holder, ttlMs) => answer(() => acquire.immediate(shard, holder, ttlMs)),
    renew: (lease, ttlMs) => answer(() => renew.immediate(lease, ttlMs)),
    // The epoch stays, so that the next holder's is higher.
    release: (lease) => answer(() => void statements.endLease.run(lease.shard, lease.epoch)),
    commit(lease, batch) {
      return new Promise((resolve, reject) => {
        if (closed) throw new Error(`${file} is closed`);
        checkSizes(batch);
        if (pending.length === 0) setImmediate(flush);
        pending.push({ lease, batch, resolve, reject });
      });
    },
    read: (stream, from, limit) => answer(() => read.deferred(stream, from, limit)),
    get: (key) => answer(() => statements.entry.get(key) ?? null),
    scan: (prefix, after, limit) => answer(() => statements.scan.all({ prefix, after, limit })),
    tail(wake) {
      listeners.add(wake);
      return () => void listeners.delete(wake);
    },
    trim: (stream, floor) => answer(() => trim.immediate(stream, floor)),
    recall: (key) => answer(() => statements.result.get(key) ?? null),
    now,
    async close() {
      if (closed) return;
      flush();
      closed = true;
      listeners.clear();
      try {
        statements.setMeta.run('clock', latest);
      } finally {
        database.close();
      }
    },
  };
}

function isRefusal(error: unknown): boolean {
  return (
    error instanceof FencedError || error instanceof ConflictError || error instanceof DedupeMismatchError
  );
}

function open(file: string, clock: () => number) {
  let database: Database.Database | undefined;
  try {
    database = new Database(file);
    const version = Number(database.pragma('user_version', { simple: true }));
    const empty = database.prepare('SELECT 1 FROM sqlite_master').get() === undefined;
    if (!empty && database.pragma('application_id', { simple: true }) !== APPLICATION)
      throw new EngineFileError(`${file} is a database of another program: start with another --data folder`);
    if (version > VERSION)
      throw new EngineFileError(
        `${file} was written by a newer Baton (version ${version}, this one knows ${VERSION}): update Baton, or start with another --data folder`,
      );
    database.pragma('journal_mode = WAL');
    database.pragma('synchronous = FULL');
    database.pragma('temp_store = MEMORY');
    if (empty) create(database, Math.round(clock()));
    return { database, statements: prepare(database) };
  } catch (error) {
    database?.close();
    if (error instanceof TypeError) throw new EngineFileError(`${file} cannot be opened: ${error.message}`);
    throw fileError(file, error);
  }
}

function create(database: Database.Database, epoch: number): void {
  const write = database.transaction(() => {
    // Two processes may find an empty file at once.
    if (database.prepare('SELECT 1 FROM sqlite_master').get() !== undefined) return;
    database.exec(SCHEMA);
    // A file made anew is another log: consoles that followed the old one see another epoch and start over.
    database.prepare("INSERT INTO meta VALUES ('epoch', ?)").run(epoch);
    database.pragma(`application_id = ${APPLICATION}`);
    database.pragma(`user_version = ${VERSION}`);
  });
  write.immediate();
}

function prepare(database: Database.Database) {
  return {
    begin: database.prepare('BEGIN IMMEDIATE'),
    commit: database.prepare('COMMIT'),
    rollback: database.prepare('ROLLBACK'),
    fileVersion: database.prepare<[], number>('PRAGMA data_version').pluck(),
    meta: database.prepare<[string], number>('SELECT value FROM meta WHERE name = ?').pluck(),
    setMeta: database.prepare(
      'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    ),
    lease: database.prepare<[string], { holder: string; epoch: number; expires: number }>(
      'SELECT holder, epoch, expires FROM lease WHERE shard = ?',
    ),
    setLease: database.prepare('INSERT OR REPLACE INTO lease VALUES (?, ?, ?, ?)'),
    endLease: database.prepare('UPDATE lease SET expires = 0 WHERE shard = ? AND epoch = ?'),
    entry: database.prepare<[string], Entry>('SELECT key, value, version FROM state WHERE key = ?'),
    version: database.prepare<[string], number>('SELECT version FROM state WHERE key = ?').pluck(),
    put: database.prepare(
      'INSERT INTO state VALUES (?, ?, 1) ON CONFLICT (key) DO UPDATE SET value = excluded.value, version = version + 1',
    ),
    remove: database.prepare('DELETE FROM state WHERE key = ?'),
    // No UTF-8 text holds the byte FF: it is above everything a key may go on with.
    scan: database.prepare<{ prefix: string; after: string | null; limit: number }, Entry>(
      `SELECT key, value, version FROM state WHERE key >= max(@prefix, coalesce(@after, @prefix))
        AND (@after IS NULL OR key > @after) AND key < @prefix || CAST(x'ff' AS TEXT) ORDER BY key LIMIT @limit`,
    ),
    stream: database.prepare<[string], StreamRow>(
      `SELECT id, floor, coalesce((SELECT max(offset) + 1 FROM event WHERE event.stream = stream.id), floor) AS head
        FROM stream WHERE name = ?`,
    ),
    addStream: database.prepare('INSERT INTO stream (name, floor) VALUES (?, 0)'),
    floor: database.prepare('UPDATE stream SET floor = ? WHERE id = ?'),
    append: database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?)'),
    events: database.prepare<[name: string, id: number, from: number, limit: number], StoredEvent>(
      'SELECT ? AS stream, offset, at, kind, data FROM event WHERE stream = ? AND offset >= ? ORDER BY offset LIMIT ?',
    ),
    trim: database.prepare('DELETE FROM event WHERE stream = ? AND offset < ?'),
    result: database.prepare<[string], { hash: string; result: string }>(
      'SELECT hash, result FROM result WHERE key = ?',
    ),
    remember: database.prepare('INSERT INTO result (key, hash, result, at) VALUES (?, ?, ?, ?)'),
    // Results are numbered in the order of their times.
    forget: database.prepare(
      'DELETE FROM result WHERE at < ? AND id IN (SELECT id FROM result ORDER BY id LIMIT ?)',
    ),
  };
}
