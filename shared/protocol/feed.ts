// Owns the durable events a console follows: the person feed (everything that person may see, with text)
// and the queue feed (rows without text). Kinds are past tense; unknown kinds and fields are ignored by readers.
// Refuses: bot events (edge.ts), and anything droppable such as typing and counts (frames.ts, `eph`).
import { z } from 'zod';
import { accessEnd, grant, right } from '../schema/access.ts';
import { conversation, delivery, entry, mention } from '../schema/conversation.ts';
import { handoff } from '../schema/handoff.ts';
import { dayFigures, presence } from '../schema/presence.ts';
import { count, id, LIMITS, time } from '../schema/primitives.ts';
import { queueRow } from '../schema/queue.ts';

export const personFeed = {
  /** A right began: the whole conversation as of now. Replaces any cached copy. */
  'access.granted': grant,
  /** The right changed (owner -> kept) without the content changing. */
  'access.changed': z.object({ conversation: id, right, until: time.optional() }),
  /** The right ended: hide at once, purge the cached copy. */
  'access.ended': accessEnd,
  'conversation.changed': z.object({ conversation }),
  'handoff.changed': z.object({ handoff }),
  'entry.added': z.object({ conversation: id, entry }),
  'delivery.changed': z.object({ conversation: id, seq: count, delivery }),
  /** Own draft, from whichever of the person's consoles saved it last. */
  'draft.changed': z.object({ conversation: id, text: z.string().max(LIMITS.noteText), device: id }),
  'presence.changed': z.object({ presence }),
  'day.changed': z.object({ day: dayFigures }),
  /** A note names this person. */
  'mention.added': z.object({ mention }),
} as const;

export const queueFeed = {
  'queue.entered': z.object({ row: queueRow }),
  'queue.changed': z.object({ row: queueRow }),
  'queue.left': z.object({
    handoff: id,
    why: z.enum(['accepted', 'canceled', 'failed', 'customer_left', 'moved']),
  }),
} as const;

/** State of a stream at offset `o`, sent by `reset` when the wanted offsets are gone. */
export const personSnapshot = z.object({
  presence,
  grants: z.array(grant),
  day: dayFigures.optional(),
  /** The last ones, oldest first. */
  mentions: z.array(mention).max(50).optional(),
});
export const queueSnapshot = z.object({ rows: z.array(queueRow) });

export type PersonFeedKind = keyof typeof personFeed;
export type QueueFeedKind = keyof typeof queueFeed;
export type PersonEvent = {
  [K in PersonFeedKind]: { kind: K; data: z.infer<(typeof personFeed)[K]> };
}[PersonFeedKind];
export type QueueEvent = {
  [K in QueueFeedKind]: { kind: K; data: z.infer<(typeof queueFeed)[K]> };
}[QueueFeedKind];
export type PersonSnapshot = z.infer<typeof personSnapshot>;
export type QueueSnapshot = z.infer<typeof queueSnapshot>;
