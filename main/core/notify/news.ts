// Owns what in the feed is news for the person, and whether they are looking: then it is read at that moment, else it is
// told. Refuses: who is told how (policy.ts).
import type { Entry, Mention, Turn } from '#shared/schema/conversation.ts';
import type { Change, FeedEvent, Store } from '#store/port.ts';
import type { Insist } from '../sync/insist.ts';
import type { View } from '../view.ts';
import type { Fact } from './facts.ts';

export interface NewsOptions {
  readonly store: Store;
  readonly view: View;
  readonly insist: Insist;
  /** Router clock at which this connection began; what is older came while the console was away. */
  readonly since: () => number;
  readonly applied: (change: Change) => void;
  readonly tell: (fact: Fact) => void;
}

function customerTurn({ kind, data }: FeedEvent): { conversation: string; entry: Turn } | null {
  if (kind !== 'entry.added') return null;
  // The store has checked it against its schema.
  const { conversation, entry } = data as { conversation: string; entry: Entry };
  return entry.type === 'turn' && entry.role === 'END_USER' ? { conversation, entry } : null;
}

export function createNews({ store, view, insist, since, applied, tell }: NewsOptions) {
  /** Windows that have the person's attention. */
  const attentive = new Set<string>();
  const attending = (): boolean => attentive.size > 0;

  /** On the screen and looked at. */
  function read(conversation: string): void {
    tell({ kind: 'read', conversation });
    let isFirst = true;
    insist(`read ${conversation}`, 'a conversation could not be marked read', async () => {
      // Later it may hold what they have not seen.
      if (!isFirst && !(view.isOpened(conversation) && attending())) return;
      isFirst = false;
      applied(await store.markRead(conversation));
    });
  }

  function hearTurns(conversation: string, turns: readonly Turn[]): void {
    view.stopTyping(conversation);
    const row = view.conversation(conversation);
    const last = turns.at(-1);
    if (row?.right !== 'owner' || last === undefined) return;
    const opened = view.isOpened(conversation);
    tell({
      kind: 'turns',
      conversation,
      name: row.conversation.customer.name,
      said: turns.map(({ seq, text }) => ({ seq, text })),
      opened,
      late: last.at < since(),
    });
    if (opened && attending()) read(conversation);
  }

  function hearMention({ id, conversation, from, text }: Mention): void {
    const opened = view.isOpened(conversation);
    tell({ kind: 'mention', mention: id, conversation, from: from.name, text, opened });
    if (opened && attending()) read(conversation);
  }

  return {
    attending,
    attend(page: string, on: boolean): void {
      if (!on) return void attentive.delete(page);
      attentive.add(page);
      for (const conversation of view.openedBy(page)) read(conversation);
    },
    read,
    /** What one transaction brought: turns of one conversation are told together. */
    take(events: readonly FeedEvent[]): void {
      const turns = new Map<string, Turn[]>();
      for (const event of events) {
        const turn = customerTurn(event);
        if (turn !== null)
          turns.set(turn.conversation, [...(turns.get(turn.conversation) ?? []), turn.entry]);
        if (event.kind === 'mention.added') hearMention((event.data as { mention: Mention }).mention);
      }
      for (const [conversation, said] of turns) hearTurns(conversation, said);
    },
  };
}

export type News = ReturnType<typeof createNews>;
