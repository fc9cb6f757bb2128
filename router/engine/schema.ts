// Owns the tables of the SQLite engine. Rows hold kilobytes of JSON, so they live in tables with a rowid, where a log
// grows at its end, and the unique indexes stay small (measured: 1.8 times the commits of WITHOUT ROWID).
// Refuses: statements (sqlite.ts).

/** `PRAGMA application_id`: "Batn". Another program's file is not touched. */
export const APPLICATION = 0x4261746e;
/** `PRAGMA user_version` of a file this code writes. */
export const VERSION = 1;

/** The head of a stream is not stored: it is one above its last event, or its floor. */
export const SCHEMA = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
  CREATE TABLE lease (shard TEXT PRIMARY KEY, holder TEXT NOT NULL, epoch INTEGER NOT NULL, expires INTEGER NOT NULL)
    WITHOUT ROWID;
  CREATE TABLE state (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL, version INTEGER NOT NULL);
  CREATE TABLE stream (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, floor INTEGER NOT NULL);
  CREATE TABLE event (stream INTEGER NOT NULL, offset INTEGER NOT NULL, at INTEGER NOT NULL, kind TEXT NOT NULL,
    data TEXT NOT NULL, PRIMARY KEY (stream, offset));
  CREATE TABLE result (id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE, hash TEXT NOT NULL, result TEXT NOT NULL,
    at INTEGER NOT NULL);
`;
