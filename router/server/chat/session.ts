// Owns what a visitor can do in their one conversation with a bot: speak, ask for a person, wait, go, come back.
// Refuses HTTP (index.ts) and answering (the bot does). The session is a secret of the visitor; the conversation's id is
// made from it, nothing is kept.
import { createHash, randomBytes } from 'node:crypto';
import { maskCards } from '#shared/domain/personal/cards.ts';
import type { Availability, ConversationAnswer, HandoffStatus, TurnAnswer } from '#shared/protocol/edge.ts';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import type { Attachment, Entry } from '#shared/schema/conversation.ts';
import { entriesOf, entryKey, fileOf } from '../../desk/keys.ts';
import type { BotRequest } from '../../desk/port.ts';
import type { Engine } from '../../engine/port.ts';
import type { EdgeClerk } from '../edge/needs.ts';
import { Problem } from '../edge/problem.ts';
import { fileForBot } from '../files.ts';

const PAGE = 1_000;

/** What the customer may see of an entry: never a note, never a full name. */
export type Seen =
  | {
      readonly seq: number;
      readonly at: number;
      readonly who: 'you' | 'assistant' | 'person';
      readonly name: string;
      readonly text: string;
      readonly files?: readonly Pick<Attachment, 'id' | 'name' | 'size'>[];
    }
  | {
      readonly seq: number;
      readonly at: number;
      readonly mark: 'accepted' | 'ended' | 'requeued' | 'failed' | 'canceled' | 'closed';
      readonly name?: string;
      readonly waited?: number;
      readonly reason?: string;
    };

const MARKS: Readonly<Record<string, Extract<Seen, { mark: string }>['mark']>> = {
  'handoff.accepted': 'accepted',
  'handoff.completed': 'ended',
  'handoff.returned': 'ended',
  'handoff.requeued': 'requeued',
  'handoff.failed': 'failed',
  'handoff.canceled': 'canceled',
  'conversation.closed': 'closed',
};

const firstName = (name: string) => name.split(' ')[0] ?? name;

function seen(entry: Entry): Seen | undefined {
  const { seq, at } = entry;
  if (entry.type === 'turn') {
    const who = ({ END_USER: 'you', AUTOMATED_AGENT: 'assistant', HUMAN_AGENT: 'person' } as const)[
      entry.role
    ];
    const files = (entry.attachments ?? []).map(({ id, name, size }) => ({ id, name, size }));
    return {
      ...{ seq, at, who, name: firstName(entry.author.name), text: entry.text },
      ...(files.length === 0 ? {} : { files }),
    };
  }
  const mark = entry.type === 'mark' ? MARKS[entry.kind] : undefined;
  if (entry.type !== 'mark' || mark === undefined) return undefined;
  return {
    ...{ seq, at, mark },
    ...(entry.person && mark !== 'closed' ? { name: firstName(entry.person.name) } : {}),
    ...(entry.waited === undefined ? {} : { waited: entry.waited }),
    ...(entry.reason === undefined || mark !== 'failed' ? {} : { reason: entry.reason }),
  };
}

export interface ChatState {
  readonly organisation: string;
  /** Name of the bot. */
  readonly assistant: string;
  readonly state: ConversationAnswer['state'];
  readonly handoff?: HandoffStatus;
  /** While waiting: what the queue looks like. */
  readonly queue?: Pick<Availability, 'staffed' | 'waiting' | 'open' | 'opensAt'>;
  readonly entries: readonly Seen[];
  /** Ask for entries from here next. */
  readonly next: number;
}

export interface SessionParts {
  readonly bot: BotConfig;
  readonly clerk: EdgeClerk;
  readonly engine: Engine;
  readonly config: BatonConfig;
}

export const newToken = () => randomBytes(24).toString('base64url');

/** 128 bits of a hash: whoever knows the conversation cannot become its customer, and with another bot it is another. */
const conversationFor = (bot: string, token: string) =>
  `chat-${createHash('sha256').update(`${bot} ${token}`).digest('hex').slice(0, 32)}`;

export function createSession(token: string, { bot, clerk, engine, config }: SessionParts) {
  const conversation = conversationFor(bot.id, token);

  async function ask<T>(request: BotRequest): Promise<T> {
    const reply = await clerk.bot(bot.id, request);
    if (reply.ok) return reply.result as T;
    if ('edge' in reply) throw new Problem(reply.edge.code, reply.edge.message);
    throw new Error(`the desk refused a chat as a person: ${reply.refusal.code}`);
  }

  async function entriesFrom(seq: number): Promise<Entry[]> {
    const entries: Entry[] = [];
    let after: string | null = seq > 0 ? entryKey(conversation, seq - 1) : null;
    for (;;) {
      const page = await engine.scan(entriesOf(conversation), after, PAGE);
      for (const { value } of page) entries.push(JSON.parse(value) as Entry);
      after = page.at(-1)?.key ?? null;
      if (after === null || page.length < PAGE) return entries;
    }
  }

  return {
    conversation,
    bot,
    ask,
    entriesFrom,
    async open(name: string): Promise<void> {
      const customer = { id: conversation, verified: false, name };
      const body = { id: conversation, channel: 'chat', customer } as const;
      await ask({ kind: 'open', id: conversation, body, visitor: true });
    },
    /** `own`: the visitor's id for the message; sent twice it is said once. It can never be one of the bot's. */
    async speak(own: string, words: string): Promise<HandoffStatus | undefined> {
      const text = config.maskCards ? maskCards(words) : words;
      const body = { id: `v.${own}`, role: 'END_USER', text } as const;
      return (await ask<TurnAnswer>({ kind: 'turn', conversation, body, visitor: true })).handoff;
    },
    /** Asks, or is told how the handoff stands that waits already. */
    async askForPerson(): Promise<void> {
      await ask({ kind: 'initiate', conversation, body: { reason: 'The customer asked in the chat.' } });
    },
    cancel: () =>
      ask<HandoffStatus>({ kind: 'cancel', conversation, reason: 'the customer stays with the assistant' }),
    report: (type: 'customer.left' | 'customer.back' | 'customer.typing') =>
      ask({ kind: 'event', conversation, body: { type } }),
    end: () => ask({ kind: 'close', conversation, reason: 'ended by the customer' }),
    /** Null when there is no such conversation. */
    async state(from: number): Promise<ChatState | null> {
      const answer = await clerk.status(bot.id, conversation);
      if (answer === null) return null;
      const entries = await entriesFrom(from);
      const queue = answer.state === 'handoff' ? clerk.availability(bot.queue, 'chat') : null;
      return {
        organisation: config.organisation,
        assistant: bot.name,
        state: answer.state,
        ...(answer.handoff === undefined ? {} : { handoff: answer.handoff }),
        ...(queue === null ? {} : { queue }),
        entries: entries.flatMap((entry) => seen(entry) ?? []),
        next: (entries.at(-1)?.seq ?? from - 1) + 1,
      };
    },
    /** A file of a turn of this conversation; null for any other. */
    file: async (id: string) =>
      fileOf(id)?.conversation === conversation ? fileForBot(engine, bot.id, id) : null,
    /** Tells the person that their words reached the visitor's page. */
    async received(from: number, upTo: number): Promise<void> {
      for (const entry of await entriesFrom(from))
        if (
          entry.seq < upTo &&
          entry.type === 'turn' &&
          entry.role === 'HUMAN_AGENT' &&
          entry.delivery === 'router'
        )
          await clerk.delivery(conversation, entry.id, 'accepted', true);
    },
  };
}

export type Session = ReturnType<typeof createSession>;
