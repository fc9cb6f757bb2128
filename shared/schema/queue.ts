// Owns one waiting line in the live queue: what people of a queue may know of work that is not theirs. Never text.
import { z } from 'zod';
import { watchedText } from './config.ts';
import { channel } from './conversation.ts';
import { mood, relax } from './handoff.ts';
import { count, id, LIMITS, label, time } from './primitives.ts';

export const queueRow = z.object({
  handoff: id,
  conversation: id,
  queue: id,
  state: z.enum(['queued', 'offered']),
  channel,
  name: label,
  organisation: label.optional(),
  /** The bot's short word for it, never the customer's own text. */
  intent: label.optional(),
  /** How the customer felt in their newest turns, as figures (-1e6 to 1e6) and never in words. */
  moods: z.array(mood).max(12).optional(),
  queuedAt: time,
  dueAt: time,
  offers: count,
  /** Minimum proficiency 1-5 for each skill that is asked for now, and how that will fall. */
  skills: z.record(id, z.int().min(1).max(5)).optional(),
  relax: relax.optional(),
  demo: z.boolean(),
});

/** Live counts of one queue; droppable, last value wins. */
export const queueCounts = z.object({
  queue: id,
  name: label,
  waiting: count,
  longestSince: time.optional(),
  available: count,
  open: z.boolean(),
  at: time,
});

/** How long somebody will wait from now on, s; absent while too few waits are known. */
export const waitEstimate = {
  expectedWait: count.optional(),
  /** Four in five such waits come inside. */
  waitRange: z.object({ low: count, high: count }).optional(),
};

const calibration = z.object({ of: count, inside: count, shorter: count, longer: count });

/** The line of one queue as urgency orders it, the first in it; droppable, last value wins. */
export const waitList = z.object({
  queue: id,
  /** `position`: handoffs that go before it. */
  rows: z.array(z.object({ handoff: id, position: count, ...waitEstimate })).max(LIMITS.waits),
  /** Of the last waits that were told a range, how many came inside: of those in line, and where somebody was free. */
  calibration: z.object({ line: calibration, free: calibration }),
});

const score = z.int().min(0).max(1_000_000);

/** A conversation with its bot, as the people of its queue may watch it: how near a handoff is. Never text. */
export const watchedRow = z.object({
  conversation: id,
  channel,
  name: label,
  organisation: label.optional(),
  botName: label,
  turns: count,
  score,
  /** At the turn before. */
  before: score,
  demo: z.boolean(),
});

/** Of one queue, the nearest to a handoff first; droppable, last value wins. */
export const watchedList = z.object({
  queue: id,
  /** It fires where the score reaches this. */
  threshold: score,
  /** Who may read the words of these. */
  text: watchedText.default('leads'),
  rows: z.array(watchedRow).max(LIMITS.watched),
});

/** A conversation that a person of the queue has, as its leads see it. Never text. */
export const takenRow = z.object({
  handoff: id,
  conversation: id,
  queue: id,
  channel,
  name: label,
  organisation: label.optional(),
  owner: id,
  ownerName: label,
  /** When they accepted it. */
  since: time,
  skills: z.record(id, z.int().min(1).max(5)).optional(),
  demo: z.boolean(),
});

/** Of one queue, by who has it; for its leads; droppable, last value wins. */
export const takenList = z.object({ queue: id, rows: z.array(takenRow).max(LIMITS.taken) });

export type TakenRow = z.infer<typeof takenRow>;
export type TakenList = z.infer<typeof takenList>;
export type WatchedRow = z.infer<typeof watchedRow>;
export type WaitList = z.infer<typeof waitList>;
export type WatchedList = z.infer<typeof watchedList>;
export type QueueRow = z.infer<typeof queueRow>;
export type QueueCounts = z.infer<typeof queueCounts>;
