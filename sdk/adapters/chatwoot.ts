// Owns Chatwoot's side: what an AgentBot's webhook gets to calls of the edge, and events to requests of Chatwoot's API.
// The customer stays in Chatwoot's own widget; the conversation's status says who has it: pending the bot, open a person.
import type { Client } from '../client.ts';
import type { BotEvent, EdgeTurn } from '../edge.ts';
import { BatonError } from '../error.ts';
import { createBridge, type EdgeCall, type Mapped, originalId } from './bridge.ts';
import { type Fields, foreignId, isFields, keep, textOf, without } from './foreign.ts';

const inner = (fields: Fields, name: string): Fields => {
  const value = fields[name];
  return isFields(value) ? value : {};
};

/** Undefined when it is no event of a conversation, as `webwidget_triggered`. @throws BatonError naming what is missing */
export function fromWebhook(payload: unknown): Mapped | undefined {
  if (!isFields(payload)) throw missing('$', 'is not an object');
  const event = textOf(payload.event);
  if (event === undefined) throw missing('$.event', 'is missing');
  if (event.startsWith('message_')) return message(event, payload);
  if (!event.startsWith('conversation_')) return undefined;
  const status = textOf(payload.status);
  const calls: EdgeCall[] =
    event === 'conversation_resolved' || (event === 'conversation_status_changed' && status === 'resolved')
      ? [{ call: 'close', reason: 'resolved in Chatwoot' }]
      : event === 'conversation_opened' || (event === 'conversation_status_changed' && status === 'open')
        ? [{ call: 'transfer', body: transfer(payload) }]
        : [];
  return { open: opening(payload, payload), calls, rest: {} };
}

const missing = (path: string, what: string) =>
  new BatonError('invalid_input', `${path} ${what}`, { where: 'fromWebhook', path });

/** Read elsewhere, or of Chatwoot's own bookkeeping and not about the customer. */
const PLUMBING = ['messages', 'can_reply', 'unread_count', 'timestamp', 'contact_inbox', 'updated_at'];

function transfer(conversation: Fields) {
  const meta = inner(conversation, 'meta');
  return {
    reason: 'Opened for a person in Chatwoot.',
    context: keep(
      {},
      {
        ...without(conversation, ...PLUMBING, 'event', 'id', 'account', 'meta', 'status', 'inbox_id'),
        ...without(meta, 'sender'),
        ...contact(inner(meta, 'sender')),
      },
    ),
  };
}

/** Who the customer is, as facts. */
const contact = (sender: Fields): Fields => {
  const about = without(sender, 'id', 'name', 'account', 'type', 'thumbnail', 'avatar');
  return Object.keys(about).length === 0 ? {} : { contact: about };
};

function opening(payload: Fields, conversation: Fields): Mapped['open'] {
  const sender = inner(inner(conversation, 'meta'), 'sender');
  const who = sender.id === undefined ? inner(payload, 'sender') : sender;
  const account = inner(payload, 'account').id ?? conversation.account_id;
  if (account === undefined) throw missing('$.account.id', 'is missing');
  if (conversation.id === undefined)
    throw missing(`${conversation === payload ? '$' : '$.conversation'}.id`, 'is missing');
  const channel = conversation.channel === 'Channel::Email' ? 'email' : 'chat';
  return {
    // Both numbers stand in it: the way back needs no memory.
    id: `cw-${account}-${conversation.id}`,
    channel,
    customer: {
      id: foreignId('cw', `${account}-${who.id ?? conversation.id}`),
      // Chatwoot checked who it is with the page's own secret.
      verified: inner(conversation, 'contact_inbox').hmac_verified === true,
      name: textOf(who.name)?.slice(0, 200) ?? 'Customer',
    },
  };
}

const INCOMING = new Set<unknown>(['incoming', 0]);
const OUTGOING = new Set<unknown>(['outgoing', 1]);

