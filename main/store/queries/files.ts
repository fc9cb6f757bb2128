// Owns the files of this device that wait to go with a reply, in parts of at most `LIMITS.filePart` bytes. They leave when
// the router has the reply; at a start those go that no reply waits for.
import type { Attachment } from '#shared/schema/conversation.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import type { File } from '../open.ts';

export function filesOf(file: File) {
  const add = file.prepare<[string, string, string, string, number]>(
    'INSERT INTO file VALUES (?, ?, ?, ?, ?)',
  );
  const addPart = file.prepare<[string, number, Uint8Array]>('INSERT INTO file_part VALUES (?, ?, ?)');
  const one = file.prepare<[string], Attachment & { readonly conversation: string }>(
    'SELECT id, conversation, name, type, size FROM file WHERE id = ?',
  );
  const ids = file.prepare<[], string>('SELECT id FROM file').pluck();
  const part = file
    .prepare<[string, number], Buffer>('SELECT data FROM file_part WHERE file = ? AND part = ?')
    .pluck();
  const remove = file.prepare<[string]>('DELETE FROM file WHERE id = ?');
  const removeParts = file.prepare<[string]>('DELETE FROM file_part WHERE file = ?');
  const waiting = file.prepare<[], string>(`SELECT data FROM operation WHERE kind = 'turn.send'`).pluck();

  const save = file.transaction(
    (conversation: string, { id, name, type, size }: Attachment, bytes: Uint8Array) => {
      add.run(id, conversation, name, type, size);
      for (let at = 0; at * LIMITS.filePart < size; at++)
        addPart.run(id, at, bytes.subarray(at * LIMITS.filePart, (at + 1) * LIMITS.filePart));
    },
  );
  const drop = file.transaction((list: readonly string[]) => {
    for (const id of list) {
      remove.run(id);
      removeParts.run(id);
    }
  });
  return {
    save: (conversation: string, attachment: Attachment, bytes: Uint8Array): void =>
      save.immediate(conversation, attachment, bytes),
    get: (id: string) => one.get(id) ?? null,
    part: (id: string, index: number): Uint8Array | null =>
      (part.get(id, index) as unknown as Buffer | undefined) ?? null,
    drop: (list: readonly string[]): void => {
      if (list.length > 0) drop.immediate(list);
    },
    /** Those that no reply waits for: they were added before the last end of the console, and nobody sees them. */
    sweep(): void {
      const wanted = new Set(
        (waiting.all() as unknown as string[]).flatMap(
          (data) => (JSON.parse(data) as { attachments?: readonly string[] }).attachments ?? [],
        ),
      );
      drop.immediate((ids.all() as unknown as string[]).filter((id) => !wanted.has(id)));
    },
  };
}

export type Files = ReturnType<typeof filesOf>;
