// Owns a recorded conversation: what a backtest reads of one that is over. The bot's part alone, up to where a person
// took over, with what people made of it. Refuses: what a person said, and signals (domain/trigger).
import { z } from 'zod';
import { account } from './account.ts';
import { channel, customer, turn } from './conversation.ts';
import { type HandoffLabel, handoffLabel } from './handoff.ts';
import { id, label, time } from './primitives.ts';

export const recordedTurn = turn.pick({ role: true, text: true, at: true, confidence: true });

export const recordedConversation = z.object({
  id,
  /** Of its bot: where it goes when a trigger fires. */
  queue: id,
  bot: id,
  channel,
  /** When it was opened. */
  at: time,
  customer: customer.pick({ name: true, organisation: true }),
  account: account.optional(),
  /** The bot's short word for it, where it asked for a person. */
  intent: label.optional(),
  /** In their order, of the customer and the bot. */
  turns: z.array(recordedTurn),
  /** A person was asked for, by a trigger or by the bot. */
  asked: z.boolean(),
  /** A person took over, after the last of the turns. */
  taken: z.boolean(),
  /** What people made of that handoff; null where nobody said. */
  label: handoffLabel.nullable(),
  /** Whether a person was needed, by the label. */
  needed: z.boolean().nullable(),
  /** When the bot's part ended. */
  endedAt: time,
  /** When it was recorded last: it ended, or what people made of it changed. */
  recordedAt: time.optional(),
});

/** Whoever came too early or to the wrong person needed one all the same. */
export const NEEDED: Readonly<Record<HandoffLabel, boolean>> = {
  right: true,
  too_early: true,
  too_late: true,
  wrong_person: true,
  not_needed: false,
};

export type RecordedTurn = z.infer<typeof recordedTurn>;
export type RecordedConversation = z.infer<typeof recordedConversation>;
