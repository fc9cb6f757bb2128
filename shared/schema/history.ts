// Owns the form in which a team brings its own past conversations, whatever system they come from: `baton.history`, one JSON
// object a line. Every line of it is also a line of `score`, `backtest` and `train`. docs/history-format.md explains it.
// Refuses: reading files and other systems' forms (the command line's `import`).
import { z } from 'zod';
import { account } from './account.ts';
import { channel } from './conversation.ts';
import { count, LIMITS, label, time, unit } from './primitives.ts';

const HISTORY_VERSION = 1;

/** Who spoke; either name of each. */
const historyRole = z.enum(['customer', 'bot', 'agent', 'END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT']);

/** Earlier than March 1973 in milliseconds: seconds, by mistake. */
const EARLIEST = 100_000_000_000;
const moment = z.union([
  z.iso.datetime({ offset: true }).meta({ description: 'ISO 8601 with its offset or Z.' }),
  time.min(EARLIEST, 'a time is milliseconds since 1970, and this is less than 1973: seconds?'),
]);

export const historyLine = z
  .object({
    format: z.literal('baton.history').optional(),
    version: z
      .literal(HISTORY_VERSION, `this is not of version ${HISTORY_VERSION}, the only one there is`)
      .optional(),
    conversationId: z.string().min(1).max(LIMITS.label),
    channel: channel.optional(),
    /** Where a person would have taken over: a backtest adds load up by it. */
    queue: label.optional(),
    /** Whose conversations belong together: `train` never parts them. */
    customer: z.object({ id: z.string().min(1).max(LIMITS.label) }).optional(),
    account: account
      .extend({ activity: z.object({ sessions: count, weeks: count.optional() }).optional() })
      .optional(),
    /** The day it is judged for: how near a renewal was. Without it, the day of the first turn that has a time. */
    today: z.iso.date().optional(),
    turns: z
      .array(
        z.object({
          role: historyRole,
          text: z.string().max(LIMITS.turnText),
          at: moment.optional(),
          confidence: unit.optional(),
        }),
      )
      .min(1),
    /** 1 is yes, 0 is no, null or left out is not judged; `--labels` names one. */
    labels: z
      .record(z.string().min(1).max(LIMITS.label), z.union([z.literal(0), z.literal(1), z.null()]))
      .optional(),
  })
  .meta({ title: 'A past conversation, one a line (baton.history, version 1)' });

export type HistoryLine = z.infer<typeof historyLine>;

/** As JSON Schema, for whoever writes such a file. */
export const historyJsonSchema = (): unknown => z.toJSONSchema(historyLine, { io: 'input' });
