// Owns a trigger policy as the router judges by it now, with its publications, as those see it who may change it.
// Refuses: what a policy may hold (domain/trigger/policy.ts).
import { z } from 'zod';
import { policySchema } from '../domain/trigger/policy.ts';
import { count, id, LIMITS, time } from './primitives.ts';

const named = z.object({ id, name: z.string() });
const leaf = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const revision = policySchema.shape.revision;

/** Why it was published, in its author's words. */
export const publicationNote = z.string().min(1).max(LIMITS.policyNote);

/** One figure of a policy; what it was before or is now is left out where it was or is not there. */
const changedFigure = z.object({ path: z.string(), from: leaf.optional(), to: leaf.optional() });

const publication = z.object({
  revision,
  at: time,
  by: named,
  note: publicationNote.optional(),
  /** The revision that this one took back. */
  undoes: revision.optional(),
  /** The figures it changed, in the order of their paths, and how many more there were. */
  changes: z.array(changedFigure).max(LIMITS.publicationChanges).optional(),
  more: count.optional(),
});

export const livePolicy = z.object({
  id: policySchema.shape.id,
  /** Whole, as it is live. */
  policy: policySchema,
  /** Bots, and queues through their bots, that are judged by it. */
  bots: z.array(named),
  queues: z.array(named),
  /** Of its publication; left out where it is as configured. */
  at: time.optional(),
  by: named.optional(),
  /** Whoever this is told to may publish and undo: all its queues are theirs. */
  mayPublish: z.boolean(),
  /** The last publication can be taken back. */
  undoable: z.boolean(),
  /** Publications, the live one among them, newest first. */
  past: z.array(publication).max(LIMITS.publications),
});

export type Publication = z.infer<typeof publication>;
export type LivePolicy = z.infer<typeof livePolicy>;
