// Owns by when a person owes the customer a reply. Refuses: the clock, and how it looks.
import type { Right } from '../../schema/access.ts';
import type { Conversation } from '../../schema/conversation.ts';
import type { Handoff } from '../../schema/handoff.ts';

/** Time by which a reply is due: the queue's target after the customer's last word, or after taking it over. */
export interface Due {
  /** Router clock, ms. */
  readonly at: number;
  /** The whole target, ms. */
  readonly of: number;
}

/** The queues of a person with their targets. */
export interface Targets {
  readonly queues: readonly { readonly id: string; readonly slaSeconds: number }[];
}

interface Owed {
  readonly right: Right;
  readonly conversation: Conversation;
  readonly handoff: Handoff;
}

/** Null when it is the customer's turn to speak, when it is put aside, not theirs, or over. */
export function replyDue({ conversation, handoff, right }: Owed, person: Targets | undefined): Due | null {
  const queue = person?.queues.find(({ id }) => id === handoff.queue);
  const open = handoff.state === 'accepted' || handoff.state === 'active';
  const spoken = conversation.previewRole === 'END_USER' || handoff.firstReplyAt === undefined;
  if (right !== 'owner' || queue === undefined || !open || !spoken || handoff.hold !== undefined) return null;
  const of = queue.slaSeconds * 1_000;
  const taken = handoff.acceptedAt ?? 0;
  return { at: (taken > conversation.lastAt ? taken : conversation.lastAt) + of, of };
}
