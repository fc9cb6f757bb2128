// Owns what Chatwoot says of a conversation, as lines of `baton.history`: its messages as the API gives them, or a conversation
// with all its messages. Chatwoot exports no conversations itself (chatwoot/chatwoot#9527); one fetches them page by page.
// Refuses: names, addresses and numbers of contacts; they stay where they are.
// Source: Chatwoot's application API, conversation and message; message_type 0-3, sender types, seconds.
import { z } from 'zod';
import { account } from '#shared/schema/account.ts';
import type { Channel } from '#shared/schema/conversation.ts';
import type { HistoryLine } from '#shared/schema/history.ts';

const MESSAGE_TYPES = ['incoming', 'outgoing', 'activity', 'template'] as const;
type MessageType = (typeof MESSAGE_TYPES)[number];

const nothing = z.null().transform(() => undefined);
const maybe = <T extends z.ZodType>(of: T) => z.union([of, nothing]).optional();
const attributes = z.record(z.string(), z.unknown());

const message = z.object({
  id: z.int(),
  conversation_id: maybe(z.int()),
  content: maybe(z.string()),
  /** A number in the API, a word in webhooks. */
  message_type: z.union([
    z
      .int()
      .min(0)
      .max(3)
      .transform((at): MessageType => MESSAGE_TYPES[at] ?? 'activity'),
    z.enum(MESSAGE_TYPES),
  ]),
  /** Seconds in the API, ISO 8601 in webhooks. */
  created_at: z.union([
    z
      .number()
      .min(0)
      .transform((seconds) => Math.round(seconds * 1_000)),
    z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
  ]),
  private: maybe(z.boolean()),
  content_type: maybe(z.string()),
  content_attributes: maybe(attributes),
  sender: maybe(z.object({ type: maybe(z.string()) })),
  sender_type: maybe(z.string()),
});
type Message = z.infer<typeof message>;

const contact = z.object({ id: maybe(z.int()), custom_attributes: maybe(attributes) });
const meta = z.object({
  sender: maybe(contact),
  contact: maybe(contact),
  team: maybe(z.object({ name: maybe(z.string()) })),
  channel: maybe(z.string()),
  labels: maybe(z.array(z.string())),
});
const messages = z.array(message);
/** A page of `GET …/conversations/ID/messages`. */
const page = z.object({ meta: maybe(meta), payload: messages });
/** A conversation with its messages, in full or as such a page. */
const whole = z.object({
  id: z.int(),
  status: maybe(z.string()),
  labels: maybe(z.array(z.string())),
  meta: maybe(meta),
  messages: z.preprocess(
    (given) => (typeof given === 'object' && given !== null && 'payload' in given ? given.payload : given),
    messages,
  ),
});

/** What one item of a file says of a conversation; one may be in several, page by page. */
export interface Portion {
  readonly id: number;
  readonly messages: readonly Message[];
  readonly labels: readonly string[];
  readonly status: string | undefined;
  readonly team: string | undefined;
  readonly channel: string | undefined;
  readonly contact: z.infer<typeof contact> | undefined;
}

export interface ChatwootOptions {
  /** Chatwoot labels by which people said that a person was needed, or was not. */
  readonly needed: string | undefined;
  readonly unneeded: string | undefined;
}

const faultOf = ({ issues: [issue] }: z.ZodError): string =>
  `${issue?.path.map(String).join('.') ?? ''}: ${issue?.message ?? 'not valid'}`;

/** One item as it was parsed from JSON. */
export function readPortion(given: unknown): Portion | { readonly fault: string } {
  if (typeof given !== 'object' || given === null) return { fault: 'it is not a JSON object' };
  if ('data' in given)
    return {
      fault:
        'it is a list of conversations, which holds only their last messages: fetch /conversations/ID/messages of each',
    };
  if ('payload' in given) {
    const read = page.safeParse(given);
    if (!read.success) return { fault: faultOf(read.error) };
    const { payload, meta: about } = read.data;
    const ids = new Set(payload.map((each) => each.conversation_id));
    const [id] = ids;
    if (ids.size !== 1 || id === undefined)
      return { fault: 'payload: its messages are not of one conversation with a conversation_id' };
    return portionOf(id, payload, about, undefined, []);
  }
  if (!('messages' in given)) return { fault: 'it has neither "payload" nor "messages"' };
  const read = whole.safeParse(given);
  if (!read.success) return { fault: faultOf(read.error) };
  const { id, status, labels = [], meta: about, messages: said } = read.data;
  return portionOf(id, said, about, status, labels);
}

