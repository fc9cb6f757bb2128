// outbox.db, version 3: whom the words of an operation are for, by name: when they are refused, the conversation may be gone.
export const outbox3 = `
  ALTER TABLE operation ADD COLUMN customer TEXT;
`;
