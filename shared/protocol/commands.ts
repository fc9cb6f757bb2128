// Owns what a console may ask of the router in a `do` frame, and the ways it can be refused.
// Each command carries everything it needs; `base` in the frame is the handoff's fence where it says so.
import { z } from 'zod';
import { policySchema } from '../domain/trigger/policy.ts';
import {
  declineReason,
  endReason,
  hintOutcome,
  judged,
  outcome,
  transferReason,
  transferTarget,
} from '../schema/handoff.ts';
import { publicationNote } from '../schema/live-policy.ts';
import { presenceStatus } from '../schema/presence.ts';
import { id, LIMITS, label, sha256, time } from '../schema/primitives.ts';
import { filePart } from './edge.ts';

const text = z.string().max(LIMITS.noteText);

export const commands = {
  'presence.set': z.object({
    status: presenceStatus,
    aux: label.optional(),
    afterThis: z.boolean().optional(),
    /** With `offline`: open work stays theirs, held, until then. At most 14 days from now. */
    keepUntil: time.optional(),
  }),
  /** base = the offer's fence. */
  'offer.accept': z.object({ offer: id }),
  /** base = the offer's fence. */
  'offer.decline': z.object({ offer: id, reason: declineReason }),
  /** base = the handoff's fence, as for all below. `id` becomes the turn's id. */
  'turn.send': z.object({
    conversation: id,
    id,
    text: z.string().min(1).max(LIMITS.turnText),
    /** Files that were put before, all their parts. */
    attachments: z.array(id).max(LIMITS.attachments).optional(),
  }),
  /** One part of a file for a later reply. */
  'file.put': filePart.extend({ conversation: id }),
  /** Also by whom the owner consults. */
  'note.add': z.object({
    conversation: id,
    id,
    text: text.min(1),
    mentions: z.array(id).max(LIMITS.mentions).optional(),
  }),
  'draft.save': z.object({ conversation: id, text }),
  /** When the context was opened, by the console's clock corrected to the router's. */
  'context.opened': z.object({ handoff: id, at: time }),
  /** One more of these, on this handoff. */
  'context.hinted': z.object({ handoff: id, what: hintOutcome }),
  'handoff.wrap': z.object({ handoff: id }),
  /** From active or wrapping. `toBot` ends it as `returned`, else `completed`. */
  'handoff.complete': z.object({ handoff: id, outcome, ...judged.partial().shape }),
  /** Back to the bot at once, without a wrap-up form. */
  'handoff.return': z.object({ handoff: id, reason: label.optional() }),
  'handoff.label': z.object({ handoff: id, ...judged.shape }),
  /** Passes it on: the same handoff waits again. `note` is for the next person. */
  'handoff.transfer': z.object({
    handoff: id,
    to: transferTarget,
    reason: transferReason,
    note: text.min(1).optional(),
  }),
  /**
   * Offers it to one person of its queue before anybody else; whoever has it has it no more. By a lead of the queue or an
   * admin, and for themselves, while it waits, by whoever works in a queue that lets its people choose; no fence.
   */
  'handoff.assign': z.object({ handoff: id, person: id }),
  /** Asks a colleague to read along. */
  'consult.start': z.object({ handoff: id, person: id, question: text.min(1) }),
  /** By the owner or by whom they asked; no fence. */
  'consult.end': z.object({ handoff: id }),
  /** Puts it aside, until a time at most 30 days from now if one is given. */
  'handoff.hold': z.object({ handoff: id, until: time.optional(), reason: label.optional() }),
  'handoff.resume': z.object({ handoff: id }),
  /** Closes the conversation. `message`: the last words the customer reads. `block`: no person for them any more. */
  'conversation.end': z.object({
    handoff: id,
    reason: endReason,
    block: z.boolean(),
    message: z.string().min(1).max(LIMITS.turnText).optional(),
  }),
  /** By a lead or an admin; no fence. */
  'customer.unblock': z.object({ bot: id, customer: id }),
  /** Lets a wall display show these queues. By an admin, or by a lead of them; no fence. */
  'display.add': z.object({
    id,
    name: label,
    queues: z.array(id).min(1).max(LIMITS.wallQueues),
    /** Of its token, which goes nowhere else. */
    hash: sha256,
  }),
  /** Takes that back, at once and wherever it is shown. By an admin, or by a lead of its queues; no fence. */
  'display.revoke': z.object({ id }),
  /**
   * Makes a policy live at once, in place of the one of its id that is: `base`, its revision. The next is `base` plus 1. Any
   * version of a policy is read; by an admin, or by a lead of all queues it judges; no fence.
   */
  'policy.publish': z.object({
    policy: z.unknown(),
    base: z.int().min(1),
    note: publicationNote.optional(),
  }),
  /** The content before the live one, under the next revision. By the same; no fence. */
  'policy.undo': z.object({ policy: policySchema.shape.id, base: z.int().min(1) }),
} as const;

export const refusalCode = z.enum([
  'invalid',
  'unknown_command',
  'not_found',
  'forbidden',
  'not_owner',
  'stale_fence',
  /** Of a policy: another is live by now. */
  'stale',
  'wrong_state',
  'offer_gone',
  'over_capacity',
  'operation_mismatch',
  /** Of a transfer or a consultation: there is no such queue, person or skill. */
  'target_unknown',
  /** It is the owner. */
  'target_self',
  /** The queue is outside its hours. */
  'target_closed',
  /** Nobody there: not connected, not at work. */
  'target_absent',
  /** No room: the person is at capacity or has an offer before them, the queue is full. */
  'target_busy',
  /** They lack the language or a skill the customer needs. */
  'target_unfit',
  /** This version of the router does not do it. */
  'unsupported',
  'unavailable',
]);

export const refusalBody = z.object({
  code: refusalCode,
  /** English, for logs; the page shows its own words for the code. */
  msg: z.string().max(500),
  /** Who has it now and since when, on not_owner and offer_gone. */
  owner: z.object({ id, name: label, since: time }).optional(),
});

export type CommandKind = keyof typeof commands;
export type CommandData<K extends CommandKind> = z.infer<(typeof commands)[K]>;
export type Command = { [K in CommandKind]: { k: K; d: CommandData<K> } }[CommandKind];
export type RefusalCode = z.infer<typeof refusalCode>;
export type RefusalBody = z.infer<typeof refusalBody>;
