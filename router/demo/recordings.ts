// Owns reading resources/demo/airline.json: recorded conversations with what is invented around them.
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { edgeTurn, initiateHandoff, openConversation } from '#shared/protocol/edge.ts';
import { id } from '#shared/schema/primitives.ts';

const recording = z.object({
  /** The conversation's id in tau-bench's run; short enough to be part of ours. */
  source: id.max(24),
  queue: id,
  /** How it comes to a handoff: the customer asks, the bot gives up, the trigger is first, or never. */
  asks: z.enum(['customer', 'bot', 'trigger', 'never']),
  skills: initiateHandoff.shape.skills.unwrap(),
  customer: openConversation.shape.customer,
  account: openConversation.shape.account.unwrap(),
  context: initiateHandoff.shape.context.unwrap(),
  /** What the customer answers to a person, in order; the last one closes. */
  replies: z.array(z.string().min(1)),
  turns: z.array(edgeTurn.pick({ role: true, text: true })).min(1),
});

const recordings = z.object({
  /** What the bot says when the conversation comes back to it. */
  closing: z.string().min(1),
  conversations: z.array(recording).min(1),
});

export type Recording = z.infer<typeof recording>;
export type Recordings = z.infer<typeof recordings>;

export function readRecordings(file: string | URL): Recordings {
  return recordings.parse(JSON.parse(readFileSync(file, 'utf8')));
}

/** The context package as far as its turns have been played. */
export function contextUpTo({ context }: Recording, turns: number): Recording['context'] {
  const played = <T extends { turn?: number | undefined }>(lines: readonly T[] | undefined) =>
    lines?.filter(({ turn }) => turn === undefined || turn <= turns);
  return {
    ...context,
    highlights: played(context.highlights),
    facts: played(context.facts),
    tried: played(context.tried),
  };
}
