// Owns what the page may ask about trigger policies: a draft kept on this device, what it would have done with recorded
// conversations, one of them turn by turn, publishing and undoing, and history brought in from a file. Scores are integers of
// 1e-6; turns are counted from 1. Refuses: how it is computed (domain/trigger) and where it is kept.
import { z } from 'zod';
import { policySchema } from '../domain/trigger/policy.ts';
import { account } from '../schema/account.ts';
import { channel, role } from '../schema/conversation.ts';
import { fault } from '../schema/expected.ts';
import { handoffLabel } from '../schema/handoff.ts';
import { category, count, id, LIMITS, label, time } from '../schema/primitives.ts';

/** Characters of one slice of a file that is brought in. */
export const IMPORT_SLICE = 524_288;

const micro = z.int().min(0).max(1_000_000);
const turnNumber = z.int().min(1);
const policyId = policySchema.shape.id;
/** A conversation as a backtest names it: its id, or a key of its own where it came from a file. */
const conversationKey = z.string().min(1).max(100);
const revision = policySchema.shape.revision;

/** What a backtest has to read from. One row, id `preview`. */
export const previewView = z.object({
  conversations: count,
  /** Of them, those whose signals are there: what a backtest counts. */
  read: count,
  /** Times of the first and last of them, where any is known. */
  from: time.optional(),
  to: time.optional(),
  /** Of them, those that were brought in from files. */
  imported: count,
  importing: z.object({ name: label, lines: count, taken: count, refused: count }).optional(),
  /** A message id: why nothing is read on. */
  problem: z.string().optional(),
});

/** A share with its 95 % interval (Wilson) and what it is a share of. */
const share = z.object({ value: z.number(), low: z.number(), high: z.number(), hits: count, of: count });
const outcome = z.object({
  fired: count,
  /** Of those that fire and are judged; null where none is. */
  precision: share.nullable(),
  /** Of those that needed a person; `unknown` where somebody who does not fire was not judged. */
  recall: z.union([share, z.literal('unknown')]).nullable(),
  /** Of the first firing. */
  meanTurn: z.number().nullable(),
});

export const changedConversation = z.object({
  conversation: conversationKey,
  name: z.string(),
  /** Intent, else organisation, else the first words. */
  about: z.string(),
  kind: z.enum(['newly', 'noLonger', 'earlier', 'later']),
  /** Turn of the first firing; null is never. */
  before: turnNumber.nullable(),
  fires: turnNumber.nullable(),
  label: handoffLabel.nullable(),
  needed: z.boolean().nullable(),
});

export const backtestResult = z.object({
  conversations: count,
  /** From the call to the result. */
  tookMs: z.number(),
  live: outcome,
  draft: outcome,
  changes: z.object({ newly: count, noLonger: count, earlier: count, later: count, same: count }),
  /** Of those that fire earlier, by how many turns; null where none does. */
  earlierBy: z.number().nullable(),
  /**
   * Of those that needed a person and fire: fired no later than the customer asked for one in words or a person took over.
   * Conversations in which neither is recorded are not counted.
   */
  inTime: z.object({ live: share.nullable(), draft: share.nullable() }),
  /** Of each queue its busiest hour of the day (UTC), in handoffs an hour. Conversations without times are not in it. */
  load: z.array(
    z.object({
      queue: z.string().nullable(),
      name: z.string(),
      hour: z.int().min(0).max(23),
      live: z.number(),
      draft: z.number(),
    }),
  ),
  /** Largest change first. */
  changed: z.array(changedConversation).max(500),
  changedTotal: count,
});

const verdict = z.object({
  categories: z.object({ value: micro, complexity: micro, emotion: micro, timing: micro }),
  /** .5 is the threshold. */
  score: micro,
  fired: z.boolean(),
  by: z.union([category, z.literal('combined')]),
  sum: z.int().min(0),
  limit: micro,
  guard: z.enum(['solved', 'refusal']).nullable(),
  /** Weight times signal, largest first; turn 0 is the account. */
  contributions: z.array(z.object({ category, source: z.string(), amount: micro, turn: count })),
});

/** A case of more turns is told in part. */
export const CASE_TURNS = 100;

