// Owns sequences of HTTP requests of a bot, with its key, a wrong one or none, and judges every answer.
// Refuses: frames (frames.ts).
import { Agent, request as requestHttp } from 'node:http';
import { z } from 'zod';
import { type OperationName, operationNames, operations } from '#router/server/edge/operations.ts';
import { edgeError } from '#shared/protocol/edge.ts';
import { type JsonSchema, spoiled, valid } from './from-schema.ts';
import type { Chance } from './random.ts';
import type { Sequence, Tally } from './tally.ts';
import { markersIn, SECRET, type Witness } from './witness.ts';
import type { FuzzWords } from './words.ts';

const schemaOf = (schema: z.ZodType): JsonSchema =>
  z.toJSONSchema(schema, { io: 'input' }) as unknown as JsonSchema;
const bodies = new Map(
  operationNames.flatMap((name) => {
    const { body } = operations[name];
    return body === undefined ? [] : [[name, schemaOf(body)] as const];
  }),
);
const queries = new Map(operationNames.map((name) => [name, schemaOf(operations[name].query)] as const));

/** What bots mostly do; every other operation comes now and then. */
const OFTEN: readonly OperationName[] = ['openConversation', 'addTurn', 'initiateHandoff', 'addTurn'];
const BROKEN = [
  '',
  '{',
  '[1,2',
  '"text"',
  '\u0000',
  '['.repeat(40),
  'null',
  '{"__proto__":{"a":1}}',
] as const;
const BAD_PATHS = [
  '/v1/',
  '/v1/../etc',
  '/v1/conversations/%00/turns',
  '/v1/nothing',
  '/healthz',
  '/nope',
] as const;

export interface RequestParts {
  readonly http: string;
  readonly words: FuzzWords;
  readonly witness: Witness;
  readonly tally: Tally;
}

interface Request {
  readonly name: OperationName | undefined;
  readonly method: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
  readonly conversation: string | undefined;
  readonly valid: boolean;
}

export const createAgent = (): Agent => new Agent({ keepAlive: true, maxSockets: 64 });

function send(agent: Agent, http: string, { method, path, headers, body }: Request) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = requestHttp(`${http}${path}`, { method, headers, agent, timeout: 30_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no answer within 30 s')));
    request.on('error', reject);
    request.end(body);
  });
}

function fits(schema: z.ZodType | undefined, value: unknown): boolean {
  return schema === undefined || schema.safeParse(value).success;
}

