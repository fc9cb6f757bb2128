// Owns finding what the person has to decide about: what the router refused, and words typed for a conversation that is no
// longer theirs. Pure.
import type { OutboxView } from '#shared/contract/views.ts';
import type { Typed } from './page.ts';
import type { Tables } from './tables.ts';

export interface Conflict {
  readonly id: string;
  /** The refused operation; undefined for words that were never sent. */
  readonly refused: OutboxView | undefined;
  readonly text: string | undefined;
  /** The person still owns this conversation and may write the words again. */
  readonly writable: string | undefined;
}

export function conflictsOf(
  { outbox, conversations }: Pick<Tables, 'outbox' | 'conversations'>,
  typed: Readonly<Record<string, Typed>>,
): readonly Conflict[] {
  const owns = (id: string | undefined): id is string =>
    id !== undefined && conversations.get(id)?.right === 'owner';
  const refused = [...outbox.values()]
    .filter(({ state }) => state === 'refused')
    .sort((a, b) => a.n - b.n)
    .map((row) => ({
      id: row.id,
      refused: row,
      text: row.text,
      writable: row.text !== undefined && owns(row.conversation) ? row.conversation : undefined,
    }));
  const left = Object.entries(typed).flatMap(([id, { reply, note }]) => {
    const text = [reply, note].filter((words) => words.trim() !== '').join('\n');
    return text === '' || owns(id) ? [] : [{ id, refused: undefined, text, writable: undefined }];
  });
  return [...refused, ...left];
}
