// Owns /chat/BOT: the widget as one script for pages of the origins that the bot's configuration names, and a small API
// for it. A visitor is a customer of that bot, and asks nothing of the desk that a bot could not ask for them.
// Refuses answering: the bot hears its visitors by its events, and speaks on the edge as any bot does.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { BatonConfig, BotConfig } from '#shared/schema/config.ts';
import { givenName, id } from '#shared/schema/primitives.ts';
import type { Engine } from '../../engine/port.ts';
import type { Clerk } from '../clerk.port.ts';
import { readJson } from '../edge/body.ts';
import type { EdgeClerk, EdgeLog } from '../edge/needs.ts';
import { Problem, parse, problemOf } from '../edge/problem.ts';
import { sendFile } from '../edge/send-file.ts';
import { createRate } from '../rate.ts';
import { createSession, newToken, type Session } from './session.ts';
import { createTurnstile } from './turnstile.ts';
import { readWidget } from './widget.ts';

const BODY_BYTES = 16_384;
/** Characters of one message: enough for a letter, too little for a flood. */
const MESSAGE = 2_000;
const MOST_REMEMBERED = 10_000;

const begin = z.object({ name: givenName.max(60).default('Visitor') });
const message = z.object({ id: id.max(40), text: z.string().trim().min(1).max(MESSAGE) });
const report = z.object({ type: z.enum(['customer.left', 'customer.back', 'customer.typing']) });
const page = z.object({
  after: z.coerce.number().int().min(0).default(0),
  wait: z.coerce.number().int().min(0).max(25).default(0),
});

const wanted = z.object({ id });

export interface ChatOptions {
  readonly config: BatonConfig;
  readonly engine: Engine;
  readonly log: EdgeLog;
  /** Bots that answer in this process, put over a session; a bot of its own needs `chat` in its configuration. */
  readonly scripted?: Readonly<Record<string, (session: Session) => Session>>;
}

const HEADERS = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
} as const;

/** The page and this server have one name; a proxy in between may speak TLS for it. */
const isOwn = (origin: string, host: string | undefined) => URL.parse(origin)?.host === host;

