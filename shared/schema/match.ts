// Owns why an offer went to one person and not to another, as it is stored with the offer: who was compared, who could not
// and why, and the smallest change that would have made it somebody else's. Refuses: deciding (domain/matching).
import { z } from 'zod';
import { count, id, LIMITS, label, time } from './primitives.ts';

/** Without unit; three decimals. */
const score = z.number();

export const candidate = z.object({
  person: id,
  name: label,
  /** Urgency × fit, less fairness and scarcity. */
  worth: score,
  fit: score,
  /** Lowest proficiency in what is asked for. */
  proficiency: count,
  load: count,
  /** How busy they were beside the others; 1 = as busy. */
  busyness: score,
  /** What giving it to them costs the team. */
  burden: score,
  knows: z.boolean(),
  /** They declined or missed it before. */
  passed: z.boolean(),
  /** What they were given at the same moment. */
  given: id.optional(),
});

export const exclusion = z.enum([
  'offline',
  'away',
  'break',
  'leaving',
  'asked',
  'full',
  'paused',
  'language',
  'skill',
]);

export const excluded = z.object({
  person: id,
  name: label,
  why: exclusion,
  /** Of `skill`: which, what is asked for, and what they have. */
  skill: id.optional(),
  needs: count.optional(),
  has: count.optional(),
});

/** With this alone it would have been theirs. */
export const counterfactual = z.object({
  person: id,
  name: label,
  change: z.discriminatedUnion('kind', [
    /** Units of load less. */
    z.object({ kind: z.literal('load'), less: count }),
    z.object({ kind: z.literal('skill'), skill: id, to: count }),
    z.object({ kind: z.literal('language'), language: z.string().max(LIMITS.label) }),
    /** Had they been there, or not been asked something else. */
    z.object({ kind: z.literal('there') }),
    z.object({ kind: z.literal('unasked') }),
    /** Had they not passed on it. */
    z.object({ kind: z.literal('passed') }),
    /** Had they not been needed more for another handoff. */
    z.object({ kind: z.literal('needed'), handoff: id }),
  ]),
});

/** What the person who is offered it is told. */
export const matchBrief = z.object({
  /** How many could have been offered it, themselves among them. */
  of: count,
  /** They had this customer before. */
  knows: z.boolean(),
  next: counterfactual.optional(),
  /** Of what was asked for, how good they are in it; and the language. */
  asked: z
    .object({ skills: z.record(id, count), language: z.string().max(LIMITS.label).optional() })
    .optional(),
});

export const matchExplanation = matchBrief.extend({
  offer: id,
  handoff: id,
  queue: id,
  person: id,
  at: time,
  mode: z.enum(['fair', 'fit']),
  urgency: score,
  /** Best first; at most 20. */
  candidates: z.array(candidate),
  /** At most 40; `excludedBy` counts all. */
  excluded: z.array(excluded),
  excludedBy: z.partialRecord(exclusion, count),
});

export type Exclusion = z.infer<typeof exclusion>;
export type Excluded = z.infer<typeof excluded>;
export type Candidate = z.infer<typeof candidate>;
export type Counterfactual = z.infer<typeof counterfactual>;
export type MatchBrief = z.infer<typeof matchBrief>;
export type MatchExplanation = z.infer<typeof matchExplanation>;
