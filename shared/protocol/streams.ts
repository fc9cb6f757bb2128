// Owns the names of durable streams. One feed per person, one per queue, one per bot; never one per conversation.
import { z } from 'zod';

export const streamName = z
  .string()
  .regex(/^[pqb]:[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/, 'a stream is p:PERSON, q:QUEUE or b:BOT');

/** A position in a stream: the next offset to apply is `offset`. A new epoch restarts the stream from a snapshot. */
export const cursor = z.tuple([z.int().min(0), z.int().min(0)]);

export const personStream = (person: string) => `p:${person}`;
export const queueStream = (queue: string) => `q:${queue}`;
/** What people of rank changed, who and when. Nobody follows it, and it is never shortened. */
export const AUDIT_STREAM = 'a:router';
export const botStream = (bot: string) => `b:${bot}`;

export type Cursor = z.infer<typeof cursor>;
