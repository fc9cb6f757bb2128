// Owns the HTTP bot edge: from a request to one operation and back, with keys, sizes, idempotency and honest errors.
// Refuses to listen (http.ts mounts it) and to decide (the desk does).
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { botStream } from '#shared/protocol/streams.ts';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import type { Engine } from '../../engine/port.ts';
import type { Dedupe } from '../clerk.port.ts';
import type { Resolve } from '../target.ts';
import { readJson } from './body.ts';
import { createHandlers, type Deliveries } from './handlers.ts';
import { botOf } from './keys.ts';
import { openLedger } from './ledger.ts';
import { maskDeep } from './mask.ts';
import type { EdgeClerk, EdgeLog } from './needs.ts';
import { openApi } from './openapi.ts';
import { type OperationName, operationNames, operations, wholeFile } from './operations.ts';
import { createPolls } from './poll.ts';
import { Problem, parse, problemOf } from './problem.ts';
import { sendFile } from './send-file.ts';
import { createShelf } from './shelf.ts';
import { createWaiting } from './stream.ts';
import { createWebhook, type WebhookTiming, webhookTiming } from './webhook.ts';

export interface EdgeOptions {
  readonly config: BatonConfig;
  readonly engine: Engine;
  readonly log: EdgeLog;
  readonly version: string;
  /** Name of this node, for the lease on deliveries. */
  readonly holder: string;
  readonly leaseMs?: number;
  /** Newest events of each bot that stay readable. */
  readonly keepEvents?: number;
  readonly timing?: WebhookTiming;
  readonly resolve?: Resolve;
}

const idempotencyKey = z
  .string()
  .regex(/^[\x21-\x7e]{1,200}$/, 'Idempotency-Key is 1-200 visible ASCII characters');

const TRIM_MS = 3_600_000;

