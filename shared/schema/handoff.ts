// Owns the work item: one handoff from asking to its end, and the offers made for it.
// Refuses: the words spoken (conversation.ts) and the rules of moving between states (domain/handoff, router/desk).
import { z } from 'zod';
import { contextPackage } from './context.ts';
import { channel } from './conversation.ts';
import { matchBrief } from './match.ts';
import { category, count, id, LIMITS, label, language, time } from './primitives.ts';

export const handoffState = z.enum([
  'initiated',
  'queued',
  'offered',
  'accepted',
  'active',
  'wrapping',
  'completed',
  'returned',
  'failed',
  'canceled',
]);
export const offerState = z.enum(['pending', 'accepted', 'rejected', 'timeout', 'canceled', 'rescinded']);

/** Was this handoff right? Given with one key; feeds the backtest. */
export const handoffLabel = z.enum(['right', 'too_early', 'too_late', 'not_needed', 'wrong_person']);

/** A label as it is given: with the category of the trigger it speaks of, or without. */
export const judged = z.object({ label: handoffLabel, category: category.optional() });

/** Why a person declined an offer. */
export const declineReason = z.enum([
  'busy',
  'wrong_skill',
  'wrong_language',
  'conflict_of_interest',
  'other',
]);

/** Why a handoff could not be queued; answered to the bot at once, never a silent queue. */
export const refusal = z.enum(['closed', 'nobody_staffed', 'full', 'unknown_queue', 'blocked']);

/** Where a handoff goes when its owner passes it on. */
export const transferTarget = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('queue'), queue: id }),
  /** Offered to that person first, then to the queue. */
  z.object({ kind: z.literal('person'), person: id }),
  z.object({ kind: z.literal('skill'), skill: id }),
]);
export const transferReason = z.enum([
  'wrong_skill',
  'wrong_language',
  'needs_senior',
  'shift_end',
  'customer_asked',
  'other',
]);

/** Why a person ends a conversation outright. */
export const endReason = z.enum(['abusive', 'spam', 'no_answer', 'duplicate', 'other']);

/** How the handoff was passed on last. */
const transfer = z.object({
  by: id,
  byName: label,
  to: transferTarget,
  reason: transferReason,
  /** For the next person; also a note in the transcript. */
  note: z.string().max(LIMITS.noteText).optional(),
  at: time,
});

/** Required skills fall in steps while it waits: how many have, of how many, and when the next will. */
export const relax = z.object({ step: count, of: count, at: time.optional() });

/** Put aside by its owner; the customer's next turn or `until` brings it back. */
const hold = z.object({ since: time, until: time.optional(), reason: label.optional() });

/** A colleague whom the owner asked; one at a time. */
const consult = z.object({ person: id, name: label, question: z.string().max(LIMITS.noteText), since: time });

/** Scores are integers of 1e-6, so they are equal everywhere. */
const micro = z.int().min(0).max(1_000_000);

/** Words that made a trigger fire: UTF-16 offsets into the text of turn `turn`. */
export const evidence = z.object({
  turn: z.int().min(1),
  start: count,
  end: count,
  quote: z.string().max(LIMITS.label),
  /** What the words speak for. */
  signal: label.optional(),
  category: category.optional(),
});

/** How a policy came to its score: what reached its threshold, of which parts, and what gave them. */
export const grounds = z.object({
  policy: z.object({ id: label, name: label, revision: z.int().min(1) }),
  /** A category by itself, or all of them together. */
  by: z.union([category, z.literal('combined')]),
  /** Addends of `sum`, largest first. */
  parts: z.array(z.object({ category, amount: micro })).max(4),
  sum: micro,
  /** It fires where `sum` reaches this. */
  limit: micro,
  /** What each category is made of, largest first; turn 0 is the account. */
  contributions: z.array(z.object({ category, source: label, amount: micro, turn: count })).max(12),
});

