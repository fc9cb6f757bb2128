// Owns the shapes of the bot edge as a bot's author meets them, without any dependency.
// Refuses to check them: the router does. test/contract/sdk.test.ts proves them equal to the router's own schemas.

export type Channel = 'chat' | 'email' | 'voice' | 'video';

export interface Account {
  tier?: 'free' | 'standard' | 'premium' | 'enterprise' | undefined;
  plan?: string | undefined;
  /** Value over twelve months, in `currency`. */
  value?: number | undefined;
  /** ISO 4217. */
  currency?: string | undefined;
  /** YYYY-MM-DD. */
  renewal?: string | undefined;
  /** YYYY-MM-DD. */
  since?: string | undefined;
  openDeals?: number | undefined;
  owner?: string | undefined;
}

export interface OpenConversation {
  /** Your id for it, at most 40 characters; opening the same id again answers the same conversation. */
  id?: string | undefined;
  /** Left out = chat. */
  channel?: Channel | undefined;
  customer: {
    /** Stable at your side. */
    id: string;
    /** Only verified customers are tied to earlier conversations. */
    verified: boolean;
    name: string;
    organisation?: string | undefined;
    /** BCP 47. */
    language?: string | undefined;
  };
  account?: Account | undefined;
}

export interface EdgeTurn {
  /** Your id for the turn; the same id again changes nothing. */
  id: string;
  role: 'END_USER' | 'AUTOMATED_AGENT';
  /** 1 to 100,000 characters. */
  text: string;
  /** Milliseconds since 1970-01-01 UTC. */
  at?: number | undefined;
  /** How sure the bot is of its own words, 0..1. */
  confidence?: number | undefined;
  /** Ids that `putFile` gave, at most 5. */
  attachments?: string[] | undefined;
}

/** One part of a file, from 0; each but the last has 262,144 bytes. */
export interface FilePart {
  /** Your id for the file; the same part again changes nothing. */
  file: string;
  name: string;
  /** As its bytes say. */
  type: string;
  /** Bytes of the whole file, at most 5,242,880. */
  size: number;
  part: number;
  /** Base64. */
  data: string;
}

/** What the person should know before the greeting. `turn` is the number of the turn a line is drawn from, from 1. */
export interface ContextInput {
  intent?: string | undefined;
  goal?: string | undefined;
  situation?: string | undefined;
  highlights?: { text: string; turn?: number | undefined }[] | undefined;
  facts?: { label: string; value: string; turn?: number | undefined }[] | undefined;
  tried?: { text: string; worked: boolean; turn?: number | undefined }[] | undefined;
  /** Questions that are still open. */
  open?: string[] | undefined;
  /** A first sentence that the person may use. */
  greeting?: string | undefined;
}

/** `handoff.initiate`. */
export interface InitiateHandoff {
  reason?: string | undefined;
  /** Left out = the bot's own queue. */
  queue?: string | undefined;
  /** BCP 47. */
  language?: string | undefined;
  /** Minimum proficiency, 1-5, for each skill. */
  skills?: Record<string, number> | undefined;
  /** Turns the router has not seen, in order; known ids are skipped. */
  transcript?: Omit<EdgeTurn, 'attachments'>[] | undefined;
  context?: ContextInput | undefined;
}

export interface EdgeEvent {
  type: 'customer.left' | 'customer.back' | 'customer.typing';
}

export interface HandoffStatus {
  handoff: string;
  conversation: string;
  status: 'queued' | 'offered' | 'accepted' | 'completed' | 'returned' | 'failed' | 'canceled';
  state:
    | 'initiated'
    | 'queued'
    | 'offered'
    | 'accepted'
    | 'active'
    | 'wrapping'
    | 'completed'
    | 'returned'
    | 'failed'
    | 'canceled';
  /** Why it failed: closed, nobody_staffed, full, unknown_queue, blocked, or other words. */
  reason?: string | undefined;
  /** When the queue opens again, on `closed`. */
  opensAt?: number | undefined;
  /** The person who has it, by first name only. */
  agent?: { name: string } | undefined;
  /** While it waits: handoffs of its queue that go before it, the most urgent first. */
  position?: number | undefined;
  /** While it waits: how long from now on, s; absent while too few waits are known. */
  expectedWait?: number | undefined;
  /** Four in five such waits come inside. */
  waitRange?: { low: number; high: number } | undefined;
}

