// Owns what a visitor of /try can do in their one conversation: speak, ask for a person, wait, go, come back.
// Refuses HTTP (index.ts). The session is a secret of the visitor; the conversation id is made from it, nothing is kept.
import { createHash, randomBytes } from 'node:crypto';
import { maskCards } from '#shared/domain/personal/cards.ts';
import type { Availability, ConversationAnswer, HandoffStatus, TurnAnswer } from '#shared/protocol/edge.ts';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import type { Entry, Turn } from '#shared/schema/conversation.ts';
import { entriesOf, entryKey } from '../../desk/keys.ts';
import type { BotRequest } from '../../desk/port.ts';
import type { Engine } from '../../engine/port.ts';
import type { EdgeClerk } from '../edge/needs.ts';
import { Problem } from '../edge/problem.ts';
import { answerTo, contextOf, greeting } from './script.ts';

const PAGE = 1_000;

/** What the customer may see of an entry: never a note, never a full name. */
export type Seen =
  | {
      readonly seq: number;
      readonly at: number;
      readonly who: 'you' | 'assistant' | 'person';
      readonly name: string;
      readonly text: string;
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
    return { seq, at, who, name: firstName(entry.author.name), text: entry.text };
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

export interface TryState {
  readonly organisation: string;
  readonly state: ConversationAnswer['state'];
  readonly handoff?: HandoffStatus;
  /** While waiting: what the queue looks like. */
  readonly queue?: Pick<Availability, 'staffed' | 'waiting' | 'open' | 'opensAt'>;
  readonly entries: readonly Seen[];
  /** Ask for entries from here next. */
  readonly next: number;
}

const ASKING = 'I am asking a person now. They will see everything you wrote, so you need not repeat it.';

/** Why nobody comes, in the assistant's words; never a promise that is not kept. */
function sorry({ reason, opensAt }: HandoffStatus, config: BatonConfig, bot: BotConfig): string {
  if (reason === 'full')
    return 'I’m sorry: too many people are waiting already. Please ask again in a little while.';
  if (reason !== 'closed')
    return 'I’m sorry: nobody is there to take over at the moment. I stay with you; ask again whenever you like.';
  const timeZone = config.queues.find(({ id }) => id === bot.queue)?.hours?.timeZone ?? 'UTC';
  const format = {
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone,
    timeZoneName: 'short',
  } as const;
  const opens =
    opensAt === undefined
      ? ''
      : ` They are back on ${new Intl.DateTimeFormat('en-GB', format).format(opensAt)}.`;
  return `I’m sorry: my colleagues are not here at this hour.${opens} I stay with you until then.`;
}

interface SessionParts {
  readonly bot: BotConfig;
  readonly clerk: EdgeClerk;
  readonly engine: Engine;
  readonly config: BatonConfig;
}

export const newToken = () => randomBytes(24).toString('base64url');

/** 128 bits of the token's hash: whoever knows the conversation cannot become its customer. */
const conversationOf = (token: string) =>
  `try-${createHash('sha256').update(token).digest('hex').slice(0, 32)}`;

export function createSession(token: string, { bot, clerk, engine, config }: SessionParts) {
  const conversation = conversationOf(token);

  async function ask<T>(request: BotRequest): Promise<T> {
    const reply = await clerk.bot(bot.id, request);
    if (reply.ok) return reply.result as T;
    if ('edge' in reply) throw new Problem(reply.edge.code, reply.edge.message);
    throw new Error(`the desk refused /try as a person: ${reply.refusal.code}`);
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

  const turnsNow = async () => (await entriesFrom(0)).filter((entry): entry is Turn => entry.type === 'turn');

  const say = (role: 'END_USER' | 'AUTOMATED_AGENT', id: string, text: string) =>
    ask<TurnAnswer>({ kind: 'turn', conversation, body: { id, role, text } });

  /** The assistant speaks, unless a person took over in the meantime. Gives the handoff that stands then. */
  async function assist(id: string, text: string): Promise<HandoffStatus | undefined> {
    try {
      return (await say('AUTOMATED_AGENT', id, text)).handoff;
    } catch (error) {
      if (error instanceof Problem && error.code === 'handoff_active') return undefined;
      throw error;
    }
  }

  /** What the assistant says about a handoff. The handoff is part of the turn's id, so it is said once. */
  async function announce(status: HandoffStatus): Promise<void> {
    if (status.status === 'queued' || status.status === 'offered')
      await assist(`${status.handoff}.asking`, ASKING);
    if (status.status === 'failed') await assist(`${status.handoff}.sorry`, sorry(status, config, bot));
  }

  /** Asks, or while one waits adds what was said since to its context. */
  async function askForPerson(): Promise<void> {
    const body = { reason: 'Asked for a person on the page /try.', context: contextOf(await turnsNow()) };
    await announce(await ask<HandoffStatus>({ kind: 'initiate', conversation, body }));
  }

  return {
    conversation,
    async open(name: string): Promise<void> {
      const customer = { id: conversation, verified: false, name };
      await ask({ kind: 'open', id: conversation, body: { id: conversation, channel: 'chat', customer } });
      await assist('hello', greeting(config.organisation));
    },
    /** `id`: the visitor's own id for the message; sent twice it is said once. */
    async speak(id: string, text: string): Promise<void> {
      const { handoff } = await say('END_USER', id, config.maskCards ? maskCards(text) : text);
      // What the assistant answers may itself ask for a person: it says that it cannot.
      const standing = handoff ?? (await assist(`${id}.answer`, answerTo(await turnsNow())));
      if (standing?.status === 'failed') await announce(standing);
      else if (standing !== undefined && standing.status !== 'accepted') await askForPerson();
    },
    askForPerson,
    cancel: () =>
      ask<HandoffStatus>({ kind: 'cancel', conversation, reason: 'the customer stays with the assistant' }),
    report: (type: 'customer.left' | 'customer.back' | 'customer.typing') =>
      ask({ kind: 'event', conversation, body: { type } }),
    end: () => ask({ kind: 'close', conversation, reason: 'ended by the customer' }),
    /** Null when there is no such conversation. */
    async state(from: number): Promise<TryState | null> {
      const answer = await clerk.status(bot.id, conversation);
      if (answer === null) return null;
      const entries = await entriesFrom(from);
      const queue = answer.state === 'handoff' ? clerk.availability(bot.queue, 'chat') : null;
      return {
        organisation: config.organisation,
        state: answer.state,
        ...(answer.handoff === undefined ? {} : { handoff: answer.handoff }),
        ...(queue === null ? {} : { queue }),
        entries: entries.flatMap((entry) => seen(entry) ?? []),
        next: (entries.at(-1)?.seq ?? from - 1) + 1,
      };
    },
    /** Tells the person that their words reached the visitor's page. */
    async received(from: number, upTo: number): Promise<void> {
      for (const entry of await entriesFrom(from))
        if (
          entry.seq < upTo &&
          entry.type === 'turn' &&
          entry.role === 'HUMAN_AGENT' &&
          entry.delivery === 'router'
        )
          await clerk.delivery(conversation, entry.id, 'accepted');
    },
  };
}
