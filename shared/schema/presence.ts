// Owns whether a person can take work: what they say of themselves, and what the link says of them.
import { z } from 'zod';
import { count, id, label, time } from './primitives.ts';

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

export type PresenceStatus = z.infer<typeof presenceStatus>;
export type Presence = z.infer<typeof presence>;
