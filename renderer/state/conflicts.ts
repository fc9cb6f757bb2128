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
  /** Whom it is about. */
  readonly customer: string | undefined;
  /** The person still owns this conversation and may write the words again. */
  readonly writable: string | undefined;
}

export function conflictsOf(
  { outbox, conversations }: Pick<Tables, 'outbox' | 'conversations'>,
  typed: Readonly<Record<string, Typed>>,
): readonly Conflict[] {
  const owns = (id: string | undefined): id is string =>
    id !== undefined && conversations.get(id)?.right === 'owner';
  const nameOf = (id: string | undefined): string | undefined =>
    id === undefined ? undefined : conversations.get(id)?.conversation.customer.name;
  const refused = [...outbox.values()]
    .filter(({ state }) => state === 'refused')
    .sort((a, b) => a.n - b.n)
    .map((row) => ({
      id: row.id,
      refused: row,
      text: row.text,
      customer: nameOf(row.conversation) ?? row.customer,
      writable: row.text !== undefined && owns(row.conversation) ? row.conversation : undefined,
    }));
  const left = Object.entries(typed).flatMap(([id, { reply, note, customer }]) => {
    const text = [reply, note].filter((words) => words.trim() !== '').join('\n');
    if (text === '' || owns(id)) return [];
    return [{ id, refused: undefined, text, customer: nameOf(id) ?? customer, writable: undefined }];
  });
  return [...refused, ...left];
}
