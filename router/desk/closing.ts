// Owns the end of a conversation.
import type { Change } from './change.ts';
import { pastKey } from './keys.ts';
import { record } from './recorded.ts';
import type { Work } from './state.ts';

/** Nothing can be said any more. The head moves to the closed ones when the step ends. */
export function closeConversation(change: Change, work: Work, reason: string): void {
  const { conversation } = work.head;
  change.add(work, { type: 'mark', at: change.now, kind: 'conversation.closed', reason });
  conversation.state = 'closed';
  conversation.closedAt = change.now;
  conversation.closeReason = reason;
  if (work.head.hosted === true) change.tellBot(work, 'conversation.closed', { reason });
  const { id, bot, customer, openedAt } = conversation;
  if (customer.verified) change.put(pastKey(bot, customer.id, openedAt, id), '');
  // Nothing is judged any more, and closed work stays in memory for a while.
  work.heard = null;
  record(change, work);
}
