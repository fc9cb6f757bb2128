// Owns what this person may do with a conversation, as this console knows it now: whether they see it, whether it is theirs, and
// under which fence. Refuses: deciding it; the router does, and refuses what is not so any more.
import type { ConversationView } from '#shared/contract/views.ts';
import { conflict, notFound } from './refusals.ts';
import type { View } from './view.ts';

export function createRights(view: Pick<View, 'conversation' | 'byHandoff'>) {
  /** Under which fence work was given to us a moment ago, by handoff: the feed may not have caught up. */
  const fences = new Map<string, number>();
  const given = ({ handoff }: ConversationView): number => fences.get(handoff.id) ?? -1;
  return {
    accepted: (handoff: string, fence: number): void => void fences.set(handoff, fence),
    /** The conversation as a person sees it. @throws CallError not_found */
    seen(conversation: string): ConversationView {
      const row = view.conversation(conversation);
      if (row === undefined) throw notFound();
      return row;
    },
    /** The conversation of a handoff. @throws CallError not_found */
    seenHandoff(handoff: string): ConversationView {
      const row = view.byHandoff(handoff);
      if (row === undefined) throw notFound();
      return row;
    },
    /** The newest fence known of its handoff: what a command is made against. */
    fenceOf: (row: ConversationView): number => Math.max(row.handoff.fence, given(row)),
    /** @throws CallError conflict unless the person owns it. */
    owned(row: ConversationView): ConversationView {
      if (row.right === 'owner' || given(row) > row.handoff.fence) return row;
      throw conflict({ code: 'not_owner' });
    },
  };
}

export type Rights = ReturnType<typeof createRights>;