export interface ConversationAnswer {
  conversation: string;
  state: 'bot' | 'handoff' | 'human' | 'closed';
  /** The present or last one. */
  handoff?: HandoffStatus | undefined;
}

export interface TurnAnswer {
  turn: { id: string; index: number };
  /** Present when a handoff stands, or when this turn made one begin: the bot need not ask for it. */
  handoff?: HandoffStatus | undefined;
}

export interface Availability {
  queue: string;
  open: boolean;
  opensAt?: number | undefined;
  /** People who are connected and available, whether or not they are free now. */
  staffed: number;
  free: number;
  waiting: number;
  /** Seconds; absent while too few waits are known, when nobody is staffed or the queue is closed. */
  expectedWait?: number | undefined;
  /** Four in five such waits come inside. */
  waitRange?: { low: number; high: number } | undefined;
}

interface EventBase {
  /** Stable: delivered twice, apply once. */
  id: string;
  /** Dense per bot. */
  offset: number;
  at: number;
  conversation: string;
}

/** A person's message for the customer. */
export interface HumanTurn {
  id: string;
  index: number;
  text: string;
  agent: { name: string };
  /** Files that go with it; `client.file(id)` reads one. */
  attachments?: { id: string; name: string; type: string; size: number; url: string }[] | undefined;
}

export type BotEvent =
  | (EventBase & { type: 'handoff.status' | 'handoff.queued' | 'handoff.offered'; data: HandoffStatus })
  | (EventBase & {
      type: 'handoff.returned';
      data: { handoff: HandoffStatus; disposition?: string | undefined; summary?: string | undefined };
    })
  | (EventBase & {
      type: 'handoff.scored';
      data: {
        score: number;
        threshold: number;
        fired: boolean;
        turn: number;
        by?: 'value' | 'complexity' | 'emotion' | 'timing' | 'combined' | undefined;
        policy?: { id: string; name: string; revision: number } | undefined;
      };
    })
  | (EventBase & { type: 'human.turn'; data: HumanTurn })
  /** Somebody opened the chat that the router shows in the bot's name. */
  | (EventBase & {
      type: 'conversation.opened';
      data: { customer: Pick<OpenConversation['customer'], 'id' | 'verified' | 'name'> };
    })
  /** What a visitor of that chat said. With `handoff` a person has it, or is being asked: be silent. */
  | (EventBase & {
      type: 'customer.turn';
      data: { id: string; index: number; text: string; handoff?: HandoffStatus | undefined };
    })
  | (EventBase & { type: 'conversation.closed'; data: { reason: string } });

export interface EventPage {
  events: BotEvent[];
  /** Offset to ask for next. */
  next: number;
  /** Oldest offset still stored; events between `after` and it are gone. */
  floor: number;
  /** Offset that the next new event will have. */
  head: number;
}

export interface DeliveryRecord {
  offset: number;
  event: string;
  conversation: string;
  type: string;
  state: 'pending' | 'accepted' | 'failed';
  attempts: number;
  lastAt?: number | undefined;
  /** HTTP status of the last answer; absent when there was none. */
  status?: number | undefined;
  error?: string | undefined;
  nextAt?: number | undefined;
}

export interface DeliveryPage {
  webhook: boolean;
  deliveries: DeliveryRecord[];
}

export type EdgeErrorCode =
  | 'invalid_input'
  | 'unauthorized'
  | 'not_found'
  | 'handoff_active'
  | 'conversation_closed'
  | 'idempotency_mismatch'
  | 'too_large'
  | 'too_many'
  | 'unavailable'
  | 'internal';