export function createEdge(clerk: EdgeClerk, options: EdgeOptions) {
  const {
    config,
    engine,
    log,
    holder,
    leaseMs = 10_000,
    keepEvents = 100_000,
    timing = webhookTiming,
    resolve,
  } = options;
  const waiting = createWaiting(engine);
  const stopping = new AbortController();
  const deliveries = new Map<string, Deliveries>();
  const document = JSON.stringify(openApi(options.version));
  let changing = Promise.resolve();

  const shelf = createShelf(engine, {
    holder,
    ttlMs: leaseMs,
    onChange: (held) => {
      changing = changing
        .then(() => (held ? startDeliveries() : stopDeliveries()))
        .catch((error: unknown) => {
          log.error({ err: error }, 'webhook deliveries could not be changed');
        });
    },
  });
  const poll = createPolls({ log: engine, waiting, shelf, clerk });
  const handlers = createHandlers({ clerk, poll, files: engine, deliveriesOf: (bot) => deliveries.get(bot) });
  const trimming = setInterval(() => void trimAll(), TRIM_MS).unref();
  const routes = operationNames.map((name) => ({ name, pattern: patternOf(operations[name].path) }));

  /** Keeps the newest events of each bot; what is older was delivered, or given up, long ago. */
  async function trimAll(): Promise<void> {
    if (!shelf.held) return;
    for (const { id } of config.bots) {
      const stream = botStream(id);
      try {
        const { head } = await engine.read(stream, 0, 1);
        if (head > keepEvents) await engine.trim(stream, head - keepEvents);
      } catch (error) {
        log.error({ bot: id, err: error }, 'old events could not be trimmed');
      }
    }
  }

  async function startDeliveries(): Promise<void> {
    for (const { id, webhook } of config.bots) {
      if (webhook === undefined || deliveries.has(id) || stopping.signal.aborted) continue;
      const ledger = await openLedger(shelf, id);
      const parts = { bot: id, config, log: engine, waiting, ledger, clerk, errors: log, timing, resolve };
      const delivery = createWebhook({ ...parts, now: () => engine.now() });
      deliveries.set(id, { ledger, webhook: delivery });
      await delivery.start();
    }
  }

  async function stopDeliveries(): Promise<void> {
    const running = [...deliveries.values()];
    deliveries.clear();
    await Promise.all(running.map(({ webhook }) => webhook.stop()));
  }

  function find(method: string, path: string): { name: OperationName; params: Record<string, string> } {
    const fitting = routes.flatMap(({ name, pattern }) => {
      const match = pattern.exec(path);
      return match ? [{ name, params: { ...match.groups } }] : [];
    });
    if (fitting.length === 0) throw new Problem('not_found', `no such path: ${path.slice(0, 200)}`);
    const found = fitting.find(({ name }) => operations[name].method === method);
    if (found) return found;
    const allow = fitting.map(({ name }) => operations[name].method).join(', ');
    throw new Problem('invalid_input', `${method} is not possible here, ${allow} is`, { status: 405, allow });
  }

  function dedupeOf(
    request: IncomingMessage,
    bot: BotConfig,
    path: string,
    body: unknown,
  ): Dedupe | undefined {
    const header = request.headers['idempotency-key'];
    if (header === undefined) return undefined;
    const key = idempotencyKey.safeParse(header);
    if (!key.success)
      throw new Problem('invalid_input', key.error.issues[0]?.message ?? 'bad Idempotency-Key');
    const hash = createHash('sha256')
      .update(`POST ${path}\n${JSON.stringify(body)}`)
      .digest('hex');
    return { key: `edge/${bot.id}/${key.data}`, hash };
  }

  async function answer(
    request: IncomingMessage,
    path: string,
    search: URLSearchParams,
    signal: AbortSignal,
  ) {
    const { name, params } = find(request.method ?? '', path);
    const operation = operations[name];
    const bot = botOf(request, config.bots);
    const raw = operation.method === 'POST' ? await readJson(request) : undefined;
    const sent = config.maskCards ? maskDeep(raw) : raw;
    const asked = {
      bot,
      params: parse(operation.params, params, 'path'),
      query: parse(operation.query, Object.fromEntries(search), 'query'),
      body: operation.body === undefined ? undefined : parse(operation.body, sent, 'body'),
      dedupe: raw === undefined ? undefined : dedupeOf(request, bot, path, raw),
      signal,
    };
    // The table ties the schemas of `name` to its handler; TypeScript cannot follow that through a union of names.
    return (handlers[name] as (asked: unknown) => Promise<unknown>)(asked);
  }

  function send(
    response: ServerResponse,
    status: number,
    body: string,
    headers: Record<string, string> = {},
  ) {
    response.writeHead(status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(body),
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      ...headers,
    });
    response.end(body);
  }

  return {
    /** Takes requests under /v1/ and /openapi.json; false for any other path. Never throws. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const [path = '', search = ''] = (request.url ?? '').split('?', 2);
      if (path === '/openapi.json' && request.method === 'GET') {
        send(response, 200, document);
        return true;
      }
      if (!path.startsWith('/v1/')) return false;
      const gone = new AbortController();
      response.once('close', () => gone.abort());
      const signal = AbortSignal.any([gone.signal, stopping.signal]);
      try {
        const found = await answer(request, path, new URLSearchParams(search), signal);
        const file = wholeFile.safeParse(found);
        if (file.success) sendFile(response, file.data);
        else send(response, 200, JSON.stringify(found));
      } catch (error) {
        const problem = problemOf(error, log);
        if (response.headersSent) response.destroy();
        else {
          // A body that was not read to its end cannot be followed by another request.
          const unread = request.complete ? {} : { connection: 'close' };
          send(response, problem.status, JSON.stringify(problem.body), { ...problem.headers, ...unread });
          request.resume();
        }
      }
      return true;
    },
    async start(): Promise<void> {
      await shelf.start();
      await changing;
    },
    async stop(): Promise<void> {
      clearInterval(trimming);
      stopping.abort();
      await changing;
      await stopDeliveries();
      await shelf.stop();
      waiting.stop();
    },
  };
}

/** `/v1/conversations/{id}` as an expression with named groups. */
function patternOf(path: string): RegExp {
  return new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{(\w+)\}/g, '(?<$1>[^/]{1,200})')}$`);
}
