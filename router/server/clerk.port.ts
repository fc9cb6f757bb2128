// Owns what the rest of the server may ask of the clerk, the one owner of the desk. A promise resolves when the step
// behind it is durable, or when it was refused.
// Refuses: sockets and HTTP (gateway.ts, http.ts, edge/) and any decision (router/desk).
import type { Command, RefusalBody } from '#shared/protocol/commands.ts';
import type { Availability, ConversationAnswer } from '#shared/protocol/edge.ts';
import type { WallPeople, WallQueue } from '#shared/protocol/wall.ts';
import type { Contact } from '#shared/schema/account.ts';
import type { Channel } from '#shared/schema/conversation.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueCounts, TakenList, WaitList, WatchedList } from '#shared/schema/queue.ts';
import type { BotRequest, Desk, Learned, LetGo, Live, Piece, Reply, Summarised } from '../desk/port.ts';
import type { StoredDisplay } from '../desk/stored.ts';

/** One `do` frame of a device. The same `n` with the same content gives the first reply again. */
export interface Order {
  readonly person: string;
  readonly device: string;
  /** Dense per device from 1. */
  readonly n: number;
  /** SHA-256 of the operation as it was sent. */
  readonly hash: string;
  readonly base: number | undefined;
  /** `invalid`: why it cannot be carried out; answered as a refusal and counted like any other number. */
  readonly command: Command | { readonly invalid: RefusalBody };
}

export type DeskView = Pick<Desk, 'attachments' | 'offersOf' | 'personState' | 'queueState' | 'status'>;

/** As of `now`, the router's time. */
export interface WallDesk {
  readonly now: number;
  queue(id: string): WallQueue | null;
  people(queues: readonly string[]): WallPeople;
  displays(): readonly StoredDisplay[];
}

/** Remembers the first reply that had an effect under `key`. */
export interface Dedupe {
  readonly key: string;
  readonly hash: string;
}

/** State as of one point of the log: the feeds go on from these positions. */
export interface View<T> {
  readonly value: T;
  readonly positions: ReadonlyMap<string, { readonly epoch: number; readonly offset: number }>;
}

export interface Clerk {
  /** Never throws; a router that cannot store answers `unavailable`. */
  person(order: Order): Promise<Reply>;
  /** @throws DedupeMismatchError when the key was used for another request. */
  bot(bot: string, request: BotRequest, dedupe?: Dedupe): Promise<Reply>;
  /** A person's consoles: the first came, or the last went. */
  link(person: string, connected: boolean): void;
  /** @throws UnavailableError when it could not be stored. */
  delivery(
    conversation: string,
    turn: string,
    delivery: 'accepted' | 'failed',
    /** By the router's own chat. */
    shown?: boolean,
  ): Promise<void>;
  /** What a source of accounts said of the customer. @throws UnavailableError when it could not be stored. */
  learn(conversation: string, learned: Learned): Promise<void>;
  /** Earlier contacts of a verified customer. @throws UnavailableError when it could not be stored. */
  remind(conversation: string, contacts: readonly Contact[]): Promise<void>;
  /** What a model wrote of a conversation. @throws UnavailableError when it could not be stored. */
  summarise(conversation: string, summarised: Summarised): Promise<void>;
  /** Lets go of a piece of a conversation that is over. @throws UnavailableError when it could not be stored. */
  letGo(piece: Piece): Promise<LetGo>;
  /** @throws UnavailableError while there is no desk. */
  status(bot: string, conversation: string): Promise<ConversationAnswer | null>;
  availability(queue: string, channel: Channel): Availability | null;
  /** What the desk says to a wall now; null while it is read again, so that no wall shows what may not hold. */
  wall(): WallDesk | null;
  counts(queue: string): QueueCounts | null;
  watched(queue: string): WatchedList | null;
  taken(queue: string): TakenList | null;
  waits(queue: string): WaitList | null;
  /** The policies a person is told of. */
  policies(person: string): readonly LivePolicy[];
  /** How a person is now, for their colleagues. */
  presence(person: string): Presence | null;
  /** Whose device it is and the highest number that was answered; null for one that never asked anything. */
  device(device: string): Promise<{ readonly person: string; readonly n: number } | null>;
  /**
   * Runs `read` on the desk and resolves when everything it saw is durable, with the places of these person and queue
   * feeds at that point. @throws UnavailableError
   */
  view<T>(streams: readonly string[], read: (desk: DeskView) => T): Promise<View<T>>;
  /** Calls `show` with what a durable step makes visible, in order. Returns the unsubscribe function. */
  onLive(show: (live: readonly Live[]) => void): () => void;
  /** Calls `wake` with each conversation that changed, when that is durable. Returns the unsubscribe function. */
  onChanged(wake: (conversation: string) => void): () => void;
}

/** The router cannot answer now; the same request may be sent again. */
export class UnavailableError extends Error {
  override readonly name = 'UnavailableError';
}
