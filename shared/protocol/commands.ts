// Owns what a console may ask of the router in a `do` frame, and the ways it can be refused.
// Each command carries everything it needs; `base` in the frame is the handoff's fence where it says so.
import { z } from 'zod';
import { declineReason, handoffLabel, outcome } from '../schema/handoff.ts';
import { presenceStatus } from '../schema/presence.ts';
import { id, LIMITS, label, time } from '../schema/primitives.ts';

const text = z.string().max(LIMITS.noteText);

export const commands = {
  'presence.set': z.object({
    status: presenceStatus,
    aux: label.optional(),
    afterThis: z.boolean().optional(),
  }),
  /** base = the offer's fence. */
  'offer.accept': z.object({ offer: id }),
  /** base = the offer's fence. */
  'offer.decline': z.object({ offer: id, reason: declineReason }),
  /** base = the handoff's fence, as for all below. `id` becomes the turn's id. */
  'turn.send': z.object({ conversation: id, id, text: z.string().min(1).max(LIMITS.turnText) }),
  'note.add': z.object({ conversation: id, id, text: text.min(1) }),
  'draft.save': z.object({ conversation: id, text }),
  /** When the context was opened, by the console's clock corrected to the router's. */
  'context.opened': z.object({ handoff: id, at: time }),
  'handoff.wrap': z.object({ handoff: id }),
  /** From active or wrapping. `toBot` ends it as `returned`, else `completed`. */
  'handoff.complete': z.object({ handoff: id, outcome, label: handoffLabel.optional() }),
  /** Back to the bot at once, without a wrap-up form. */
  'handoff.return': z.object({ handoff: id, reason: label.optional() }),
  'handoff.label': z.object({ handoff: id, label: handoffLabel }),
} as const;

export const refusalCode = z.enum([
  'invalid',
  'unknown_command',
  'not_found',
  'forbidden',
  'not_owner',
  'stale_fence',
  'wrong_state',
  'offer_gone',
  'over_capacity',
  'operation_mismatch',
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
