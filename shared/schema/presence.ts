// Owns whether a person can take work: what they say of themselves, and what the link says of them.
import { z } from 'zod';
import { count, id, label, language, time } from './primitives.ts';

export const presenceStatus = z.enum(['available', 'away', 'break', 'offline']);

export const presence = z.object({
  person: id,
  /** What the person chose; `offline` until they first say otherwise. */
  status: presenceStatus,
  /** A named reason within the status, from the configuration. */
  aux: label.optional(),
  since: time,
  /** Goes away when the present conversations end; no new offers meanwhile. */
  afterThis: z.boolean(),
  /** A console of this person is connected. */
  connected: z.boolean(),
  /** While disconnected: the time at which their work is offered again. */
  graceUntil: time.optional(),
  /** Capacity units in use and in all. */
  load: count,
  capacity: count,
});

/** A person's own day, from local midnight of their first queue (`since`) on. Handling is accept to end, ms. */
export const dayFigures = z.object({
  since: time,
  handled: count,
  handlingMs: count,
  /** Offers that ran out, and offers declined. */
  missed: count,
  declined: count,
});

/** Who a colleague is. */
export const colleague = z.object({
  id,
  name: label,
  roles: z.array(z.string()),
  queues: z.array(id),
  /** Proficiency 1-5. */
  skills: z.record(id, z.int().min(1).max(5)),
  languages: z.array(language),
});

/** What may be known at a glance of a colleague at this moment; droppable, the last one counts. */
export const colleaguePresence = z.object({
  id,
  status: presenceStatus,
  aux: label.optional(),
  connected: z.boolean(),
  load: count,
  capacity: count,
});

export type DayFigures = z.infer<typeof dayFigures>;
export type Colleague = z.infer<typeof colleague>;
export type ColleaguePresence = z.infer<typeof colleaguePresence>;
export type PresenceStatus = z.infer<typeof presenceStatus>;
export type Presence = z.infer<typeof presence>;
