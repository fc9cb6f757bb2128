// Owns what the edge needs of the router: the clerk's bot side, the configuration, the durable log, a log to write to.
import type { Availability, ConversationAnswer } from '#shared/protocol/edge.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import type { Channel } from '#shared/schema/conversation.ts';
import type { BotRequest, Reply } from '../../desk/port.ts';

/** Remembers the first answer under `key`; another `hash` under it is refused. */
export interface Dedupe {
  readonly key: string;
  readonly hash: string;
}

export interface EdgeClerk {
  bot(bot: string, request: BotRequest, dedupe?: Dedupe): Promise<Reply>;
  delivery(conversation: string, turn: string, delivery: 'accepted' | 'failed'): Promise<void>;
  status(bot: string, conversation: string): Promise<ConversationAnswer | null>;
  availability(queue: string, channel: Channel): Availability | null;
}

export interface EdgeLog {
  warn(detail: object, message: string): void;
  error(detail: object, message: string): void;
}

/** The configuration of now: it may be replaced while the router runs. */
export type CurrentConfig = () => BatonConfig;
