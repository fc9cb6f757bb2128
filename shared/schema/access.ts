// Owns who may see what: the right a person has on a conversation, and what comes with it.
// The router enforces it; a console hides and purges the moment a right ends.
import { z } from 'zod';
import { conversation, entry } from './conversation.ts';
import { handoff } from './handoff.ts';
import { id, LIMITS, time } from './primitives.ts';

/**
 * `offered`: until the offer ends. `owner`: while they own it. `consulted`: asked by the owner, reads along and may add
 * notes; takes no capacity. `kept`: the former owner, until `until` (the queue's keepDays after wrap-up); of what they
 * transferred they keep their own words and no others. `lead`: a lead reading along.
 */
export const right = z.enum(['offered', 'owner', 'consulted', 'kept', 'lead']);

/** Everything a person may see of one conversation at the moment the right begins. */
export const grant = z.object({
  right,
  until: time.optional(),
  conversation,
  handoff,
  entries: z.array(entry),
  /** The half-written reply: the owner's own, or the former owner's when work is offered again. */
  draft: z.string().max(LIMITS.noteText).optional(),
});

export const accessEnd = z.object({
  conversation: id,
  why: z.enum([
    'timeout',
    'declined',
    'rescinded',
    'requeued',
    'canceled',
    'expired',
    'reassigned',
    'transferred',
    'consult_ended',
  ]),
  /** Of `requeued`: what waits again, and where. */
  handoff: id.optional(),
  queue: id.optional(),
});

export type Right = z.infer<typeof right>;
export type Grant = z.infer<typeof grant>;
export type AccessEnd = z.infer<typeof accessEnd>;
