// Owns what the desk is asked and what it answers. The desk is pure: (state, command, now) -> step; no clock, no I/O.
// Refuses: sockets, HTTP, storage. The clerk (router/server/clerk.ts) stores a step first and shows it to anyone after.

import type { Command, RefusalBody } from '#shared/protocol/commands.ts';
import type {
  Availability,
  ConversationAnswer,
  EdgeErrorCode,
  EdgeEvent,
  EdgeTurn,
  FilePart,
  HandoffStatus,
  InitiateHandoff,
  OpenConversation,
  TurnAnswer,
} from '#shared/protocol/edge.ts';
import type { PersonSnapshot, QueueSnapshot } from '#shared/protocol/feed.ts';
import type { Cursor } from '#shared/protocol/streams.ts';
import type { WallDisplay, WallPeople, WallQueue } from '#shared/protocol/wall.ts';
import type { AccessEnd, Grant, Right } from '#shared/schema/access.ts';
import type { Account, AccountFact, Contact, LookupFailure } from '#shared/schema/account.ts';
import type { Attachment, Channel, Role } from '#shared/schema/conversation.ts';
import type { Offer, Refusal } from '#shared/schema/handoff.ts';
import type { LivePolicy } from '#shared/schema/live-policy.ts';
import type { Presence } from '#shared/schema/presence.ts';
import type { QueueCounts, TakenList, WaitList, WatchedList } from '#shared/schema/queue.ts';
import type { SummarySentence } from '#shared/schema/summary.ts';
import type { Append, Put } from '../engine/port.ts';
import type { StoredConversation, StoredDisplay } from './stored.ts';

/** A part of what is left of a conversation that is over, to be let go of. */
export interface Piece {
  readonly conversation: string;
  /** Its key in the record of its queue, which goes last: until then the rest can be found. */
  readonly record: string;
  readonly keys: readonly string[];
  /** Nothing else is left but head and record. */
  readonly last: boolean;
}

/** What is known of a verified customer is to be looked for: their account, of the source with this id, and what is past. */
export interface Wanted {
  readonly conversation: string;
  readonly bot: string;
  readonly customer: string;
  readonly source: string | null;
}

/** What came of it. `found` with `failed` is what the source said earlier. */
export interface Learned {
  readonly source: string;
  readonly state: 'known' | 'unknown' | 'failed';
  readonly reason?: LookupFailure;
  readonly found?: {
    readonly account: Account;
    readonly facts: readonly AccountFact[];
    readonly asOf: number;
  };
}

/** A summary of what was said is to be written, of the turns there were by then. */
export interface Unsummarised {
  readonly conversation: string;
  readonly handoff: string;
  readonly channel: Channel;
  /** Turns of the conversation, of which `turns` are read. */
  readonly asked: number;
  readonly turns: readonly { readonly turn: number; readonly role: Role; readonly text: string }[];
}

/** What came of it, as it was written: nobody has checked it. */
export type Summarised = Pick<Unsummarised, 'handoff' | 'asked'> &
  ({ readonly sentences: readonly SummarySentence[] } | { readonly failed: LookupFailure });

/** `kept`: somebody may still read it, and nothing went. */
export type LetGo = 'kept' | 'going' | 'gone';

/** Everything that can happen to the desk. */
export type DeskCommand =
  | {
      readonly from: 'person';
      readonly person: string;
      readonly device: string;
      readonly base: number | undefined;
      readonly command: Command;
    }
  | { readonly from: 'bot'; readonly bot: string; readonly request: BotRequest }
  /** The number of live consoles of a person changed to zero or from zero. */
  | { readonly from: 'link'; readonly person: string; readonly connected: boolean }
  /** The bot side took a person's turn, or gave it up for good. */
  | {
      readonly from: 'delivery';
      readonly conversation: string;
      readonly turn: string;
      readonly delivery: 'accepted' | 'failed';
      /** Told by the router's own chat, which is all that counts where the customer is in it. */
      readonly shown?: boolean;
    }
  | ({ readonly from: 'retention' } & Piece)
  | { readonly from: 'source'; readonly conversation: string; readonly learned: Learned }
  | { readonly from: 'past'; readonly conversation: string; readonly contacts: readonly Contact[] }
  | { readonly from: 'summariser'; readonly conversation: string; readonly summarised: Summarised }
  /** Time passed: offers run out, grace ends, kept rights expire, waiting work is offered. */
  | { readonly from: 'timer' };

/** `visitor`: asked by the customer themselves, in the chat that the router shows in the bot's name. */
export type BotRequest =
  | {
      readonly kind: 'open';
      readonly id: string;
      readonly body: OpenConversation;
      readonly visitor?: boolean;
    }
  | {
      readonly kind: 'turn';
      readonly conversation: string;
      readonly body: EdgeTurn;
      readonly visitor?: boolean;
    }
  | { readonly kind: 'file'; readonly conversation: string; readonly body: FilePart }
  | { readonly kind: 'initiate'; readonly conversation: string; readonly body: InitiateHandoff }
  | { readonly kind: 'cancel'; readonly conversation: string; readonly reason: string }
  | { readonly kind: 'event'; readonly conversation: string; readonly body: EdgeEvent }
  | { readonly kind: 'close'; readonly conversation: string; readonly reason: string };

