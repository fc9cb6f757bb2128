// Owns /try over HTTP: one page, the widget it shows, and a small API for it. A visitor is the customer of the configured bot `try`.
// Refuses everything when that bot is not configured; asks nothing of the desk that any bot could not ask.
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { botStream } from '#shared/protocol/streams.ts';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import { id, label } from '#shared/schema/primitives.ts';
import type { Engine } from '../../engine/port.ts';
import { readJson } from '../edge/body.ts';
import type { EdgeClerk, EdgeLog } from '../edge/needs.ts';
import { Problem, parse, problemOf } from '../edge/problem.ts';
import { createWaiting } from '../edge/stream.ts';
import { createRate } from '../rate.ts';
import { createSession, newToken } from './session.ts';

const BOT = 'try';
const BODY_BYTES = 16_384;
/** Characters of one message: enough for a letter, too little for a flood. */
const MESSAGE = 2_000;
const MOST_WAITING = 200;
const MOST_REMEMBERED = 10_000;

const begin = z.object({ name: label.max(60).default('Visitor') });
const message = z.object({ id: id.max(40), text: z.string().trim().min(1).max(MESSAGE) });
const report = z.object({ type: z.enum(['customer.left', 'customer.back', 'customer.typing']) });
const page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(25).default(0),
});

export interface TryOptions {
  readonly config: BatonConfig;
  readonly engine: Engine;
  readonly log: EdgeLog;
}

/** Written out where they are named, so that the build finds each and copies it. */
const read = (file: URL) => readFileSync(file, 'utf8');

const readLook = () => read(new URL('./widget/look.css', import.meta.url));

/** The widget as one script for a page to load: its parts joined, its style in it, and nothing of it in the page's scope. */
function readWidget(): string {
  const style = JSON.stringify(readLook() + read(new URL('./widget/widget.css', import.meta.url)));
  const parts = [
    read(new URL('./widget/frame.js', import.meta.url)).replaceAll(/^export /gm, ''),
    read(new URL('./widget/widget.js', import.meta.url)).replace(/^import .*\n/m, ''),
  ];
  return `(() => {\n${parts.join('\n').replace("'{style}'", () => style)}})();\n`;
}

/** The page with its style and the widget in it; `{nonce}` stands where each answer has its own. */
function readPage(organisation: string, widget: string): string {
  const style = readLook() + read(new URL('./page/page.css', import.meta.url));
  return read(new URL('./page/page.html', import.meta.url))
    .replace('{organisation}', () => organisation.replaceAll('&', '&amp;').replaceAll('<', '&lt;'))
    .replace('<!-- style -->', () => `<style nonce="{nonce}">${style}</style>`)
    .replace('<!-- script -->', () => `<script nonce="{nonce}">${widget}</script>`);
}

