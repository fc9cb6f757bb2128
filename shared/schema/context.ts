// Owns the context package: what a person must know before the greeting, in one shape for every channel.
// Refuses: where it comes from. The bot sends most of it; what turns name and say is found by the router.
import { z } from 'zod';
import { count, LIMITS, label } from './primitives.ts';
import { summary } from './summary.ts';

const line = z.string().min(1).max(1_000);
/** The turn (t7) a line is drawn from; the interface links it. */
const source = z.int().min(1).optional();

/** What a bot may send with `handoff.initiate`; every part is optional. */
export const contextInput = z.object({
  /** What the customer wants, in a few words. */
  intent: label.optional(),
  goal: line.optional(),
  situation: z.string().max(LIMITS.noteText).optional(),
  highlights: z
    .array(z.object({ text: line, turn: source }))
    .max(20)
    .optional(),
  facts: z
    .array(z.object({ label, value: line, turn: source }))
    .max(50)
    .optional(),
  tried: z
    .array(z.object({ text: line, worked: z.boolean(), turn: source }))
    .max(20)
    .optional(),
  open: z.array(line).max(20).optional(),
  greeting: z.string().max(2_000).optional(),
});

/** What a person would copy from a transcript; of two that overlap the first here counts. */
export const entityType = z.enum([
  'email',
  'account',
  'phone',
  'ticket',
  'order',
  'flight',
  'booking',
  'amount',
  'date',
  'product',
  'name',
]);
/** Said in that turn, as it was said. */
export const foundEntity = z.object({
  type: entityType,
  value: z.string().min(1).max(120),
  turn: z.int().min(1),
});

/** A stretch of a turn, as it was said. */
export const drawnLine = z.object({ text: z.string().min(1).max(250), turn: z.int().min(1) });
/** What the router draws from the turns, in their order. */
export const drawn = z.object({
  /** What the customer came for: the first sentence that asks for something or names a problem. */
  intent: drawnLine.optional(),
  /** What the customer came for, what the bot could not, how it stands: together one paragraph. */
  situation: z.array(drawnLine.extend({ bot: z.boolean() })).max(3),
  highlights: z.array(drawnLine).max(7),
  tried: z.array(drawnLine.extend({ worked: z.boolean() })).max(6),
  open: z.array(drawnLine).max(5),
  /** By the bot. */
  promised: z.array(drawnLine).max(5),
  /** The customer speaks of leaving, of the law, of money back; left out where they do not. */
  leaving: z.array(drawnLine).max(3).optional(),
});

export const contextPackage = contextInput.extend({
  /** What the router found in the turns, in the order of the first time it was said. */
  found: z.array(foundEntity).max(LIMITS.found).optional(),
  /** What the router drew from the turns. */
  drawn: drawn.optional(),
  /** What a model of the team's own wrote, as far as the turns bear it out; left out where none is asked. */
  summary: summary.optional(),
  /** Grows with each change while the handoff waits; fixed at accept. */
  version: count,
  fixed: z.boolean(),
});

export type EntityType = z.infer<typeof entityType>;
export type DrawnLine = z.infer<typeof drawnLine>;
export type Drawn = z.infer<typeof drawn>;
export type FoundEntity = z.infer<typeof foundEntity>;
export type ContextInput = z.infer<typeof contextInput>;
export type ContextPackage = z.infer<typeof contextPackage>;
