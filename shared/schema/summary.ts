// Owns the summary that a team's own model writes of a conversation: where the model is, what it is sent and answers, and what the
// context package holds of it. Refuses: which of its sentences are shown (shared/domain/context/summary).
import { z } from 'zod';
import { lookupFailure } from './account.ts';
import { httpPlace } from './http-place.ts';
import { count, id, LIMITS, label, time } from './primitives.ts';

/** In baton.config.json. POSTed to, it answers JSON. */
export const summariserConfig = httpPlace.extend({
  /** As people know it. */
  name: label,
  /** Queues whose handoffs it is asked for; left out = all. */
  queues: z.array(id).min(1).optional(),
  timeoutMs: httpPlace.shape.timeoutMs.unwrap().default(10_000),
  maxBytes: httpPlace.shape.maxBytes.unwrap().default(65_536),
  /** While the handoff waits it is asked again after so many more turns, this many seconds after the last time at the earliest. */
  again: z
    .object({ turns: z.int().min(1).max(100), seconds: z.number().min(1).max(3_600) })
    .default({ turns: 4, seconds: 20 }),
});

/** A sentence, and the turns that bear it out. */
export const summarySentence = z.object({
  text: z.string().min(1).max(LIMITS.summarySentence),
  turns: z.array(z.int().min(1)).min(1).max(8),
});

/** What it answers; what else is in the answer is left alone. */
export const summaryAnswer = z.object({ sentences: z.array(summarySentence).max(LIMITS.summary) });

/** How asking went and what came of it: only sentences that the turns they name bear out. */
export const summary = z.object({
  source: label,
  state: z.enum(['asking', 'known', 'failed']),
  /** When that began. */
  at: time,
  reason: lookupFailure.optional(),
  /** Turns there were when it was asked last. */
  asked: count,
  /** Of how many turns what stands here was written, and when it came; left out = nothing was written yet. */
  of: count.optional(),
  writtenAt: time.optional(),
  sentences: z.array(summarySentence).max(LIMITS.summary),
  /** Sentences that were not borne out, and are not shown. */
  refused: count,
});

export type SummariserConfig = z.infer<typeof summariserConfig>;
export type SummarySentence = z.infer<typeof summarySentence>;
export type Summary = z.infer<typeof summary>;
