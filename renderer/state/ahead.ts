// Owns asking ahead for the words of one's own conversations, so that the first opening of one shows them in the frame that
// answers the key. Refuses: what is remembered of the others, and for how long (remembered.ts).
import type { ConversationView } from '#shared/contract/views.ts';
import type { Api } from '../api/client.ts';
import type { PageStore } from './page.ts';
import { withRemembered } from './remembered.ts';

export function createAhead(api: Api, { getState: get, setState: set }: PageStore) {
  /** The last turn at which each own conversation was looked at, ms; a call that failed waits for the next turn. */
  const lookedAt = new Map<string, number>();

  async function peek({ id, right }: ConversationView): Promise<void> {
    const { entries } = await api.call('conversation.peek', { conversation: id });
    const lines = entries.map((entry) => ({ key: `${id}/${entry.seq}`, entry, out: false }));
    if (lookedAt.has(id))
      set(({ remembered }) => ({ remembered: withRemembered(remembered, id, { right, lines }) }));
  }

  /** To be called with the conversations there are now, whenever they changed. */
  return function lookAhead(now: ReadonlyMap<string, ConversationView>): void {
    for (const id of lookedAt.keys()) if (now.get(id)?.right !== 'owner') lookedAt.delete(id);
    for (const view of now.values()) {
      const { id, right, conversation } = view;
      if (right !== 'owner' || lookedAt.get(id) === conversation.lastAt) continue;
      lookedAt.set(id, conversation.lastAt);
      // What is open comes turn by turn.
      if (get().opened[id] === undefined) peek(view).catch(() => undefined);
    }
  };
}