const portionOf = (
  id: number,
  said: readonly Message[],
  about: z.infer<typeof meta> | undefined,
  status: string | undefined,
  labels: readonly string[],
): Portion => ({
  id,
  messages: said,
  labels: [...labels, ...(about?.labels ?? [])],
  status,
  team: about?.team?.name,
  channel: about?.channel,
  contact: about?.sender ?? about?.contact,
});

/** What two pages say of one conversation. */
export const joined = (one: Portion, other: Portion): Portion => ({
  id: one.id,
  messages: [...one.messages, ...other.messages],
  labels: [...one.labels, ...other.labels],
  status: one.status ?? other.status,
  team: one.team ?? other.team,
  channel: one.channel ?? other.channel,
  contact: one.contact ?? other.contact,
});

/** Who spoke; null is nobody: notes, what happened, deleted and empty messages, the survey at the end. */
function roleOf(said: Message): 'customer' | 'bot' | 'agent' | null {
  if (said.private === true || said.message_type === 'activity') return null;
  if (said.content_type === 'input_csat' || said.content_attributes?.deleted === true) return null;
  if (said.content === undefined || said.content.trim() === '') return null;
  if (said.message_type === 'incoming') return 'customer';
  // Templates and what has no sender are automatic: greetings, automations, campaigns.
  if (said.message_type === 'template') return 'bot';
  const sender = said.sender?.type ?? said.sender_type;
  return sender === 'user' || sender === 'User' ? 'agent' : 'bot';
}

function channelOf(type: string | undefined): Channel | undefined {
  if (type === undefined) return undefined;
  if (type === 'Channel::Email') return 'email';
  return type.includes('Voice') ? 'voice' : 'chat';
}

/** Custom attributes of a contact that are named and shaped as those of a Baton account. */
function accountOf(given: Readonly<Record<string, unknown>> | undefined): HistoryLine['account'] {
  const known = Object.entries(given ?? {}).filter(
    ([name, value]) =>
      Object.hasOwn(account.shape, name) && account.partial().safeParse({ [name]: value }).success,
  );
  return known.length === 0 ? undefined : (Object.fromEntries(known) as HistoryLine['account']);
}

/** `person`: somebody answered; not said while it is not over and nobody has. `needed`: what people's labels say. */
function labelsOf(
  roles: readonly (string | null)[],
  { labels, status }: Portion,
  { needed, unneeded }: ChatwootOptions,
): Record<string, 0 | 1> {
  const answered = roles.includes('agent');
  const over = status === undefined || status === 'resolved';
  const says = (label: string | undefined) => label !== undefined && labels.includes(label);
  return {
    ...(answered ? { person: 1 as const } : over ? { person: 0 as const } : {}),
    ...(says(needed) ? { needed: 1 as const } : says(unneeded) ? { needed: 0 as const } : {}),
  };
}

/** The conversation as a line of history; null where nobody said anything. */
export function historyOf(portion: Portion, options: ChatwootOptions): unknown {
  const seen = new Set<number>();
  const said = portion.messages
    .filter(({ id }) => !seen.has(id) && seen.add(id))
    .sort((a, b) => a.created_at - b.created_at || a.id - b.id);
  const roles = said.map(roleOf);
  const turns = said.flatMap(({ content, created_at: at }, index) => {
    const role = roles[index];
    return role == null || content === undefined ? [] : [{ role, text: content, at }];
  });
  if (turns.length === 0) return null;
  const channel = channelOf(portion.channel);
  const known = accountOf(portion.contact?.custom_attributes);
  return {
    conversationId: `chatwoot-${portion.id}`,
    ...(channel === undefined ? {} : { channel }),
    ...(portion.team === undefined ? {} : { queue: portion.team }),
    ...(portion.contact?.id === undefined ? {} : { customer: { id: `contact-${portion.contact.id}` } }),
    ...(known === undefined ? {} : { account: known }),
    turns,
    labels: labelsOf(roles, portion, options),
  };
}
