// cache.db, version 1: the copy of the feeds, and where its words are indexed.

/**
 * The index is a row of shelves, each an FTS5 table over entries of one stretch of time. A prefix that half of all
 * messages have is then looked up among the newest few thousand, not merged from a million.
 * `pgsz` lets a page of the index fit a page of the file, which the cipher makes 80 bytes smaller.
 */
export const shelfSql = (number: number): string => `
  CREATE VIRTUAL TABLE word_${number} USING fts5 (
    text, content = 'entry', content_rowid = 'id', detail = 'none', columnsize = 0,
    tokenize = 'unicode61 remove_diacritics 2'
  );
  INSERT INTO word_${number} (word_${number}, rank) VALUES ('secure-delete', 1);
  INSERT INTO word_${number} (word_${number}, rank) VALUES ('pgsz', 3900);
`;

export const cache1 = `
  CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE cursor (stream TEXT PRIMARY KEY, epoch INTEGER NOT NULL, offset INTEGER NOT NULL) WITHOUT ROWID;

  CREATE TABLE conversation (
    number INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    access TEXT NOT NULL,
    until INTEGER,
    last_at INTEGER NOT NULL,
    conversation TEXT NOT NULL,
    handoff TEXT NOT NULL,
    draft TEXT NOT NULL,
    unread INTEGER NOT NULL,
    read_to INTEGER NOT NULL,
    cached_at INTEGER NOT NULL
  );
  CREATE INDEX conversation_by_time ON conversation (access, last_at);
  CREATE INDEX conversation_by_end ON conversation (until) WHERE until IS NOT NULL;

  -- id = time in ms * 1000 + place within that ms: the order of ids is the order of time, newest first is backwards.
  -- seq -1 is the customer's name, so that it is found like a word that was said. data is the entry without its text.
  CREATE TABLE entry (
    id INTEGER PRIMARY KEY,
    conversation INTEGER NOT NULL,
    seq INTEGER NOT NULL,
    text TEXT NOT NULL,
    data TEXT NOT NULL
  );
  CREATE UNIQUE INDEX entry_by_place ON entry (conversation, seq);

  -- A shelf holds the entries from its first id up to the next shelf's.
  CREATE TABLE shelf (number INTEGER PRIMARY KEY, first INTEGER NOT NULL, entries INTEGER NOT NULL);
  INSERT INTO shelf VALUES (1, 0, 0);
  ${shelfSql(1)}

  CREATE TABLE waiting (handoff TEXT PRIMARY KEY, queue TEXT NOT NULL, row TEXT NOT NULL) WITHOUT ROWID;
  CREATE INDEX waiting_by_queue ON waiting (queue);
`;
