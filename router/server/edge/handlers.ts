// Owns what each operation does: shape the request for the desk, shape the desk's reply for the bot.
// Refuses: HTTP (index.ts) and deciding anything (the desk).
import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { ConversationAnswer, DeliveryPage, EventPage, HandoffStatus } from '#shared/protocol/edge.ts';
import type { BotConfig } from '#shared/schema/config.ts';
import type { BotRequest } from '../../desk/port.ts';
import type { Dedupe } from '../clerk.port.ts';
import { fileForBot } from '../files.ts';
import type { Ledger } from './ledger.ts';
import type { EdgeClerk } from './needs.ts';
import type { Operation, OperationName } from './operations.ts';
import type { createPolls } from './poll.ts';
import { Problem } from './problem.ts';
import type { WebhookDelivery } from './webhook.ts';

export interface Deliveries {
  readonly ledger: Ledger;
  readonly webhook: WebhookDelivery;
}

export interface HandlerParts {
  readonly clerk: EdgeClerk;
  readonly poll: ReturnType<typeof createPolls>;
  /** Where files are read. */
  readonly files: Parameters<typeof fileForBot>[0];
  /** Undefined when the bot has no webhook or another node delivers. */
  readonly deliveriesOf: (bot: string) => Deliveries | undefined;
}

type BodyOf<N extends OperationName> = Operation<N>['body'] extends z.ZodType
  ? z.infer<Operation<N>['body']>
  : undefined;

export interface Asked<N extends OperationName> {
  readonly bot: BotConfig;
  readonly params: z.infer<Operation<N>['params']>;
  readonly query: z.infer<Operation<N>['query']>;
  readonly body: BodyOf<N>;
  readonly dedupe: Dedupe | undefined;
  /** Aborted when the caller hung up or the router stops. */
  readonly signal: AbortSignal;
}

export type Handlers = {
  [N in OperationName]: (asked: Asked<N>) => Promise<z.infer<Operation<N>['answer']>>;
};

export function createHandlers({ clerk, poll, files, deliveriesOf }: HandlerParts): Handlers {
  async function ask<T>(bot: string, request: BotRequest, dedupe: Dedupe | undefined): Promise<T> {
    const reply = await clerk.bot(bot, request, dedupe);
    if (reply.ok) return reply.result as T;
    if ('edge' in reply) {
      const { code, message, path } = reply.edge;
      throw new Problem(code, message, path === undefined ? {} : { path: `$.${path}` });
    }
    throw new Error(`the desk refused a bot as a person: ${reply.refusal.code} ${reply.refusal.msg}`);
  }

  async function stateOf(bot: string, id: string): Promise<ConversationAnswer> {
    const answer = await clerk.status(bot, id);
    if (answer === null) throw new Problem('not_found', `no conversation ${id}`);
    return answer;
  }

  return {
    openConversation: ({ bot, body, dedupe }) => {
      const id = body.id ?? `c-${randomUUID()}`;
      return ask(bot.id, { kind: 'open', id, body }, dedupe);
    },
    readConversation: ({ bot, params }) => stateOf(bot.id, params.id),
    addTurn: ({ bot, params, body, dedupe }) =>
      ask(bot.id, { kind: 'turn', conversation: params.id, body }, dedupe),
    putFile: ({ bot, params, body, dedupe }) =>
      ask(bot.id, { kind: 'file', conversation: params.id, body }, dedupe),
    initiateHandoff: ({ bot, params, body, dedupe }) =>
      ask(bot.id, { kind: 'initiate', conversation: params.id, body }, dedupe),
    async readHandoff({ bot, params }): Promise<HandoffStatus> {
      const { handoff } = await stateOf(bot.id, params.id);
      if (handoff === undefined)
        throw new Problem('not_found', `conversation ${params.id} has had no handoff`);
      return handoff;
    },
    cancelHandoff: ({ bot, params, body, dedupe }) =>
      ask(bot.id, { kind: 'cancel', conversation: params.id, reason: body.reason }, dedupe),
    async reportEvent({ bot, params, body, dedupe }) {
      await ask(bot.id, { kind: 'event', conversation: params.id, body }, dedupe);
      return { ok: true };
    },
    async closeConversation({ bot, params, body, dedupe }) {
      await ask(bot.id, { kind: 'close', conversation: params.id, reason: body.reason }, dedupe);
      return { ok: true };
    },
    async readAvailability({ bot, query }) {
      const queue = query.queue ?? bot.queue;
      const answer = clerk.availability(queue, query.channel);
      if (answer === null) throw new Problem('not_found', `no queue ${queue}`, { path: '$.queue' });
      return answer;
    },
    readEvents: ({ bot, query, signal }): Promise<EventPage> =>
      poll({ bot: bot.id, after: query.after, waitMs: query.wait * 1000, limit: query.limit, signal }),
    async readFile({ bot, params }) {
      const found = await fileForBot(files, bot.id, params.id);
      if (found === null) throw new Problem('not_found', `no file ${params.id}`);
      return found;
    },
    async readDeliveries({ bot, query }): Promise<DeliveryPage> {
      const all = deliveriesOf(bot.id)?.ledger.newestFirst() ?? [];
      return {
        webhook: bot.webhook !== undefined,
        deliveries: all
          .filter(({ state }) => query.state === undefined || state === query.state)
          .slice(0, query.limit),
      };
    },
    async redeliver({ bot, params }) {
      const deliveries = deliveriesOf(bot.id);
      if (deliveries === undefined) throw new Problem('not_found', 'this bot has no webhook');
      return deliveries.webhook.redeliver(params.offset);
    },
  };
}
