// Owns Botpress's side: the actions and messages of its `hitl` interface to calls of the edge, and events to what such an
// integration gives back. Refuses its SDK: an integration's handlers call these functions and do what they answer.
import type { BotEvent, EdgeTurn } from '../edge.ts';
import { BatonError } from '../error.ts';
import type { EdgeCall, Mapped } from './bridge.ts';
import { type Fields, foreignId, isFields, keep, textOf, without } from './foreign.ts';

/** The user that Botpress's `createUser` was asked for, where the integration kept it. */
export interface BotpressUser {
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

const bad = (where: string, path: string, what: string) =>
  new BatonError('invalid_input', `${path} ${what}`, { where, path });

/** `conversation`: the id of the conversation that the integration made for it; its answer to Botpress. */
function opening(conversation: string, userId: unknown, user: BotpressUser): Mapped['open'] {
  return {
    id: foreignId('bp', conversation),
    customer: {
      id: foreignId('bp', textOf(userId) ?? conversation),
      verified: false,
      name: textOf(user.name)?.slice(0, 200) ?? textOf(user.email)?.slice(0, 200) ?? 'Customer',
    },
  };
}

/** Text of a Botpress message of any type; what has no words is told as it is. */
function words(type: unknown, payload: Fields): string {
  const { text, markdown, options, items, title, subtitle } = payload;
  const parts = [text, markdown, title, subtitle].map(textOf).filter((part) => part !== undefined);
  const inside = [options, items].flatMap((list) => (Array.isArray(list) ? list.filter(isFields) : []));
  const choices = inside
    .map((each) => textOf(each.label) ?? words(each.type, each))
    .map((each) => `- ${each}`);
  const url = Object.entries(payload).find(([name]) => name.endsWith('Url'))?.[1];
  const whole = [...parts, ...choices, ...(textOf(url) === undefined ? [] : [`[${type}: ${url}]`])].join(
    '\n',
  );
  return (whole === '' ? `[${type}: ${JSON.stringify(payload)}]` : whole).slice(0, 100_000);
}

/** Action `startHitl`. @throws BatonError that names the input's field */
export function startHitl(input: unknown, conversation: string, user: BotpressUser = {}): Mapped {
  if (!isFields(input)) throw bad('startHitl', '$', 'is not an object');
  const { userId, title, description, messageHistory = [] } = input;
  if (textOf(title) === undefined) throw bad('startHitl', '$.title', 'is missing');
  if (!Array.isArray(messageHistory)) throw bad('startHitl', '$.messageHistory', 'is not a list');
  const transcript = messageHistory.map((each, n): EdgeTurn => {
    const at = `$.messageHistory[${n}]`;
    if (!isFields(each) || !isFields(each.payload)) throw bad('startHitl', at, 'has no payload');
    const fromBot = isFields(each.source) && each.source.type === 'bot';
    return {
      id: `history-${n + 1}`,
      role: fromBot ? 'AUTOMATED_AGENT' : 'END_USER',
      text: words(each.type, each.payload),
    };
  });
  const rest = without(input, 'userId', 'title', 'description', 'messageHistory');
  const about = user.email === undefined ? rest : { ...rest, email: user.email };
  const situation = textOf(description)?.slice(0, 20_000);
  const context = keep(situation === undefined ? {} : { situation }, about);
  const body = { reason: textOf(title), transcript: transcript.slice(-2_000), context };
  return { open: opening(conversation, userId, user), calls: [{ call: 'transfer', body }], rest: {} };
}

/** What Botpress's SDK says of every message besides: what is of use is read, and the rest is about its own things. */
const ABOUT = ['createdAt', 'updatedAt', 'direction', 'userId', 'conversationId'];

/** A message on channel `hitl`, as a handler's `message`: what the customer says while the session stands. */
export function fromMessage(message: unknown, conversation: string, user: BotpressUser = {}): Mapped {
  if (!isFields(message)) throw bad('fromMessage', '$', 'is not an object');
  const { id, type, payload } = message;
  if (!isFields(payload)) throw bad('fromMessage', '$.payload', 'is missing');
  if (textOf(id) === undefined) throw bad('fromMessage', '$.id', 'is missing');
  const at = Date.parse(textOf(message.createdAt) ?? '');
  const body: EdgeTurn = {
    ...{ id: foreignId('m', String(id)), role: 'END_USER', text: words(type, payload) },
    ...(Number.isNaN(at) ? {} : { at }),
  };
  const rest = {
    ...without(message, 'id', 'type', 'payload', ...ABOUT),
    ...without(payload, 'text', 'userId'),
  };
  return { open: opening(conversation, payload.userId, user), calls: [{ call: 'turn', body }], rest };
}

/** Action `stopHitl`: the session is over at Botpress's side. */
export function stopHitl(input: unknown, conversation: string): Mapped {
  const reason = isFields(input) ? textOf(input.reason) : undefined;
  const calls: EdgeCall[] = [
    { call: 'close', reason: `Botpress ended it${reason === undefined ? '' : `: ${reason}`}` },
  ];
  return { open: opening(conversation, undefined, {}), calls, rest: {} };
}

export type BotpressAnswer =
  /** Create it in the conversation, as the person's user. */
  | {
      readonly message: { readonly type: 'text'; readonly payload: { readonly text: string } };
      readonly agent: string;
    }
  /** Emit `hitlAssigned` with that person's user. */
  | { readonly event: 'hitlAssigned'; readonly agent: string }
  /** Emit `hitlStopped`; `reason` where nobody came. */
  | { readonly event: 'hitlStopped'; readonly reason?: string };

/** What the integration gives back to Botpress; undefined for what its interface has no word for. */
export function toBotpress(event: BotEvent): BotpressAnswer | undefined {
  if (event.type === 'human.turn') {
    const { text, agent, attachments = [] } = event.data;
    const whole = [text, ...attachments.map(({ name }) => `[file: ${name}]`)].join('\n');
    return { message: { type: 'text', payload: { text: whole } }, agent: agent.name };
  }
  if (event.type === 'handoff.returned') return { event: 'hitlStopped' };
  if (event.type !== 'handoff.status') return undefined;
  const { status, agent, reason } = event.data;
  if (status === 'accepted') return { event: 'hitlAssigned', agent: agent?.name ?? 'Agent' };
  if (status === 'completed') return { event: 'hitlStopped' };
  return status === 'failed' || status === 'canceled'
    ? { event: 'hitlStopped', reason: reason ?? status }
    : undefined;
}
