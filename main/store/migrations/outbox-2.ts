// outbox.db, version 2: files that wait to go with a reply, in the parts they travel in.
export const outbox2 = `
  CREATE TABLE file (
    id TEXT PRIMARY KEY,
    conversation TEXT NOT NULL,
    name TEXT NOT NULL,
    type TEXT NOT NULL,
    size INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE TABLE file_part (file TEXT NOT NULL, part INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (file, part));
`;