/** How the customer felt in a turn: -1e6 furious, 0 even, 1e6 content. */
export const mood = z.object({ turn: z.int().min(1), mood: z.int().min(-1_000_000).max(1_000_000) });

/** What the trigger engine says of a conversation. */
export const judgement = z.object({
  fired: z.boolean(),
  trigger: z.enum(['explicit_request', 'bot_stuck', 'bot_asked', 'policy']),
  score: micro,
  threshold: micro,
  evidence: z.array(evidence).max(20),
  grounds: grounds.optional(),
  /** Of the customer's newest turns, oldest first. */
  moods: z.array(mood).max(12).optional(),
});

export const outcome = z.object({
  disposition: id,
  tags: z.array(label).max(20),
  summary: z.string().max(LIMITS.noteText),
  toBot: z.boolean(),
});

/** What became of a warning that a draft asks for what the package holds: it stood, its value was taken, it did not help. */
export const hintOutcome = z.enum(['shown', 'inserted', 'ignored']);

export const handoff = z.object({
  id,
  conversation: id,
  queue: id,
  state: handoffState,
  channel,
  judgement,
  /** The bot's own words for why, when it asked. */
  reason: z.string().max(LIMITS.noteText).optional(),
  language: language.optional(),
  /** Minimum proficiency 1-5 for each skill. */
  skills: z.record(id, z.int().min(1).max(5)),
  relax: relax.optional(),
  initiatedAt: time,
  queuedAt: time.optional(),
  /** When the answer is due by the queue's target. */
  dueAt: time.optional(),
  acceptedAt: time.optional(),
  firstReplyAt: time.optional(),
  wrappingAt: time.optional(),
  endedAt: time.optional(),
  endReason: label.optional(),
  owner: id.optional(),
  ownerName: label.optional(),
  /** Grows by one with every offer, accept and requeue; a command with an older fence is refused. */
  fence: count,
  offers: count,
  /** People who declined or missed it: asked last, not never. */
  passedBy: z.array(id),
  context: contextPackage,
  /** When the owner first opened the context; before or after the first reply is what the receipt says. */
  contextOpenedAt: time.optional(),
  /** Of warnings that a draft asks again, over everybody who had it: how many of each. */
  hints: z.record(hintOutcome, count).optional(),
  outcome: outcome.optional(),
  label: handoffLabel.optional(),
  /** Which category of the trigger the label speaks of, where the person says so. */
  labelCategory: category.optional(),
  transfer: transfer.optional(),
  hold: hold.optional(),
  consult: consult.optional(),
});

export const offer = z.object({
  id,
  handoff: id,
  conversation: id,
  person: id,
  fence: count,
  state: offerState,
  madeAt: time,
  expiresAt: time,
  /** One line: why this person. */
  why: z.string().max(LIMITS.label),
  /** How it was chosen; left out when a colleague passed it to this very person. */
  match: matchBrief.optional(),
  reason: z.union([declineReason, label]).optional(),
});

export type HandoffState = z.infer<typeof handoffState>;
export type OfferState = z.infer<typeof offerState>;
export type HandoffLabel = z.infer<typeof handoffLabel>;
export type Judged = z.infer<typeof judged>;
export type DeclineReason = z.infer<typeof declineReason>;
export type Refusal = z.infer<typeof refusal>;
export type TransferTarget = z.infer<typeof transferTarget>;
export type TransferReason = z.infer<typeof transferReason>;
export type EndReason = z.infer<typeof endReason>;
export type Grounds = z.infer<typeof grounds>;
export type Mood = z.infer<typeof mood>;
export type Evidence = z.infer<typeof evidence>;
export type Judgement = z.infer<typeof judgement>;
export type Outcome = z.infer<typeof outcome>;
export type Handoff = z.infer<typeof handoff>;
export type Offer = z.infer<typeof offer>;
export type HintOutcome = z.infer<typeof hintOutcome>;
