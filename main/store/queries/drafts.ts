// Owns the drafts of this device that the router may not have yet.
import type { File } from '../open.ts';

export function draftsOf(file: File) {
  const save = file.prepare<[string, string, number]>(
    `INSERT INTO draft VALUES (?, ?, ?)
     ON CONFLICT (conversation) DO UPDATE SET text = excluded.text, at = excluded.at`,
  );
  const get = file.prepare<[string], string>('SELECT text FROM draft WHERE conversation = ?').pluck();
  const all = file.prepare<[], { conversation: string; text: string }>(
    'SELECT conversation, text FROM draft',
  );
  const remove = file.prepare<[string, string]>('DELETE FROM draft WHERE conversation = ? AND text = ?');
  const drop = file.prepare<[string]>('DELETE FROM draft WHERE conversation = ?');
  return {
    drop(conversation: string): void {
      drop.run(conversation);
    },
    save(conversation: string, text: string, at: number): void {
      save.run(conversation, text, at);
    },
    get: (conversation: string): string | null =>
      (get.get(conversation) as unknown as string | undefined) ?? null,
    all: (): Record<string, string> =>
      Object.fromEntries(all.all().map(({ conversation, text }) => [conversation, text])),
    /** The router has `text`; a draft that went on since stays. */
    arrived(conversation: string, text: string): void {
      remove.run(conversation, text);
    },
  };
}

export type Drafts = ReturnType<typeof draftsOf>;
