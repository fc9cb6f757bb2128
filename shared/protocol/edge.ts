// Owns the HTTP bot edge: the bodies a bot sends, the answers it gets, and the events it receives by webhook or long poll.
// OpenAPI is generated from these schemas. Unknown fields are ignored.
import { z } from 'zod';
import { account } from '../schema/account.ts';
import { contextInput } from '../schema/context.ts';
import { attachment, channel, customer } from '../schema/conversation.ts';
import { grounds, handoffState, refusal } from '../schema/handoff.ts';
import { count, givenName, id, LIMITS, label, language, time, unit } from '../schema/primitives.ts';
import { waitEstimate } from '../schema/queue.ts';

export const openConversation = z.object({
  /** Your id for it, at most 40 characters; opening the same id again answers the same conversation. */
  id: id
    .max(LIMITS.botConversationId, `a conversation id has at most ${LIMITS.botConversationId} characters`)
    .optional(),
  channel: channel.default('chat'),
  customer: customer
    .omit({ account: true, lookup: true, earlier: true })
    .extend({ name: givenName, organisation: givenName.optional() }),
  account: account.optional(),
});

export const edgeTurn = z.object({
  /** Your id for the turn; the same id again changes nothing. */
  id,
  role: z.enum(['END_USER', 'AUTOMATED_AGENT']),
  text: z.string().min(1).max(LIMITS.turnText),
  at: time.optional(),
  confidence: unit.optional(),
  /** Your ids of files that are there whole. */
  attachments: z.array(id).max(LIMITS.attachments).optional(),
});

/** One part of a file for a later turn, from 0, each but the last of `LIMITS.filePart` bytes. `size`: of the whole. */
export const filePart = z.object({
  /** Your id for the file; the same part again changes nothing. */
  file: id,
  name: label,
  /** As its bytes say; what may be sent is in the router's documentation. */
  type: z.string().min(1).max(100),
  size: z.int().min(1).max(LIMITS.fileBytes),
  part: count,
  data: z.base64().max(2 * LIMITS.filePart),
});

/** `handoff.initiate`. */
export const initiateHandoff = z.object({
  reason: z.string().max(LIMITS.noteText).optional(),
  queue: id.optional(),
  language: language.optional(),
  skills: z.record(id, z.int().min(1).max(5)).optional(),
  /** Turns the router has not seen, in order; known ids are skipped. */
  transcript: z
    .array(edgeTurn.omit({ attachments: true }))
    .max(LIMITS.transcript)
    .optional(),
  context: contextInput.optional(),
});

export const edgeEvent = z.object({
  type: z.enum(['customer.left', 'customer.back', 'customer.typing']),
});
export const closeConversation = z.object({ reason: label.default('done') });
export const cancelHandoff = z.object({ reason: label.default('canceled by the bot') });

/** What a bot is told of a handoff. `status` is the field's three words plus ours. */
export const handoffStatus = z.object({
  handoff: id,
  conversation: id,
  status: z.enum(['queued', 'offered', 'accepted', 'completed', 'returned', 'failed', 'canceled']),
  state: handoffState,
  /** Why it failed. */
  reason: z.union([refusal, label]).optional(),
  /** When the queue opens again, on `closed`. */
  opensAt: time.optional(),
  /** The person who has it, by first name only. */
  agent: z.object({ name: label }).optional(),
  /** While it waits: handoffs of its queue that go before it, the most urgent first. */
  position: count.optional(),
  ...waitEstimate,
});

export const conversationAnswer = z.object({
  conversation: id,
  state: z.enum(['bot', 'handoff', 'human', 'closed']),
  handoff: handoffStatus.optional(),
});

export const turnAnswer = z.object({
  turn: z.object({ id, index: z.int().min(1) }),
  /** Present when a handoff stands or this turn made a trigger fire. */
  handoff: handoffStatus.optional(),
});

export const availability = z.object({
  queue: id,
  open: z.boolean(),
  opensAt: time.optional(),
  /** People who are connected and available, whether or not they are free now. */
  staffed: count,
  /** Free capacity for one more of this channel. */
  free: count,
  waiting: count,
  ...waitEstimate,
});

const eventBase = z.object({
  /** Stable: deliver twice, apply once. */
  id,
  /** Dense per bot. */
  offset: count,
  at: time,
  conversation: id,
});

/** A person's message for the customer. */
export const humanTurn = z.object({
  id,
  index: z.int().min(1),
  text: z.string(),
  agent: z.object({ name: label }),
  /** Files that go with it. `url` is a path of this router: `GET` it with your key. */
  attachments: z.array(attachment.extend({ url: z.string() })).optional(),
});

