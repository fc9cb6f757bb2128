// Owns talking to the router as any bot would: the public HTTP API, tried again until it answers.
// Refuses shortcuts: nothing here is imported from the router but the published shapes.
import { setTimeout as wait } from 'node:timers/promises';
import type {
  Availability,
  ConversationAnswer,
  EdgeErrorCode,
  EdgeEvent,
  EdgeTurn,
  EventPage,
  HandoffStatus,
  InitiateHandoff,
  OpenConversation,
  TurnAnswer,
} from '#shared/protocol/edge.ts';

/** The router said no, and would say no again. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly code: EdgeErrorCode | 'unknown';
  readonly status: number;
  constructor(status: number, code: EdgeErrorCode | 'unknown', message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

interface ClientOptions {
  readonly http: string;
  readonly key: string;
  readonly stop: AbortSignal;
  /** First pause before trying again, ms; doubles up to twenty times it. */
  readonly retryMs: number;
}

export function createClient({ http, key, stop, retryMs }: ClientOptions) {
  async function once<T>(
    method: 'GET' | 'POST',
    path: string,
    body: unknown,
    signal: AbortSignal,
  ): Promise<T> {
    const response = await fetch(new URL(path, http), {
      method,
      signal,
      headers: {
        authorization: `Bearer ${key}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer: unknown = await response.json();
    if (response.ok) return answer as T;
    const { code = 'unknown', message = response.statusText } =
      (answer as { error?: { code?: EdgeErrorCode; message?: string } }).error ?? {};
    throw new RefusedError(response.status, code, message);
  }

  /** A router that is away or busy is asked again: every request carries its own id, so twice does what once does. */
  async function ask<T>(method: 'GET' | 'POST', path: string, body?: unknown): Promise<T> {
    for (let failures = 0; ; failures += 1) {
      try {
        return await once<T>(method, path, body, AbortSignal.any([stop, AbortSignal.timeout(90_000)]));
      } catch (error) {
        stop.throwIfAborted();
        if (error instanceof RefusedError && error.status < 500 && error.status !== 429) throw error;
        await wait(Math.min(retryMs * 2 ** failures, retryMs * 20), undefined, { signal: stop });
      }
    }
  }

  const at = (conversation: string) => `/v1/conversations/${conversation}`;
  return {
    open: (body: OpenConversation) => ask<ConversationAnswer>('POST', '/v1/conversations', body),
    state: (conversation: string) => ask<ConversationAnswer>('GET', at(conversation)),
    turn: (conversation: string, body: EdgeTurn) =>
      ask<TurnAnswer>('POST', `${at(conversation)}/turns`, body),
    initiate: (conversation: string, body: InitiateHandoff) =>
      ask<HandoffStatus>('POST', `${at(conversation)}/handoff`, body),
    event: (conversation: string, type: EdgeEvent['type']) =>
      ask('POST', `${at(conversation)}/events`, { type }),
    close: (conversation: string, reason: string) => ask('POST', `${at(conversation)}/close`, { reason }),
    availability: () => ask<Availability>('GET', '/v1/availability'),
    events: (after: number, seconds: number) =>
      ask<EventPage>('GET', `/v1/events?after=${after}&wait=${seconds}&limit=200`),
    /** One attempt within `ms`, whether or not the demo is ending. */
    lastWord: (conversation: string, reason: string, ms: number) =>
      once('POST', `${at(conversation)}/close`, { reason }, AbortSignal.timeout(ms)),
  };
}

export type Client = ReturnType<typeof createClient>;
