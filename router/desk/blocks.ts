// Owns ending a conversation outright, and customers who get no person any more: by their bot and the bot's id for them.
import { isLeading } from '#shared/domain/roles.ts';
import type { CommandData } from '#shared/protocol/commands.ts';
import { fail } from './admission.ts';
import type { Change } from './change.ts';
import { end, ownerMark } from './handoffs.ts';
import { blockedKey } from './keys.ts';
import { rescindOffer } from './offers.ts';
import type { Reply } from './port.ts';
import { done, refused } from './replies.ts';
import { speak } from './speech.ts';
import { type Person, rowOf, standing, type Work } from './state.ts';

export function endOutright(
  change: Change,
  work: Work,
  person: Person,
  { reason, block, message }: CommandData<'conversation.end'>,
): Reply {
  const { head } = work;
  if (message !== undefined) {
    if (head.closing !== null)
      return refused('wrong_state', 'conversation.end: the customer side has closed the conversation');
    // The fence makes it one of its kind: nobody ends the same conversation twice.
    speak(change, work, person, `${standing(work).id}.end`, message);
  }
  if (block) {
    const { bot, customer } = head.conversation;
    const key = blockedKey(bot, customer.id);
    const entry = { bot, customer: customer.id, at: change.now, by: person.config.id, reason };
    change.state.blocked.set(key, entry);
    change.put(key, JSON.stringify(entry));
    const mark = ownerMark(standing(work));
    change.add(work, { type: 'mark', at: change.now, kind: 'customer.blocked', ...mark, reason });
  }
  end(change, work, { state: 'completed', reason });
  if (block) refuseWaiting(change, work);
  return done();
}

/** What the same customer has waiting elsewhere is answered as honestly. */
function refuseWaiting(change: Change, { head: { conversation: blocked } }: Work): void {
  for (const work of change.state.open.values()) {
    const { conversation } = work.head;
    if (conversation.bot !== blocked.bot || conversation.customer.id !== blocked.customer.id) continue;
    if (rowOf(work.head) === null) continue;
    if (work.head.offer !== null) rescindOffer(change, work);
    fail(change, work, 'blocked');
  }
}

export function unblock(
  change: Change,
  person: Person,
  { bot, customer }: CommandData<'customer.unblock'>,
): Reply {
  if (!isLeading(person.config.roles))
    return refused('forbidden', 'customer.unblock: only a lead or an admin may');
  const key = blockedKey(bot, customer);
  if (!change.state.blocked.delete(key))
    return refused('not_found', `customer.unblock: ${customer} of ${bot} is not blocked`);
  change.put(key, null);
  return done();
}
