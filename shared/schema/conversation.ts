// Owns a conversation as everyone sees it: who speaks, over which channel, and the one ordered list of entries.
// Refuses: who owns the work (handoff.ts) and who may see it (access.ts).
import { z } from 'zod';
import { account, contact, lookup } from './account.ts';
import { category, count, id, LIMITS, label, language, time, unit } from './primitives.ts';

export const channel = z.enum(['chat', 'email', 'voice', 'video']);
export const role = z.enum(['END_USER', 'AUTOMATED_AGENT', 'HUMAN_AGENT']);
/** Where a person's message is: on this device, at the router, accepted by the bot side, or refused by it. */
export const delivery = z.enum(['queued', 'router', 'accepted', 'failed']);

export const author = z.object({ id: id.optional(), name: label });

/** A file that goes with a turn. `size` in bytes, at most `LIMITS.fileBytes`; `type` is what its bytes say it is. */
export const attachment = z.object({
  id,
  name: label,
  type: z.string().min(1).max(100),
  size: z.int().min(1).max(LIMITS.fileBytes),
});

/** One thing said. `index` counts turns from 1 and is what the interface calls t7. */
export const turn = z.object({
  type: z.literal('turn'),
  seq: count,
  at: time,
  id,
  index: z.int().min(1),
  role,
  author,
  text: z.string().max(LIMITS.turnText),
  /** How sure the bot was of its own answer, when it says so. */
  confidence: unit.optional(),
  /** Only on HUMAN_AGENT turns. */
  delivery: delivery.optional(),
  attachments: z.array(attachment).max(LIMITS.attachments).optional(),
});

/** Written between colleagues; never leaves the router for the bot or the customer. */
export const note = z.object({
  type: z.literal('note'),
  seq: count,
  at: time,
  id,
  author,
  text: z.string().min(1).max(LIMITS.noteText),
  /** People it is meant for; each finds a `mention` in their feed. */
  mentions: z.array(id).max(LIMITS.mentions).optional(),
});

/** A note that names a person, as that person is told of it. It gives no right to the conversation. */
export const mention = z.object({
  id,
  at: time,
  from: author,
  conversation: id,
  /** The customer's name. */
  customer: label,
  text: z.string().min(1).max(LIMITS.noteText),
});

export const markKind = z.enum([
  'handoff.initiated',
  'handoff.queued',
  'handoff.moved',
  'handoff.relaxed',
  'handoff.assigned',
  'handoff.offered',
  'handoff.accepted',
  'handoff.requeued',
  'handoff.wrapping',
  'handoff.completed',
  'handoff.returned',
  'handoff.failed',
  'handoff.canceled',
  'handoff.labeled',
  'handoff.transferred',
  'handoff.held',
  'handoff.resumed',
  'consult.started',
  'consult.ended',
  'customer.blocked',
  'customer.left',
  'customer.back',
  'conversation.closed',
]);

/** Something that happened to the conversation, shown between the turns. */
export const mark = z.object({
  type: z.literal('mark'),
  seq: count,
  at: time,
  kind: markKind,
  /** The person who did it or to whom it happened. */
  person: author.optional(),
  /** The machine-readable reason: a decline reason, a close reason, a label. */
  reason: label.optional(),
  /** On labeled: the category of the trigger that the label speaks of. */
  category: category.optional(),
  /** Milliseconds the customer had waited, on accepted. */
  waited: count.optional(),
});

/** The transcript: `seq` is dense from 0 in each conversation, whatever the type. */
export const entry = z.discriminatedUnion('type', [turn, note, mark]);

export const customer = z.object({
  /** Stable at the bot's side; only `verified` customers may be tied to earlier conversations. */
  id,
  verified: z.boolean(),
  name: label,
  organisation: label.optional(),
  language: language.optional(),
  account: account.optional(),
  /** How asking for the account elsewhere went; left out where no source is asked. */
  lookup: lookup.optional(),
  /** Of the same bot and over, the latest first; of verified customers alone. */
  earlier: z.array(contact).max(5).optional(),
});

/** `bot`: the bot speaks; `handoff`: asked for a person; `human`: a person owns it; `closed`: over. */
export const conversationState = z.enum(['bot', 'handoff', 'human', 'closed']);

export const conversation = z.object({
  id,
  bot: id,
  botName: label,
  channel,
  customer,
  state: conversationState,
  /** The present or last handoff. */
  handoff: id.optional(),
  openedAt: time,
  /** Time of the last turn. */
  lastAt: time,
  turns: count,
  /** First words of the last turn, one line. */
  preview: z.string().max(LIMITS.label),
  previewRole: role.optional(),
  customerPresent: z.boolean(),
  closedAt: time.optional(),
  closeReason: label.optional(),
  /** Traffic played for trying Baton out; marked wherever it is shown. */
  demo: z.boolean(),
});

export type Channel = z.infer<typeof channel>;
export type Role = z.infer<typeof role>;
export type Delivery = z.infer<typeof delivery>;
export type Author = z.infer<typeof author>;
export type Turn = z.infer<typeof turn>;
export type Note = z.infer<typeof note>;
export type Mention = z.infer<typeof mention>;
export type Attachment = z.infer<typeof attachment>;
export type Mark = z.infer<typeof mark>;
export type MarkKind = z.infer<typeof markKind>;
export type Entry = z.infer<typeof entry>;
export type Customer = z.infer<typeof customer>;
export type Conversation = z.infer<typeof conversation>;