const policy = (nonce: string) =>
  [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

export function createTry(clerk: EdgeClerk, { config, engine, log }: TryOptions) {
  const widget = readWidget();
  const html = readPage(config.organisation, widget);
  const waiting = createWaiting(engine);
  const stopping = new AbortController();
  const now = () => engine.now();
  const beginnings = createRate({ burst: 5, perSecond: 0.1 }, now);
  const allBeginnings = createRate({ burst: 30, perSecond: 1 }, now);
  const messages = createRate({ burst: 8, perSecond: 0.5 }, now);
  const polls = createRate({ burst: 20, perSecond: 2 }, now);
  /** Up to where the visitor's page has shown what a person wrote, per conversation of this run. */
  const received = new Map<string, number>();

  function limit(rate: ReturnType<typeof createRate>, key: string): void {
    const retryAfter = rate.take(key);
    if (retryAfter > 0)
      throw new Problem('too_many', `too often: try again in ${retryAfter} s`, { retryAfter });
  }

  function sessionOf(request: IncomingMessage, bot: BotConfig) {
    const token = /^Bearer ([\w-]{32})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Problem('unauthorized', 'begin a conversation first');
    return createSession(token, { bot, clerk, engine, config });
  }

  async function readState(
    request: IncomingMessage,
    response: ServerResponse,
    bot: BotConfig,
    query: unknown,
  ) {
    const session = sessionOf(request, bot);
    const { after, wait } = parse(page, query, 'query');
    limit(polls, session.conversation);
    const before = received.get(session.conversation) ?? 0;
    if (after > before) {
      await session.received(before, after);
      received.delete(session.conversation);
      received.set(session.conversation, after);
      if (received.size > MOST_REMEMBERED) received.delete(received.keys().next().value ?? '');
    }
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const until = AbortSignal.any([gone.signal, stopping.signal, AbortSignal.timeout(wait * 1000)]);
    let grown = Promise.withResolvers<void>();
    const wake = () => grown.resolve();
    const remove = waiting.on(botStream(BOT), wake);
    until.addEventListener('abort', wake, { once: true });
    try {
      for (;;) {
        grown = Promise.withResolvers<void>();
        const state = await session.state(after);
        if (state === null) throw new Problem('not_found', 'this conversation is no longer known');
        const full = waiting.count(botStream(BOT)) > MOST_WAITING;
        if (state.entries.length > 0 || wait === 0 || full || until.aborted) return state;
        await grown.promise;
      }
    } finally {
      remove();
    }
  }

  async function act(request: IncomingMessage, path: string, bot: BotConfig): Promise<unknown> {
    const body = await readJson(request, BODY_BYTES);
    if (path === '/try/api/sessions') {
      limit(beginnings, request.socket.remoteAddress ?? '');
      limit(allBeginnings, '');
      const token = newToken();
      await createSession(token, { bot, clerk, engine, config }).open(parse(begin, body, 'body').name);
      return { token };
    }
    const session = sessionOf(request, bot);
    limit(messages, session.conversation);
    switch (path) {
      case '/try/api/messages': {
        const { id: own, text } = parse(message, body, 'body');
        await session.speak(own, text);
        break;
      }
      case '/try/api/person':
        await session.askForPerson();
        break;
      case '/try/api/cancel':
        await session.cancel();
        break;
      case '/try/api/end':
        await session.end();
        break;
      case '/try/api/events':
        await session.report(parse(report, body, 'body').type);
        break;
      default:
        throw new Problem('not_found', 'no such path');
    }
    return { ok: true };
  }

  /** For pages of other origins, which may load it; what they may ask afterwards `allow` says. */
  function showWidget(response: ServerResponse): void {
    response.writeHead(200, {
      ...HEADERS,
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
    });
    response.end(widget);
  }

  /** A page of an origin that the configuration names may ask what /try itself may; the session is no cookie. */
  function allow(request: IncomingMessage, response: ServerResponse): void {
    const { origin } = request.headers;
    response.setHeader('vary', 'origin');
    if (origin === undefined || !config.widgetOrigins.includes(origin)) return;
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-max-age', '600');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
  }

  function showPage(response: ServerResponse): void {
    const nonce = randomBytes(18).toString('base64');
    response.writeHead(200, {
      ...HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
    });
    response.end(html.replaceAll('{nonce}', nonce));
  }

  async function answer(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    query: URLSearchParams,
  ) {
    const bot = config.bots.find(({ id: known }) => known === BOT);
    if (bot === undefined) throw new Problem('not_found', 'trying out is not enabled here');
    if (request.method === 'GET' && path === '/try') return showPage(response);
    if (request.method === 'GET' && path === '/try/widget.js') return showWidget(response);
    allow(request, response);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (request.method === 'GET' && path === '/try/api/conversation')
      return send(response, 200, await readState(request, response, bot, Object.fromEntries(query)));
    if (request.method === 'POST') return send(response, 200, await act(request, path, bot));
    throw new Problem('not_found', 'no such path');
  }

  function send(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): void {
    const policy = response.hasHeader('cross-origin-resource-policy') ? 'cross-origin' : 'same-origin';
    const type = {
      'content-type': 'application/json; charset=utf-8',
      'cross-origin-resource-policy': policy,
    };
    response.writeHead(status, { ...HEADERS, ...type, ...headers });
    response.end(JSON.stringify(body));
  }

  return {
    /** Takes requests under /try; false for any other path. Never throws. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const [path = '', search = ''] = (request.url ?? '').split('?', 2);
      if (path !== '/try' && !path.startsWith('/try/')) return false;
      try {
        await answer(request, response, path.replace(/\/$/, ''), new URLSearchParams(search));
      } catch (error) {
        const problem = problemOf(error, log);
        if (response.headersSent) response.destroy();
        else send(response, problem.status, problem.body, { ...problem.headers, connection: 'close' });
        request.resume();
      }
      return true;
    },
    async stop(): Promise<void> {
      stopping.abort();
      waiting.stop();
    },
  };
}
