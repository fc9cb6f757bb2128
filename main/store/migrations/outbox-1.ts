// outbox.db, version 1: what this person typed and did on this device and nobody else has yet.
export const outbox1 = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE operation (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    id TEXT NOT NULL UNIQUE,
    n INTEGER UNIQUE,
    kind TEXT NOT NULL,
    base INTEGER,
    conversation TEXT,
    data TEXT NOT NULL,
    at INTEGER NOT NULL,
    state TEXT NOT NULL,
    refusal TEXT
  );
  CREATE TABLE draft (conversation TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`;
