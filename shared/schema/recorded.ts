// Owns a recorded conversation: what a backtest reads of one that is over. The bot's part alone, up to where a person
// took over, with what people made of it. Refuses: what a person said, and signals (domain/trigger).
import { z } from 'zod';
import { account } from './account.ts';
import { channel, customer, turn } from './conversation.ts';
import { type HandoffLabel, handoffLabel } from './handoff.ts';
import { count, id, label, language, time } from './primitives.ts';

export const recordedTurn = turn.pick({ role: true, text: true, at: true, confidence: true });

/** How the last handoff that waited in a queue went: what a what-if run plays again. Times and lengths in ms. */
export const recordedHandoff = z.object({
  queue: id,
  queuedAt: time,
  language: language.optional(),
  /** Minimum proficiency 1-5 for each skill. */
  skills: z.record(id, z.int().min(1).max(5)),
  /** Within which it was due. */
  target: count,
  /** To a person, or to leaving. */
  waited: count,
  /** Who had it first; left out = the customer left before. */
  by: id.optional(),
  /** From then to its end, whoever had it. */
  handled: count.optional(),
});

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
  handoff: recordedHandoff.optional(),
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
export type RecordedHandoff = z.infer<typeof recordedHandoff>;
export type RecordedConversation = z.infer<typeof recordedConversation>;