export type BotAnswer = ConversationAnswer | TurnAnswer | HandoffStatus | { readonly ok: true };

export type Reply =
  | { readonly ok: true; readonly result: unknown }
  | { readonly ok: false; readonly refusal: RefusalBody }
  | {
      readonly ok: false;
      readonly edge: {
        readonly code: EdgeErrorCode;
        readonly message: string;
        readonly path?: string;
        readonly refusal?: Refusal;
      };
    };

/** Revisions of a policy of which the one that was published is live. */
export interface Overruled {
  readonly policy: string;
  readonly live: number;
  readonly configured: number;
}

/** What consoles see the moment the step is durable, besides the feeds. */
export type Live =
  | { readonly kind: 'offer'; readonly person: string; readonly offer: Offer; readonly context: Grant }
  | {
      readonly kind: 'revoke';
      readonly person: string;
      readonly offer: string;
      readonly why: 'timeout' | 'canceled' | 'rescinded' | 'rejected';
      readonly to?: string;
    }
  | {
      readonly kind: 'forget';
      readonly person: string;
      readonly end: AccessEnd;
      /** Where their feed tells the same, once it is stored. */
      readonly at?: Cursor;
    }
  /** Somebody gave or withdrew a wall display; told to those who manage them. */
  | { readonly kind: 'displays'; readonly person: string; readonly displays: readonly WallDisplay[] }
  /** A policy changed that this person is told of. */
  | {
      readonly kind: 'policies';
      readonly person: string;
      readonly known: string[];
      readonly list: LivePolicy[];
    }
  /** Asked for by the router itself; no console is told. */
  | ({ readonly kind: 'wanted' } & Wanted)
  | ({ readonly kind: 'unsummarised' } & Unsummarised)
  /** The customer writes; told to the owner, never stored. */
  | { readonly kind: 'typing'; readonly person: string; readonly conversation: string };

export interface Step {
  readonly reply: Reply;
  /** State to store, under the desk's own keys. */
  readonly puts: readonly Put[];
  /** Events of person, queue and bot feeds, in order. */
  readonly append: readonly Append[];
  readonly live: readonly Live[];
}

/**
 * The desk of one shard. Built from stored entries, it holds open work in memory; `handle` decides, applies the
 * decision to its own memory and says what to store. When storing fails the clerk throws the desk away and builds a
 * new one from the engine: memory is never ahead of the disk for longer than one commit.
 */
export interface Desk {
  /**
   * The closed conversation a command is about, or null. Only open work is in memory: before `handle` the clerk reads
   * it (`readClosed`) and hands it along, so that a label or a delivery still finds it and a bot is told it is closed.
   */
  wants(command: DeskCommand): string | null;
  handle(command: DeskCommand, now: number, closed?: StoredConversation | null): Step;
  /** People the desk believes to be connected. After a start the clerk tells it (`link`) who is not. */
  connected(): readonly string[];
  /** The next time at which `timer` has something to do, or null; 0 = at once: until the first after a start, and while matching is behind. */
  nextTimer(): number | null;
  /** Live offers of a person with what they may see, for the moment after `ready`. */
  offersOf(person: string): readonly { readonly offer: Offer; readonly context: Grant }[];
  /** State of a person feed or queue feed as of now, for `reset`. `kept` conversations come from the engine, not from here. */
  personState(person: string): PersonSnapshot;
  queueState(queue: string): QueueSnapshot;
  /** Null for somebody who does not work here. */
  presence(person: string): Presence | null;
  /** Null for a queue that is not configured. */
  counts(queue: string, now: number): QueueCounts | null;
  /** Who is with a bot of a queue, the nearest to a handoff first. */
  watched(queue: string): WatchedList | null;
  /** What the people of a queue have, for its leads; null for a queue that is not configured. */
  taken(queue: string): TakenList | null;
  /** Who waits, as urgency orders them, and how long that takes; null for a queue that is not configured. */
  waits(queue: string, now: number): WaitList | null;
  /** What a wall shows of a queue; null for one that is not configured. */
  wallQueue(queue: string, now: number): WallQueue | null;
  wallPeople(queues: readonly string[]): WallPeople;
  displays(): readonly StoredDisplay[];
  /** Where what was published is live, and what is configured is not. */
  overruled(): readonly Overruled[];
  /** The policies a person is told of. */
  policies(person: string): readonly LivePolicy[];
  availability(queue: string, channel: Channel, now: number): Availability | null;
  /** For a conversation that is not open the clerk hands along what `readClosed` gives. Null = not this bot's. */
  status(
    bot: string,
    conversation: string,
    now: number,
    closed?: StoredConversation | null,
  ): ConversationAnswer | null;
  /** The files of the turns a person may see of an open conversation; null when it is not open. */
  attachments(person: string, conversation: string): readonly Attachment[] | null;
  /** May this person read this conversation now, and as what? */
  rightOf(person: string, conversation: string): Right | null;
}