export const caseResult = z.object({
  name: z.string(),
  organisation: z.string().optional(),
  channel: channel.optional(),
  at: time.optional(),
  account: account.optional(),
  needed: z.boolean().nullable(),
  label: handoffLabel.nullable(),
  /** Turns of the bot's part, in all. */
  total: count,
  /** Where it opens: where the draft fires, else where live does, else where the draft comes nearest; 1 where nothing is said. */
  shows: turnNumber,
  /** Of the bot's part those around the turn that was asked for, or that it opens at; whole up to CASE_TURNS. */
  turns: z.array(
    z.object({
      index: turnNumber,
      role,
      /** Left out where it is not recorded. */
      speaker: z.string().optional(),
      text: z.string(),
      at: time.optional(),
      /** Those above 0. */
      signals: z.record(z.string(), micro),
      live: verdict,
      draft: verdict,
      /** Words that count, as UTF-16 offsets into `text`. */
      quotes: z.array(z.object({ start: count, end: count, signal: z.string(), category })),
    }),
  ),
  /** First request for a person in words. */
  asked: turnNumber.nullable(),
  /** First firing. */
  fires: z.object({ live: turnNumber.nullable(), draft: turnNumber.nullable() }),
  /** Single changes of the draft with which it fires at another turn; the smallest first. */
  smallest: z.array(
    z.object({
      turn: turnNumber.nullable(),
      /** e.g. `combined.threshold`. */
      path: z.string(),
      from: z.number(),
      to: z.number(),
      /** Handoffs more (or less) than the draft over the history. */
      adds: z.int(),
      precision: share.nullable(),
    }),
  ),
});

const operation = z.object({ operation: id });
const note = z.string().min(1).max(1_000).optional();

export const triggerCalls = {
  /**
   * Empty where nothing is kept. `base`: the live policy the draft was begun on, whole: only beside it can the draft's own
   * changes be told from those of a policy that went live since.
   */
  'triggers.draft': {
    input: z.object({ policy: policyId }),
    output: z.object({ draft: policySchema.nullable(), base: policySchema.nullable() }),
  },
  /** Kept on this device at once; null discards. It goes by itself when the router has published just that. */
  'triggers.keep': {
    input: z.object({ policy: policyId, draft: policySchema.nullable(), base: policySchema }),
    output: z.object({}),
  },
  /**
   * Against the live policy of the same id; `not_found` where there is none. The newest of a page counts: an older one that is
   * still under way ends as `conflict` with detail `superseded`.
   */
  'triggers.backtest': { input: z.object({ draft: policySchema }), output: backtestResult },
  'triggers.case': {
    input: z.object({ conversation: conversationKey, draft: policySchema, around: turnNumber.optional() }),
    output: caseResult,
  },
  /** `policy.revision` is `base` plus 1. */
  'triggers.publish': {
    input: z.object({ policy: policySchema, base: revision, note }),
    output: operation,
  },
  'triggers.undo': { input: z.object({ policy: policyId, base: revision }), output: operation },
  /**
   * Whole lines of JSONL as `score`, `backtest` and `export` know them, in order, slice by slice; nothing of it counts before
   * the last, which puts it in place of what a file of this name gave before. A refused line is left out and named.
   */
  'triggers.import': {
    input: z.object({
      name: label,
      lines: z.string().max(IMPORT_SLICE),
      last: z.boolean(),
      /** Begins anew, whatever came of this name before: a page that was reloaded half-way says so. */
      first: z.boolean().default(false),
      /** The label of a line that is 1 where a person was needed and 0 where not. */
      field: z.string().min(1).max(LIMITS.label).default('needed'),
    }),
    output: z.object({
      taken: count,
      /** The first 20 of this slice; `line` is counted in the file, from 1. */
      refused: z.array(fault.extend({ line: z.int().min(1) })).max(20),
      /** All of this slice. */
      refusedTotal: count,
    }),
  },
  /** What came of a file whose last slice did not is dropped; nothing where there is no such file. */
  'triggers.stopImport': { input: z.object({ name: label }), output: z.object({}) },
  /** Drops all that was brought in from files. */
  'triggers.forget': { input: z.object({}), output: z.object({}) },
} as const;

export type PreviewView = z.infer<typeof previewView>;
export type ChangedConversation = z.infer<typeof changedConversation>;
export type BacktestResult = z.infer<typeof backtestResult>;
export type CaseResult = z.infer<typeof caseResult>;