function make(
  { words }: RequestParts,
  chance: Chance,
  bot: string,
  key: string | undefined,
  spoil: boolean,
): Request {
  const name = chance.hit(0.5) ? chance.pick(OFTEN) : chance.pick(operationNames);
  const operation = operations[name];
  const aim = words.forBot(bot, name === 'openConversation', chance);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key !== undefined) headers.authorization = `Bearer ${key}`;
  if (chance.hit(0.2)) headers['idempotency-key'] = `key-${chance.whole(1, 300)}`;
  const fill = words.wordsFor(aim);
  const root = name === 'openConversation' ? '.open' : '';

  const wanted = queries.get(name);
  let query = (wanted === undefined ? {} : valid(wanted, chance, fill)) as Record<string, unknown>;
  if ('wait' in query) query.wait = chance.hit(0.02) ? 1 : 0;
  if ('after' in query && chance.hit(0.7)) query.after = chance.whole(0, 5);
  let param = name === 'redeliver' ? String(chance.whole(0, 30)) : aim.conversation;
  const schema = bodies.get(name);
  let body: unknown = schema === undefined ? undefined : valid(schema, chance, fill, root);
  if (name === 'openConversation' && chance.hit(0.9))
    body = { ...(body as Record<string, unknown>), id: aim.conversation };

  if (spoil) {
    const where = chance.whole(1, 10);
    if (where === 1) param = encodeURIComponent(chance.pick(['', '..', '__proto__', 'é', 'x'.repeat(300)]));
    else if (where === 2) query = { ...query, limit: -1, queue: '??', state: 'odd', after: 'x' };
    else if (body !== undefined) body = spoiled(body, chance);
  }
  let text = operation.method === 'POST' ? JSON.stringify(body ?? {}) : undefined;
  let readable = true;
  if (spoil && chance.hit(0.15) && text !== undefined) {
    text = chance.pick(BROKEN);
    readable = text === '' || text === 'null' || text.startsWith('{"');
    if (chance.hit(0.2)) headers['content-type'] = 'text/plain';
  }
  const wrongType = headers['content-type'] !== 'application/json' && text !== '';
  const strings = Object.fromEntries(Object.entries(query).map(([field, value]) => [field, String(value)]));
  const search = new URLSearchParams(strings).toString();
  const names = /\{(\w+)\}/.exec(operation.path)?.[1];
  let path = `${operation.path.replace(/\{\w+\}/, param)}${search === '' ? '' : `?${search}`}`;
  let method: string = operation.method;
  if (spoil && chance.hit(0.05)) path = chance.pick(BAD_PATHS);
  if (spoil && chance.hit(0.05)) method = chance.pick(['PUT', 'DELETE', 'PATCH', 'OPTIONS']);
  const right = method === operation.method && path.startsWith(operation.path.split('{')[0] ?? '');
  const sent =
    readable && text !== undefined ? (JSON.parse(text === '' ? '{}' : text) as unknown) : undefined;
  if (text !== undefined) headers['content-length'] = String(Buffer.byteLength(text));
  return {
    name: right ? name : undefined,
    ...{ method, path, headers, body: text },
    conversation: names === 'id' ? param : undefined,
    valid:
      right &&
      readable &&
      !wrongType &&
      fits(operation.params, names === undefined ? {} : { [names]: param }) &&
      fits(operation.query, strings) &&
      fits(operation.body, sent),
  };
}

function judge(
  { witness, tally }: RequestParts,
  { name, conversation, valid: fine, path }: Request,
  bot: string | null,
  { status, text }: { status: number; text: string },
): string | null {
  if (status >= 500) return `${status}: ${text}`;
  if (path === '/healthz') return null;
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return `not JSON (${status}): ${text}`;
  }
  const { error } = value as { error?: unknown };
  if (status !== 200 && !edgeError.safeParse(value).success && error === undefined)
    return `not an error: ${text}`;
  if (bot === null) return status >= 400 && markersIn(text).size === 0 ? null : `told to nobody: ${text}`;
  for (const other of markersIn(text))
    if (witness.botOf(other) !== bot) return `${bot} read words of ${other}: ${text}`;
  if (SECRET.test(text)) return `${bot} read a note or a draft: ${text}`;
  if (status !== 200) return null;
  if (name === undefined) return `answered what does not exist: ${text}`;
  tally.hit(`200 ${name}`);
  if (!fine) return `took what is not valid: ${text}`;
  if (conversation !== undefined && witness.botOf(conversation) !== bot)
    return `${bot} was answered about ${conversation} of ${witness.botOf(conversation)}: ${text}`;
  const answer = operations[name].answer.safeParse(value);
  return answer.success ? null : `an answer that is none: ${answer.error.message}: ${text}`;
}

/** `key` undefined or unknown: then `known` is false and nothing may be answered. */
export async function botRequests(
  parts: RequestParts,
  agent: Agent,
  chance: Chance,
  sequence: Sequence,
  bot: string,
  key: string | undefined,
): Promise<void> {
  const spoils = chance.hit(0.55);
  const { tally } = parts;
  for (let left = chance.whole(1, 8); left > 0; left -= 1) {
    const request = make(parts, chance, bot, key, spoils && chance.hit(0.7));
    tally.step(sequence, `${request.method} ${request.path} ${request.body ?? ''}`, request.valid);
    if (request.name !== undefined)
      tally.hit(`${sequence.authenticated ? '' : 'before auth '}http ${request.name}`);
    try {
      const answer = await send(agent, parts.http, request);
      const problem = judge(parts, request, sequence.authenticated ? bot : null, answer);
      if (problem !== null) tally.fail(problem, sequence);
    } catch (error) {
      tally.fail(`no answer: ${(error as Error).message}`, sequence);
    }
  }
}