/** Somebody opened the chat that the router shows in the bot's name: greet them, or wait for what they say. */
export const visitorCame = z.object({ customer: customer.pick({ id: true, verified: true, name: true }) });

/** What a visitor of that chat said. With `handoff` a person has it, or is being asked: be silent. */
export const customerTurn = z.object({
  id,
  index: z.int().min(1),
  text: z.string(),
  handoff: handoffStatus.optional(),
});

/** Given with `returned`: what the bot needs to go on. */
export const handback = z.object({
  handoff: handoffStatus,
  disposition: id.optional(),
  summary: z.string().optional(),
});

export const botEvent = z.discriminatedUnion('type', [
  eventBase.extend({ type: z.literal('handoff.status'), data: handoffStatus }),
  eventBase.extend({ type: z.literal('handoff.queued'), data: handoffStatus }),
  eventBase.extend({ type: z.literal('handoff.offered'), data: handoffStatus }),
  eventBase.extend({ type: z.literal('handoff.returned'), data: handback }),
  eventBase.extend({
    type: z.literal('handoff.scored'),
    data: z.object({
      score: count,
      threshold: count,
      fired: z.boolean(),
      turn: z.int().min(1),
      /** What decided, and by which policy. */
      by: grounds.shape.by.optional(),
      policy: grounds.shape.policy.optional(),
    }),
  }),
  eventBase.extend({ type: z.literal('human.turn'), data: humanTurn }),
  eventBase.extend({ type: z.literal('conversation.opened'), data: visitorCame }),
  eventBase.extend({ type: z.literal('customer.turn'), data: customerTurn }),
  eventBase.extend({ type: z.literal('conversation.closed'), data: z.object({ reason: label }) }),
]);

/** One page of `GET /v1/events`. Asking again with `after=next` acknowledges every event of this page. */
export const eventPage = z.object({
  events: z.array(botEvent),
  /** Offset to ask for next. */
  next: count,
  /** Oldest offset still stored; events between `after` and it are gone. */
  floor: count,
  /** Offset that the next new event will have: whoever wants only what is to come asks for it. */
  head: count,
});

/** How one event fared on its way to the bot's webhook. */
export const deliveryRecord = z.object({
  offset: count,
  event: id,
  conversation: id,
  type: z.string().max(64),
  state: z.enum(['pending', 'accepted', 'failed']),
  attempts: count,
  lastAt: time.optional(),
  /** HTTP status of the last answer; absent when there was none. */
  status: count.optional(),
  /** Why the last attempt did not count. */
  error: label.optional(),
  nextAt: time.optional(),
});

/** `GET /v1/deliveries`: newest first. */
export const deliveryPage = z.object({
  webhook: z.boolean(),
  deliveries: z.array(deliveryRecord),
});

export const edgeErrorCode = z.enum([
  'invalid_input',
  'unauthorized',
  'not_found',
  'handoff_active',
  'conversation_closed',
  'idempotency_mismatch',
  'too_large',
  'too_many',
  'unavailable',
  'internal',
]);

export const edgeError = z.object({
  error: z.object({
    code: edgeErrorCode,
    message: z.string(),
    /** JSON path of the field that is wrong. */
    path: z.string().optional(),
    /** On `internal`: find it in the router's log. */
    correlation: z.string().optional(),
  }),
});

export type OpenConversation = z.infer<typeof openConversation>;
export type EdgeTurn = z.infer<typeof edgeTurn>;
export type FilePart = z.infer<typeof filePart>;
export type InitiateHandoff = z.infer<typeof initiateHandoff>;
export type EdgeEvent = z.infer<typeof edgeEvent>;
export type HandoffStatus = z.infer<typeof handoffStatus>;
export type ConversationAnswer = z.infer<typeof conversationAnswer>;
export type TurnAnswer = z.infer<typeof turnAnswer>;
/** How long a wait takes, s. */
export type WaitEstimate = Pick<Availability, 'expectedWait' | 'waitRange'>;
export type Availability = z.infer<typeof availability>;
export type EventPage = z.infer<typeof eventPage>;
export type DeliveryRecord = z.infer<typeof deliveryRecord>;
export type DeliveryPage = z.infer<typeof deliveryPage>;
export type BotEvent = z.infer<typeof botEvent>;
export type EdgeErrorCode = z.infer<typeof edgeErrorCode>;
