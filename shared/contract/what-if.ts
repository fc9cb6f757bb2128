// Owns what the page may ask of a what-if run: what it can be run on, the run itself, and to stop it.
import { z } from 'zod';
import { count, id, LIMITS } from '../schema/primitives.ts';
import { whatIfBasis, whatIfPlan, whatIfResult } from '../schema/what-if.ts';

const file = z.string().max(LIMITS.fileBytes);

/** What the router recorded of the lead's queues, or the text of a trace and its scenario, as `baton simulate` takes them. */
const source = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('recorded') }),
  z.object({ kind: z.literal('files'), trace: file, scenario: file }),
]);

/** A run under way. */
export const whatIfView = z.object({ done: count, of: count });

export const whatIfCalls = {
  /** `invalid_input` with file, place and reason where a file cannot be read. For leads and admins, as the others. */
  'whatif.basis': { input: z.object({ source }), output: whatIfBasis },
  /**
   * `id` is the page's own name for it. Of a page the newest counts: an older one ends as `conflict` with detail `superseded`,
   * one that was stopped with `canceled`, one on less than WHAT_IF_NEEDS of a record with `too_little`.
   */
  'whatif.run': { input: z.object({ id, source, plan: whatIfPlan }), output: whatIfResult },
  'whatif.stop': { input: z.object({ id }), output: z.object({}) },
} as const;

export type WhatIfSource = z.infer<typeof source>;