export function createChat(
  clerk: EdgeClerk & Pick<Clerk, 'onChanged'>,
  { config, engine, log, scripted = {} }: ChatOptions,
) {
  const widget = readWidget();
  const turnstile = createTurnstile(clerk);
  const now = () => engine.now();
  const beginnings = createRate({ burst: 10, perSecond: 0.5 }, now);
  const allBeginnings = createRate({ burst: 60, perSecond: 5 }, now);
  const messages = createRate({ burst: 8, perSecond: 0.5 }, now);
  const polls = createRate({ burst: 20, perSecond: 2 }, now);
  /** Up to where the visitor's page has shown what a person wrote, per conversation of this run. */
  const received = new Map<string, number>();

  function limit(rate: ReturnType<typeof createRate>, key: string): void {
    const retryAfter = rate.take(key);
    if (retryAfter > 0)
      throw new Problem('too_many', `too often: try again in ${retryAfter} s`, { retryAfter });
  }

  function sessionFor(token: string, bot: BotConfig): Session {
    const session = createSession(token, { bot, clerk, engine, config });
    return scripted[bot.id]?.(session) ?? session;
  }

  function sessionOf(request: IncomingMessage, bot: BotConfig): Session {
    const token = /^Bearer ([\w-]{32})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new Problem('unauthorized', 'begin a conversation first');
    return sessionFor(token, bot);
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
    return turnstile.wait(session.conversation, wait * 1_000, gone.signal, async () => {
      const state = await session.state(after);
      if (state === null) throw new Problem('not_found', 'this conversation is no longer known');
      return { value: state, isNews: state.entries.length > 0 };
    });
  }

  async function giveFile(
    request: IncomingMessage,
    response: ServerResponse,
    bot: BotConfig,
    query: unknown,
  ) {
    const session = sessionOf(request, bot);
    limit(polls, session.conversation);
    const found = await session.file(parse(wanted, query, 'query').id);
    if (found === null) throw new Problem('not_found', 'there is no such file');
    sendFile(response, found);
  }

  async function act(request: IncomingMessage, name: string, bot: BotConfig): Promise<unknown> {
    const body = await readJson(request, BODY_BYTES);
    if (name === 'sessions') {
      limit(beginnings, `${bot.id} ${request.socket.remoteAddress}`);
      limit(allBeginnings, bot.id);
      const token = newToken();
      await sessionFor(token, bot).open(parse(begin, body, 'body').name);
      return { token };
    }
    const session = sessionOf(request, bot);
    limit(messages, session.conversation);
    switch (name) {
      case 'messages': {
        const { id: own, text } = parse(message, body, 'body');
        await session.speak(own, text);
        break;
      }
      case 'person':
        await session.askForPerson();
        break;
      case 'cancel':
        await session.cancel();
        break;
      case 'end':
        await session.end();
        break;
      case 'events':
        await session.report(parse(report, body, 'body').type);
        break;
      default:
        throw new Problem('not_found', 'no such path');
    }
    return { ok: true };
  }

  /** For pages of any origin, which may load it; what they may ask afterwards `admit` says. */
  function showWidget(response: ServerResponse): void {
    response.writeHead(200, {
      ...HEADERS,
      'cross-origin-resource-policy': 'cross-origin',
      'content-type': 'text/javascript; charset=utf-8',
    });
    response.end(widget);
  }

  /** Lets in pages of this server and of the bot's origins. The session is no cookie. */
  function admit({ headers }: IncomingMessage, response: ServerResponse, { chat }: BotConfig): void {
    const { origin, host } = headers;
    response.setHeader('vary', 'origin');
    if (origin === undefined || isOwn(origin, host)) return;
    if (chat?.origins.includes(origin) !== true)
      throw new Problem('unauthorized', 'pages of this origin may not show the chat', { status: 403 });
    response.setHeader('access-control-allow-origin', origin);
    response.setHeader('access-control-allow-headers', 'authorization, content-type');
    response.setHeader('access-control-max-age', '600');
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
  }

  async function answer(request: IncomingMessage, response: ServerResponse, path: string, search: string) {
    const [, of = '', name = ''] = /^\/chat\/([^/]+)\/([^/]+)$/.exec(path) ?? [];
    const bot = config.bots.find(({ id: known }) => known === of);
    if (bot === undefined || (bot.chat === undefined && scripted[of] === undefined))
      throw new Problem('not_found', 'there is no chat of this name here');
    if (request.method === 'GET' && name === 'widget.js') return showWidget(response);
    admit(request, response, bot);
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    const query = Object.fromEntries(new URLSearchParams(search));
    if (request.method === 'GET' && name === 'conversation')
      return send(response, 200, await readState(request, response, bot, query));
    if (request.method === 'GET' && name === 'file') return giveFile(request, response, bot, query);
    if (request.method === 'POST') return send(response, 200, await act(request, name, bot));
    throw new Problem('not_found', 'no such path');
  }

  function send(
    response: ServerResponse,
    status: number,
    body: unknown,
    headers: Record<string, string> = {},
  ): void {
    if (!response.hasHeader('cross-origin-resource-policy'))
      response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.writeHead(status, { ...HEADERS, 'content-type': 'application/json; charset=utf-8', ...headers });
    response.end(JSON.stringify(body));
  }

  return {
    /** Takes requests under /chat/; false for any other path. Never throws. */
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const [path = '', search = ''] = (request.url ?? '').split('?', 2);
      if (!path.startsWith('/chat/')) return false;
      try {
        await answer(request, response, path, search);
      } catch (error) {
        const problem = problemOf(error, log);
        if (response.headersSent) response.destroy();
        else send(response, problem.status, problem.body, { ...problem.headers, connection: 'close' });
        request.resume();
      }
      return true;
    },
    stop: turnstile.stop,
  };
}
