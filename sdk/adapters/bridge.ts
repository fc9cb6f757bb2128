// Owns carrying out what an adapter made of another system's message, as calls of the edge and nothing else.
// Refuses to know any of those systems. A conversation that was closed and goes on over there gets a new one here.
import type { Client, Conversation, FileToSend } from '../client.ts';
import type { EdgeEvent, EdgeTurn, HandoffStatus, InitiateHandoff, OpenConversation } from '../edge.ts';
import { BatonError, type BatonErrorCode } from '../error.ts';
import { type Fields, keep } from './foreign.ts';

export type EdgeCall =
  | { readonly call: 'turn'; readonly body: EdgeTurn }
  /** Before the turn it goes with. */
  | { readonly call: 'file'; readonly body: FileToSend }
  | { readonly call: 'transfer'; readonly body: InitiateHandoff }
  | { readonly call: 'report'; readonly body: EdgeEvent }
  | { readonly call: 'cancel'; readonly reason: string }
  | { readonly call: 'close'; readonly reason: string };

/** One message of the other system. */
export interface Mapped {
  /** Opened before anything is said; opening it again changes nothing. */
  readonly open: OpenConversation & { readonly id: string };
  readonly calls: readonly EdgeCall[];
  /** What no call has a place for; it goes along with the conversation's next transfer. */
  readonly rest: Fields;
}

/** Conversations remembered, and fields of one. */
const MOST = 10_000;
const MOST_FIELDS = 200;

/** The id that an adapter gave, of one that the bridge numbered. */
export const originalId = (conversation: string): string => conversation.replace(/\.\d{1,3}$/, '');

interface Known {
  /** Its number; `chat` is undefined until it is opened. */
  readonly n: number;
  readonly chat: Conversation | undefined;
  readonly rest: Fields;
}

export function createBridge(client: Client) {
  const known = new Map<string, Known>();

  function remember(id: string, { n, chat, rest }: Known): void {
    known.delete(id);
    known.set(id, { n, chat, rest: Object.fromEntries(Object.entries(rest).slice(-MOST_FIELDS)) });
    if (known.size > MOST) known.delete(known.keys().next().value ?? '');
  }

  /** The one that is open now: after each close the next number, `cw-1-7`, `cw-1-7.2`. Opens one only where something is said. */
  async function find({ open, calls, rest }: Mapped) {
    const before = known.get(open.id);
    for (let n = before?.n ?? 1; ; n += 1) {
      const id = n === 1 ? open.id : `${open.id}.${n}`;
      const chat =
        before?.chat ?? (calls.some(begins) ? await client.open({ ...open, id }) : client.conversation(id));
      const state = before?.chat === undefined ? await stateOf(chat) : 'open';
      if (state === 'closed') continue;
      if (state === undefined) return undefined;
      const now = { n, chat, rest: { ...before?.rest, ...rest } };
      remember(open.id, now);
      return now;
    }
  }

  async function perform(mapped: Mapped): Promise<HandoffStatus | undefined> {
    const { open, calls, rest } = mapped;
    const before = known.get(open.id);
    if (calls.length === 0) {
      if (before !== undefined) remember(open.id, { ...before, rest: { ...before.rest, ...rest } });
      return undefined;
    }
    const now = await find(mapped);
    if (now === undefined) return undefined;
    const next = { ...now, n: now.n + 1, chat: undefined };
    let standing: HandoffStatus | undefined;
    try {
      for (const each of calls) standing = (await carryOut(each, now)) ?? standing;
      if (calls.at(-1)?.call === 'close') remember(open.id, { ...next, rest: {} });
      return standing;
    } catch (error) {
      if (!isCode(error, 'conversation_closed')) throw error;
      // Closed since, or closing while its person wraps up: the same words begin the next conversation.
      remember(open.id, next);
      return perform(mapped);
    }
  }

  return {
    /** Does it all, in order; the handoff that stands then, if one does. @throws BatonError */
    perform,
  };
}

const begins = ({ call }: EdgeCall) => call === 'turn' || call === 'transfer';
const isCode = (error: unknown, code: BatonErrorCode) => error instanceof BatonError && error.code === code;

/** Undefined when there is no such conversation. */
async function stateOf(chat: Conversation) {
  try {
    return (await chat.state()).state;
  } catch (error) {
    if (isCode(error, 'not_found')) return undefined;
    throw error;
  }
}

async function carryOut(each: EdgeCall, { chat, rest }: { chat: Conversation; rest: Fields }) {
  switch (each.call) {
    case 'turn':
      return (await chat.turn(each.body)).handoff;
    case 'file':
      await chat.putFile(each.body);
      return undefined;
    case 'transfer':
      return chat.transfer({ ...each.body, context: keep(each.body.context ?? {}, rest) });
    case 'cancel':
      return chat.cancel(each.reason);
    case 'report':
      await chat.report(each.body.type);
      return undefined;
    case 'close':
      await chat.close(each.reason);
      return undefined;
  }
}
