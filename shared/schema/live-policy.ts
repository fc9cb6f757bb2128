// Owns a trigger policy as the router judges by it now, with its publications, as those see it who may change it.
// Refuses: what a policy may hold (domain/trigger/policy.ts).
import { z } from 'zod';
import { policySchema } from '../domain/trigger/policy.ts';
import { id, LIMITS, time } from './primitives.ts';

const named = z.object({ id, name: z.string() });
const revision = policySchema.shape.revision;

/** Why it was published, in its author's words. */
export const publicationNote = z.string().min(1).max(LIMITS.policyNote);

const publication = z.object({
  revision,
  at: time,
  by: named,
  note: publicationNote.optional(),
  /** The revision that this one took back. */
  undoes: revision.optional(),
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
