// cache.db, version 3: recorded conversations that a change of policy is tried on, with their signals once they were read.
// They go with the copy: locked, wiped and purged as everything a person may see.
export const cache3 = `
  -- AUTOINCREMENT: whoever has read up to a number finds what is new behind it, and one that was dropped never comes back.
  -- key: the conversation, or null where it came from a file; origin: the queue, or the file's name. stamp: when it ended, or
  -- was brought in. scorer: whose signals they are. Words come last, so that reading the rest does not read them.
  CREATE TABLE recorded (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT UNIQUE,
    source TEXT NOT NULL,
    origin TEXT NOT NULL,
    stamp INTEGER NOT NULL,
    head TEXT NOT NULL,
    scorer TEXT,
    signals BLOB,
    turns TEXT NOT NULL
  );
  CREATE INDEX recorded_by_origin ON recorded (source, origin, stamp);

  -- What of a queue's record is here: the mark of its newest conversation.
  CREATE TABLE recorded_mark (queue TEXT PRIMARY KEY, mark TEXT NOT NULL) WITHOUT ROWID;

  -- Of a file that is not whole yet: it counts for nothing.
  CREATE TABLE recorded_part (
    place INTEGER PRIMARY KEY,
    batch TEXT NOT NULL,
    head TEXT NOT NULL,
    turns TEXT NOT NULL
  );
  CREATE INDEX recorded_part_by_batch ON recorded_part (batch);
`;