function message(event: string, payload: Fields): Mapped {
  const sender = inner(payload, 'sender');
  const open = opening(payload, inner(payload, 'conversation'));
  const ours = 'baton' in inner(payload, 'content_attributes');
  const role: EdgeTurn['role'] | undefined = INCOMING.has(payload.message_type)
    ? 'END_USER'
    : // People at Chatwoot's own desk are users; what they write is no bot's.
      OUTGOING.has(payload.message_type) && sender.type !== 'user' && !ours
      ? 'AUTOMATED_AGENT'
      : undefined;
  const text = words(payload);
  const spoken = event === 'message_created' && payload.private !== true && role !== undefined && text !== '';
  const body = {
    id: foreignId('m', String(payload.id)),
    role: role ?? 'END_USER',
    text,
    at: timeOf(payload.created_at),
  };
  const about = without(
    payload,
    'event',
    'id',
    'content',
    'created_at',
    'message_type',
    'private',
    'attachments',
  );
  const conversation = without(
    inner(payload, 'conversation'),
    ...PLUMBING,
    'id',
    'meta',
    'status',
    'inbox_id',
  );
  return {
    open,
    calls: spoken ? [{ call: 'turn', body }] : [],
    rest: {
      ...without(about, 'sender', 'conversation', 'account', 'inbox', 'content_type', 'source_id'),
      ...conversation,
      ...(role === 'END_USER' ? contact(sender) : {}),
    },
  };
}

function words({ content, attachments }: Fields): string {
  const files = (Array.isArray(attachments) ? attachments : [])
    .filter(isFields)
    .map(({ file_type: type, data_url: url }) => `[attachment: ${type ?? 'file'} ${url ?? ''}]`);
  return [textOf(content) ?? '', ...files]
    .filter((line) => line !== '')
    .join('\n')
    .slice(0, 100_000);
}

/** Seconds, or ISO 8601, by Chatwoot's version. */
function timeOf(at: unknown): number | undefined {
  const ms = typeof at === 'number' ? at * 1_000 : Date.parse(String(at));
  return Number.isSafeInteger(ms) && ms > 0 ? ms : undefined;
}

export interface ChatwootRequest {
  readonly path: string;
  readonly body: Fields;
}

const STATUS: Readonly<Record<string, string | undefined>> = {
  accepted: 'open',
  completed: 'resolved',
  returned: 'pending',
  failed: 'pending',
  canceled: 'pending',
};

/** POSTs to Chatwoot's API, in order; none for a conversation that is not Chatwoot's. */
export function toRequests(event: BotEvent): ChatwootRequest[] {
  const place = /^cw-(\w+)-(\w+)$/.exec(originalId(event.conversation));
  if (place === null) return [];
  const at = `/api/v1/accounts/${place[1]}/conversations/${place[2]}`;
  if (event.type === 'human.turn') {
    const { text, attachments = [] } = event.data;
    const content = [text, ...attachments.map(({ name }) => `[file: ${name}]`)].join('\n');
    const marked = { message_type: 'outgoing', private: false, content_attributes: { baton: event.id } };
    return [{ path: `${at}/messages`, body: { content, ...marked } }];
  }
  const status =
    event.type === 'handoff.returned' ? 'returned' : event.type === 'handoff.status' ? event.data.status : '';
  const next = STATUS[status];
  return next === undefined ? [] : [{ path: `${at}/toggle_status`, body: { status: next } }];
}

interface Options {
  readonly client: Client;
  /** As `https://app.chatwoot.com`. */
  readonly url: string;
  /** Access token of the AgentBot. */
  readonly token: string;
}

/** `handle` each webhook body, `deliver` each event of the client. */
export function createChatwootHandoff({ client, url, token }: Options) {
  const bridge = createBridge(client);
  return {
    /** The handoff that stands afterwards: while one is accepted your bot is silent. @throws BatonError */
    async handle(payload: unknown) {
      const mapped = fromWebhook(payload);
      return mapped === undefined ? undefined : bridge.perform(mapped);
    },
    /** @throws BatonError `bad_answer` when Chatwoot refuses. */
    async deliver(event: BotEvent): Promise<void> {
      for (const { path, body } of toRequests(event)) {
        const response = await fetch(new URL(path, url), {
          method: 'POST',
          headers: { 'content-type': 'application/json', api_access_token: token },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(10_000),
        });
        await response.arrayBuffer();
        const { status } = response;
        if (!response.ok)
          throw new BatonError('bad_answer', `Chatwoot answered ${status}`, {
            where: `POST ${path}`,
            status,
          });
      }
    },
  };
}
