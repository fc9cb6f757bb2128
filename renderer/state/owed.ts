// Owns by when a reply is owed in a conversation, as far as this device knows.
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useIsGivenOn } from './given-on.ts';
import { isLive, meOf, usePage } from './page.ts';

/** By the router's clock; null where none is owed, and without a link where one waits in the outbox or others may have the work. */
export function useOwed(view: ConversationView): ReturnType<typeof replyDue> {
  const me = usePage(meOf);
  const live = usePage(isLive);
  const givenOn = useIsGivenOn();
  return givenOn || (!live && view.pending > 0) ? null : replyDue(view, me);
}
