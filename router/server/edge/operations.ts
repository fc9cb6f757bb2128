// Owns the list of what a bot may ask: method, path, schemas and words. Routing and OpenAPI are both read from it.
// Refuses to act: handlers.ts does, one function per operation name.
import { z } from 'zod';
import {
  availability,
  botEvent,
  cancelHandoff,
  closeConversation,
  conversationAnswer,
  deliveryPage,
  deliveryRecord,
  type EdgeErrorCode,
  edgeError,
  edgeEvent,
  edgeTurn,
  eventPage,
  filePart,
  handoffStatus,
  initiateHandoff,
  openConversation,
  turnAnswer,
} from '#shared/protocol/edge.ts';
import { channel } from '#shared/schema/conversation.ts';
import { id, LIMITS } from '#shared/schema/primitives.ts';

/** A conversation id as a bot writes it. */
const conversationId = id.max(LIMITS.botConversationId);
const number = (fallback: number, least: number, most: number) =>
  z.coerce.number().int().min(least).max(most).default(fallback);

const onConversation = z.object({ id: conversationId });
const none = z.object({});
const done = z.object({ ok: z.literal(true) });
/** Answered as it is, not as JSON. */
export const wholeFile = z.object({ name: z.string(), type: z.string(), bytes: z.instanceof(Uint8Array) });

interface Shape {
  readonly method: 'GET' | 'POST';
  /** OpenAPI path template; `{name}` is one segment. */
  readonly path: string;
  readonly summary: string;
  readonly params: z.ZodObject;
  readonly query: z.ZodObject;
  readonly body: z.ZodObject | undefined;
  readonly answer: z.ZodType;
  readonly refusals: readonly EdgeErrorCode[];
}

export const operations = {
  openConversation: {
    method: 'POST',
    path: '/v1/conversations',
    summary: 'Open a conversation, or learn the state of one that is open',
    params: none,
    query: none,
    body: openConversation,
    answer: conversationAnswer,
    refusals: ['conversation_closed'],
  },
  readConversation: {
    method: 'GET',
    path: '/v1/conversations/{id}',
    summary: 'State of a conversation and of its present or last handoff',
    params: onConversation,
    query: none,
    body: undefined,
    answer: conversationAnswer,
    refusals: ['not_found'],
  },
  addTurn: {
    method: 'POST',
    path: '/v1/conversations/{id}/turns',
    summary:
      'Add what the customer or the bot said; a bot turn is refused while a person owns the conversation',
    params: onConversation,
    query: none,
    body: edgeTurn,
    answer: turnAnswer,
    refusals: ['not_found', 'handoff_active', 'conversation_closed'],
  },
  putFile: {
    method: 'POST',
    path: '/v1/conversations/{id}/files',
    summary:
      'Take in one part of a file that goes with a later turn; it is what its bytes say, and what may not be sent is refused',
    params: onConversation,
    query: none,
    body: filePart,
    answer: done,
    refusals: ['not_found', 'idempotency_mismatch', 'conversation_closed'],
  },
  initiateHandoff: {
    method: 'POST',
    path: '/v1/conversations/{id}/handoff',
    summary:
      'handoff.initiate: ask for a person. Status "failed" says at once why nobody will come, and until when',
    params: onConversation,
    query: none,
    body: initiateHandoff,
    answer: handoffStatus,
    refusals: ['not_found', 'conversation_closed'],
  },
  readHandoff: {
    method: 'GET',
    path: '/v1/conversations/{id}/handoff',
    summary: 'handoff.status of the present or last handoff',
    params: onConversation,
    query: none,
    body: undefined,
    answer: handoffStatus,
    refusals: ['not_found'],
  },
  cancelHandoff: {
    method: 'POST',
    path: '/v1/conversations/{id}/handoff/cancel',
    summary: 'handoff.cancel: take back a handoff that no person has accepted',
    params: onConversation,
    query: none,
    body: cancelHandoff,
    answer: handoffStatus,
    refusals: ['not_found', 'handoff_active'],
  },
  reportEvent: {
    method: 'POST',
    path: '/v1/conversations/{id}/events',
    summary: 'customer.left, customer.back, customer.typing',
    params: onConversation,
    query: none,
    body: edgeEvent,
    answer: done,
    refusals: ['not_found', 'conversation_closed'],
  },
  closeConversation: {
    method: 'POST',
    path: '/v1/conversations/{id}/close',
    summary: 'conversation.closed: nothing more will be said',
    params: onConversation,
    query: none,
    body: closeConversation,
    answer: done,
    refusals: ['not_found'],
  },
  readAvailability: {
    method: 'GET',
    path: '/v1/availability',
    summary: 'Open, staffed and expected wait of a queue: ask before you promise a person',
    params: none,
    query: z.object({ queue: id.optional(), channel: channel.default('chat') }),
    body: undefined,
    answer: availability,
    refusals: ['not_found'],
  },
  readEvents: {
    method: 'GET',
    path: '/v1/events',
    summary: 'Long poll. Asking with after=N acknowledges every event before N',
    params: none,
    query: z.object({
      after: number(0, 0, Number.MAX_SAFE_INTEGER),
      /** Seconds to wait for the first event. */
      wait: number(0, 0, 60),
      limit: number(100, 1, 500),
    }),
    body: undefined,
    answer: eventPage,
    refusals: [],
  },
  readFile: {
    method: 'GET',
    path: '/v1/files/{id}',
    summary: 'A file that a person sent with a message: its bytes, with its type and name in the headers',
    params: z.object({ id }),
    query: none,
    body: undefined,
    answer: wholeFile,
    refusals: ['not_found'],
  },
  readDeliveries: {
    method: 'GET',
    path: '/v1/deliveries',
    summary: 'How events fared on their way to your webhook, newest first',
    params: none,
    query: z.object({
      state: z.enum(['pending', 'accepted', 'failed']).optional(),
      limit: number(100, 1, 500),
    }),
    body: undefined,
    answer: deliveryPage,
    refusals: [],
  },
  redeliver: {
    method: 'POST',
    path: '/v1/deliveries/{offset}/redeliver',
    summary: 'Send an event to your webhook again, now; the event id stays the same',
    params: z.object({ offset: z.coerce.number().int().min(0) }),
    query: none,
    body: none,
    answer: deliveryRecord,
    refusals: ['not_found'],
  },
} as const satisfies Record<string, Shape>;

export type OperationName = keyof typeof operations;
export type Operation<N extends OperationName> = (typeof operations)[N];
export const operationNames = Object.keys(operations) as readonly OperationName[];

/** What every webhook delivery carries. */
export const webhookEvent = botEvent;
export const problemAnswer = edgeError;
