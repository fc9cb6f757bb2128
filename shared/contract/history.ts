// Owns how the history is narrowed: by channel, queue, ending, judgement and date; the words are the search's. Pure.
import { z } from 'zod';
import { type Conversation, channel } from '../schema/conversation.ts';
import { type Handoff, handoffLabel } from '../schema/handoff.ts';
import { id, time } from '../schema/primitives.ts';

const MOST = 50;
/** What a handoff without a judgement or without an ending counts as; no id begins like that. */
export const NONE = '_none';

/** A list that is left out narrows nothing; an empty one lets nothing through. */
export const historyFilter = z.object({
  channels: z.array(channel).max(MOST).optional(),
  queues: z.array(id).max(MOST).optional(),
  endings: z
    .array(z.union([id, z.literal(NONE)]))
    .max(MOST)
    .optional(),
  labels: z
    .array(z.union([handoffLabel, z.literal(NONE)]))
    .max(MOST)
    .optional(),
  /** Of the last turn, both included, ms. */
  from: time.optional(),
  to: time.optional(),
});

export type HistoryFilter = z.infer<typeof historyFilter>;

interface Past {
  readonly conversation: Conversation;
  readonly handoff: Handoff;
}
const lets = <T>(list: readonly T[] | undefined, value: T): boolean =>
  list === undefined || list.includes(value);

export function fits(filter: HistoryFilter, { conversation, handoff }: Past): boolean {
  return (
    lets(filter.channels, conversation.channel) &&
    lets(filter.queues, handoff.queue) &&
    lets(filter.endings, handoff.outcome?.disposition ?? NONE) &&
    lets(filter.labels, handoff.label ?? NONE) &&
    conversation.lastAt >= (filter.from ?? 0) &&
    conversation.lastAt <= (filter.to ?? Number.MAX_SAFE_INTEGER)
  );
}
