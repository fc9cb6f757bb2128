// Owns the client: every operation of the bot edge by name, a conversation as an object, and its events.
// Refuses to decide anything; what may be said when, the router knows.
import { randomUUID } from 'node:crypto';
import { type CallOptions, type Connection, createAsk } from './ask.ts';
import type {
  Availability,
  Channel,
  ConversationAnswer,
  DeliveryPage,
  DeliveryRecord,
  EdgeEvent,
  EdgeTurn,
  EventPage,
  FilePart,
  HandoffStatus,
  InitiateHandoff,
  OpenConversation,
  TurnAnswer,
} from './edge.ts';
import { type EventsOptions, followEvents, type PageQuery } from './events.ts';

export interface FileAnswer {
  readonly name: string;
  readonly type: string;
  readonly bytes: Uint8Array;
}

/** A file to send. `id` of your own makes sending it twice the same as once. */
export interface FileToSend extends FileAnswer {
  readonly id?: string | undefined;
}

/** Bytes of a file in one call. */
const PART = 262_144;

/** What may come with words: an id of your own makes sending them twice the same as once. */
export type Said = Partial<Pick<EdgeTurn, 'id' | 'at' | 'confidence' | 'attachments'>> & CallOptions;

/** Asks nothing yet. @throws TypeError that names what of the connection is wrong. */
export function connect(connection: Connection) {
  const { ask, askBytes } = createAsk(connection);
  const get = <T>(
    path: string,
    query: Record<string, string | number | undefined> = {},
    options?: CallOptions,
  ) => ask<T>({ method: 'GET', path, query, ...options });
  const post = <T>(path: string, body: object, options?: CallOptions) =>
    ask<T>({ method: 'POST', path, body, ...options });

  function conversation(id: string) {
    const at = `/v1/conversations/${encodeURIComponent(id)}`;
    const turn = (body: EdgeTurn, options?: CallOptions) => post<TurnAnswer>(`${at}/turns`, body, options);
    const say = (role: EdgeTurn['role'], text: string, { signal, idempotencyKey, ...more }: Said = {}) =>
      turn({ id: randomUUID(), role, text, ...more }, { signal, idempotencyKey });
    return {
      id,
      state: (options?: CallOptions) => get<ConversationAnswer>(at, {}, options),
      turn,
      /** What the customer said. An answer with `handoff` says that a person has it, or is being asked. */
      customerSaid: (text: string, said?: Said) => say('END_USER', text, said),
      /** What the bot said. @throws BatonError `handoff_active` while a person has the conversation: be silent. */
      botSaid: (text: string, said?: Said) => say('AUTOMATED_AGENT', text, said),
      /**
       * Takes a file in and gives its id, for `attachments` of a later turn. PNG, JPEG, GIF, WebP, PDF, Word, Excel, ZIP,
       * CSV and text may be sent, and `type` must be what the bytes say. @throws BatonError `invalid_input`
       */
      async putFile(
        { id: file = randomUUID(), name, type, bytes }: FileToSend,
        { signal }: CallOptions = {},
      ) {
        for (let part = 0; part === 0 || part * PART < bytes.length; part += 1) {
          const data = Buffer.from(bytes.subarray(part * PART, (part + 1) * PART)).toString('base64');
          const body: FilePart = { file, name, type, size: bytes.length, part, data };
          await post<{ ok: true }>(`${at}/files`, body, { signal });
        }
        return file;
      },
      /** `handoff.initiate`; `failed` says at once why nobody will come. While a handoff stands, adds to it. */
      transfer: (body: InitiateHandoff = {}, options?: CallOptions) =>
        post<HandoffStatus>(`${at}/handoff`, body, options),
      /** The present or last handoff. @throws BatonError `not_found` when there was none. */
      handoff: (options?: CallOptions) => get<HandoffStatus>(`${at}/handoff`, {}, options),
      /** Takes a handoff back that no person has accepted. */
      cancel: (reason?: string, options?: CallOptions) =>
        post<HandoffStatus>(`${at}/handoff/cancel`, { reason }, options),
      report: (type: EdgeEvent['type'], options?: CallOptions) =>
        post<{ ok: true }>(`${at}/events`, { type }, options),
      /** Nothing more will be said. */
      close: (reason?: string, options?: CallOptions) =>
        post<{ ok: true }>(`${at}/close`, { reason }, options),
    };
  }

  const readPage = ({ after = 0, wait = 0, limit = 100 }: PageQuery, options: CallOptions, insist: boolean) =>
    ask<EventPage>({
      ...{ method: 'GET', path: '/v1/events', query: { after, wait, limit }, waitMs: wait * 1_000, insist },
      ...options,
    });

  return {
    conversation,
    /** Opens one, or finds the one that has this id. */
    async open(body: OpenConversation, options?: CallOptions) {
      const { conversation: id } = await post<ConversationAnswer>('/v1/conversations', body, options);
      return conversation(id);
    },
    /** Open, staffed and expected wait: ask before you promise a person. */
    availability: (
      query: { queue?: string | undefined; channel?: Channel | undefined } = {},
      options?: CallOptions,
    ) => get<Availability>('/v1/availability', query, options),
    /**
     * Every event of the bot, in order, as long as the loop goes on. One reader a bot: reading acknowledges. Await it before
     * you speak, and nothing that follows is missed.
     */
    events: (options: EventsOptions = {}) =>
      followEvents((query, call) => readPage(query, call, true), {
        ...options,
        signal: anyOf(connection.signal, options.signal),
      }),
    /** One page; asking with `after` acknowledges every event before it. */
    page: (query: PageQuery = {}, options: CallOptions = {}) => readPage(query, options, false),
    async file(id: string, options?: CallOptions): Promise<FileAnswer> {
      const path = `/v1/files/${encodeURIComponent(id)}`;
      const { headers, bytes } = await askBytes({ method: 'GET', path, ...options });
      const name = /filename\*=UTF-8''([^;]+)/.exec(headers.get('content-disposition') ?? '')?.[1];
      return {
        name: name === undefined ? id : decodeURIComponent(name),
        type: headers.get('content-type') ?? 'application/octet-stream',
        bytes,
      };
    },
    /** How events fared on their way to your webhook, newest first. */
    deliveries: (query: { state?: DeliveryRecord['state']; limit?: number } = {}, options?: CallOptions) =>
      get<DeliveryPage>('/v1/deliveries', query, options),
    redeliver: (offset: number, options?: CallOptions) =>
      post<DeliveryRecord>(`/v1/deliveries/${offset}/redeliver`, {}, options),
  };
}

const anyOf = (...signals: (AbortSignal | undefined)[]): AbortSignal =>
  AbortSignal.any(signals.filter((signal) => signal !== undefined));

export type Client = ReturnType<typeof connect>;
export type Conversation = ReturnType<Client['conversation']>;
