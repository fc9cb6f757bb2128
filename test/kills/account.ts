// Owns what the traffic was promised: each turn, reply and note that was acknowledged to whoever made it. check.ts holds
// the transcripts against it.

export interface Said {
  readonly id: string;
  readonly text: string;
}

/** One conversation. */
export interface Account {
  readonly id: string;
  /** Customer and bot turns in the order in which they were acknowledged; all of them are, in the end. */
  readonly turns: Said[];
  /** Replies and notes whose call answered with an operation, in order. */
  readonly replies: Said[];
  readonly notes: Said[];
  /** Texts of calls that the end of the console cut off: each may have had its effect or not, but not two. */
  readonly unanswered: Set<string>;
  /** Handoffs that a queue took, and how each was ended by the person. */
  readonly ended: ('completed' | 'returned')[];
  /** What its script is doing, for saying where it is stuck; null when it is finished. */
  at: string | null;
}

export const openAccount = (id: string): Account => ({
  id,
  turns: [],
  replies: [],
  notes: [],
  unanswered: new Set(),
  ended: [],
  at: 'open',
});

/** Moments at which a kill may come. */
export const PHASES = [
  'open',
  'turn',
  'initiate',
  'accept',
  'context',
  'reply',
  'note',
  'draft',
  'answer',
  'wrap',
  'complete',
  'back to the bot',
] as const;
export type Phase = (typeof PHASES)[number];
