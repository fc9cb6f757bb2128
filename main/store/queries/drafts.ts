// Owns the drafts of this device that the router may not have yet.
import type { Policy } from '#shared/domain/trigger/policy.ts';
import type { File } from '../open.ts';
import { POLICY_DRAFT, type PolicyDraft } from '../port.ts';

/** Whatever its revision. */
const contentOf = ({ revision: _, ...content }: Policy): string => JSON.stringify(content);

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
    /** It is live: a draft of just that is none any more, one that went on since stays. */
    published(policy: Policy): void {
      const key = POLICY_DRAFT + policy.id;
      const text = get.get(key) as unknown as string | undefined;
      if (text === undefined) return;
      if (contentOf((JSON.parse(text) as PolicyDraft).draft) === contentOf(policy)) drop.run(key);
    },
    /** The router has `text`; a draft that went on since stays. */
    arrived(conversation: string, text: string): void {
      remove.run(conversation, text);
    },
  };
}

export type Drafts = ReturnType<typeof draftsOf>;
