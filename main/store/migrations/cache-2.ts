// cache.db, version 2: what a person missed. It goes with the copy: locked, wiped and purged as everything they may see.
export const cache2 = `
  -- AUTOINCREMENT: the number is the row's id for the page, and one that was dropped never means another.
  CREATE TABLE missed (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    fact TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    at INTEGER NOT NULL,
    name TEXT,
    text TEXT,
    count INTEGER NOT NULL,
    taken_by TEXT,
    conversation TEXT,
    offer TEXT,
    seen INTEGER NOT NULL
  );
  CREATE INDEX missed_by_time ON missed (at);
  CREATE INDEX missed_unseen ON missed (conversation) WHERE seen = 0;
`;
