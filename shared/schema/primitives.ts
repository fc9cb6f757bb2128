// Owns the small value types every other schema is made of, and the size limits that hold at every boundary.
// Refuses: anything that is a thing of its own (a turn, a person); those have a file each.
import { z } from 'zod';
import { isSeen, oneLine } from '../lib/one-line.ts';

/** Sizes beyond which a boundary answers with a clear error instead of trying. */
export const LIMITS = {
  /** Characters in one turn. */
  turnText: 100_000,
  /** Characters in a note, a draft or a wrap-up summary. */
  noteText: 20_000,
  /** Characters of half-written words that a device keeps; beyond `noteText` they go nowhere else. */
  keptText: 200_000,
  /** Characters in a name, label or reason. */
  label: 200,
  /** Characters in a conversation id that a bot chooses; the rest of 64 is ours. */
  botConversationId: 40,
  /** People in one frame of the directory. */
  people: 1_000,
  /** People named in one note. */
  mentions: 10,
  /** Files that go with one reply, and the bytes of one. */
  attachments: 5,
  fileBytes: 5_242_880,
  /** Bytes of a file in one command. */
  filePart: 262_144,
  /** Conversations with the bot that a console is told of per queue. */
  watched: 200,
  taken: 500,
  /** Handoffs of a line that a console is told the wait of. */
  waits: 100,
  /** Turns in one attached transcript. */
  transcript: 2_000,
  /** Bytes of one WebSocket frame or HTTP body. */
  frameBytes: 1_048_576,
  /** Events in one `evs` frame. */
  batch: 512,
  /** Streams one console may follow. */
  cursors: 64,
  /** Queues one wall can show. */
  wallQueues: 24,
  /** Offers of one handoff whose choice is told, the latest. */
  explanations: 20,
  /** Sentences of a summary, and characters of one. */
  summary: 12,
  summarySentence: 400,
  /** Entities found in one conversation. */
  found: 30,
  /** Publications of a policy that are told, the latest; figures each changed; characters of the note of one. */
  publications: 50,
  publicationChanges: 20,
  policyNote: 1_000,
  /** Displays that may be given access. */
  displays: 200,
  /** Bytes of events a console may hold un-acked. */
  credit: 1_048_576,
} as const;

/** Identifier made by us or by a bot: 1 to 64 characters, safe in URLs, file names and log lines. */
export const id = z
  .string()
  .regex(
    /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/,
    'an id is 1-64 of A-Z a-z 0-9 _ . -, and does not start with _ . -',
  );
/** SHA-256 of a secret, which itself is kept nowhere. */
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/, 'a hash is 64 lower-case hex digits (SHA-256)');
/** Milliseconds since 1970-01-01 UTC. */
export const time = z.int().min(0).max(8_640_000_000_000_000);
export const label = z.string().min(1).max(LIMITS.label);
/** A label that strangers choose, read at the boundary: what it is afterwards is a `label`. */
export const givenName = label.overwrite(oneLine).refine(isSeen, 'a name needs a character that is seen');
export const count = z.int().min(0);
/** BCP 47 language tag. */
export const language = z
  .string()
  .regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'a language is a BCP 47 tag such as en or pt-BR');
/** Probability-like number in 0..1. */
export const unit = z.number().min(0).max(1);
/** What the signals of a trigger are gathered in; `trigger/policy.ts` says what each may hold. */
export const category = z.enum(['value', 'complexity', 'emotion', 'timing']);

export type Category = z.infer<typeof category>;
export type Time = z.infer<typeof time>;
