// Owns reading baton.config.json: parsed, checked against its schema and against itself, and that named secrets are there.
// Refuses: writing it, and guessing. A problem names the file, the place in it and the reason.
import { readFileSync } from 'node:fs';
import type { AccountSourceConfig } from '#shared/schema/account-source.ts';
import { type BatonConfig, batonConfig, REPLY_VARIABLES } from '#shared/schema/config.ts';
import type { HttpPlace } from '#shared/schema/http-place.ts';
import { type Environment, readSecret } from './secrets.ts';
import { isLoopback } from './server/http.ts';
import { CUSTOMER, fillIn, SECRET } from './server/template.ts';

/** Something in the configuration is wrong; `message` is one line for the person who wrote it. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

type Path = readonly (string | number | symbol)[];

interface Flaw {
  readonly path: Path;
  readonly reason: string;
}

const show = (path: Path): string =>
  path.reduce<string>(
    (text, part) => (typeof part === 'number' ? `${text}[${part}]` : `${text}.${String(part)}`),
    '$',
  );

function firstRepeated(values: readonly { value: string; path: Path }[], what: string): Flaw[] {
  const seen = new Map<string, Path>();
  for (const { value, path } of values) {
    const first = seen.get(value);
    if (first !== undefined) return [{ path, reason: `${what} is already used at ${show(first)}` }];
    seen.set(value, path);
  }
  return [];
}

/** What a schema cannot say: names that must exist, ids and secrets that must not repeat, hours that must make sense. */
function* flaws(config: BatonConfig, environment: Environment): Generator<Flaw> {
  for (const list of ['people', 'queues', 'bots', 'accounts'] as const)
    yield* firstRepeated(
      config[list].map(({ id }, index) => ({ value: id, path: [list, index, 'id'] })),
      'this id',
    );
  const queues = new Set(config.queues.map(({ id }) => id));
  for (const [index, person] of config.people.entries()) {
    for (const [place, queue] of person.queues.entries())
      if (!queues.has(queue))
        yield { path: ['people', index, 'queues', place], reason: `there is no queue "${queue}"` };
  }
  yield* firstRepeated(
    config.replies.map(({ id }, index) => ({ value: id, path: ['replies', index, 'id'] })),
    'this id',
  );
  for (const [index, reply] of config.replies.entries()) {
    for (const [place, queue] of (reply.queues ?? []).entries())
      if (!queues.has(queue))
        yield { path: ['replies', index, 'queues', place], reason: `there is no queue "${queue}"` };
    const unknown = [...reply.text.matchAll(/\{([^{}]*)\}/g)].find(([, name]) => !isVariable(name));
    if (unknown !== undefined)
      yield {
        path: ['replies', index, 'text'],
        reason: `${unknown[0]} is none of ${REPLY_VARIABLES.map((name) => `{${name}}`).join(', ')}`,
      };
  }
  for (const [index, bot] of config.bots.entries()) {
    if (!queues.has(bot.queue))
      yield { path: ['bots', index, 'queue'], reason: `there is no queue "${bot.queue}"` };
    const reason = bot.webhook && checkSecret(bot.webhook.secret, environment);
    if (reason) yield { path: ['bots', index, 'webhook', 'secret'], reason };
    for (const server of ['imap', 'smtp'] as const) {
      const { host = '', security } = bot.mail?.[server] ?? {};
      if (security === 'none' && !isLoopback(host))
        yield {
          path: ['bots', index, 'mail', server, 'security'],
          reason: `"none" would send the password in the clear to ${host}`,
        };
    }
  }
  const bots = new Set(config.bots.map(({ id }) => id));
  for (const [index, source] of config.accounts.entries()) {
    for (const [place, bot] of (source.bots ?? []).entries())
      if (!bots.has(bot))
        yield { path: ['accounts', index, 'bots', place], reason: `there is no bot "${bot}"` };
    yield* sourceFlaws(source, ['accounts', index], environment);
  }
  if (config.summariser !== undefined) {
    for (const [place, queue] of (config.summariser.queues ?? []).entries())
      if (!queues.has(queue))
        yield { path: ['summariser', 'queues', place], reason: `there is no queue "${queue}"` };
    const wrong = urlFault(config.summariser.url);
    if (wrong !== null) yield { path: ['summariser', 'url'], reason: wrong };
    yield* placeFlaws(config.summariser, ['summariser'], environment);
  }
  yield* firstRepeated(
    [
      ...config.people.flatMap(({ tokenHashes }, index) =>
        tokenHashes.map((value, place) => ({ value, path: ['people', index, 'tokenHashes', place] })),
      ),
      ...config.bots.flatMap(({ keyHashes }, index) =>
        keyHashes.map((value, place) => ({ value, path: ['bots', index, 'keyHashes', place] })),
      ),
    ],
    'this hash',
  );
  for (const [index, { relax }] of config.queues.entries())
    yield* relaxFlaws(relax, ['queues', index, 'relax']);
  for (const [index, { hours }] of config.queues.entries()) {
    if (hours === undefined) continue;
    const path = ['queues', index, 'hours'];
    if (!isTimeZone(hours.timeZone))
      yield { path: [...path, 'timeZone'], reason: `"${hours.timeZone}" is not an IANA time zone` };
    for (const [day, spans] of Object.entries(hours.weekly))
      for (const [place, [from, to]] of spans.entries())
        if (from >= to)
          yield {
            path: [...path, 'weekly', day, place],
            reason: `${from} is not before ${to}; split a span at midnight`,
          };
  }
}

/** Steps come one after the other, and none asks for more than the one before it. */
function* relaxFlaws(steps: BatonConfig['queues'][number]['relax'], path: Path): Generator<Flaw> {
  for (const [place, { after, skills }] of steps.entries()) {
    const before = steps[place - 1];
    if (before !== undefined && after <= before.after)
      yield { path: [...path, place, 'after'], reason: `${after} is not later than the step before it` };
    for (const [skill, least] of Object.entries(skills)) {
      const former = steps.slice(0, place).findLast((step) => step.skills[skill] !== undefined)?.skills[
        skill
      ];
      if (former !== undefined && least >= former)
        yield {
          path: [...path, place, 'skills', skill],
          reason: `${least} is not lower than the ${former} before it`,
        };
    }
  }
}

const isVariable = (name: string | undefined): boolean =>
  REPLY_VARIABLES.some((variable) => variable === name);

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The secret itself is read where it is used, so that it can be rotated; that it is there is known at the start. */
function checkSecret(secret: string, environment: Environment): string | null {
  try {
    readSecret(secret, environment);
    return null;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The customer may fill in path and query, never where it goes; a header that wants the secret needs one. */
function* sourceFlaws(source: AccountSourceConfig, path: Path, environment: Environment): Generator<Flaw> {
  if (source.kind !== 'http') return;
  const { url } = source;
  const isElsewhere = URL.parse(fillIn(url, 'x'))?.origin !== URL.parse(fillIn(url, 'y'))?.origin;
  const wrong =
    urlFault(fillIn(url, 'x')) ??
    (isElsewhere
      ? `${CUSTOMER} stands in path or query`
      : url.includes(CUSTOMER)
        ? null
        : `has no ${CUSTOMER}`);
  if (wrong !== null) yield { path: [...path, 'url'], reason: wrong };
  yield* placeFlaws(source, path, environment);
}

/** Why nothing can be asked there. */
function urlFault(text: string): string | null {
  const url = URL.parse(text);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:'))
    return 'is not an http address';
  return url.username === '' && url.password === '' ? null : 'holds a name or a password';
}

function* placeFlaws({ headers, secret }: HttpPlace, path: Path, environment: Environment): Generator<Flaw> {
  for (const [name, value] of Object.entries(headers)) {
    if (value.includes(SECRET) && secret === undefined)
      yield { path: [...path, 'headers', name], reason: `wants ${SECRET}, and there is none` };
    if (/[^\x20-\x7e]/.test(value))
      yield { path: [...path, 'headers', name], reason: 'holds characters that no header can' };
  }
  const reason = secret === undefined ? null : checkSecret(secret, environment);
  if (reason !== null) yield { path: [...path, 'secret'], reason };
}

/** Checks a parsed configuration. @throws ConfigError */
export function checkConfig(value: unknown, environment: Environment = {}): BatonConfig {
  const parsed = batonConfig.safeParse(value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(`${show(issue?.path ?? [])}: ${issue?.message ?? 'is not valid'}`);
  }
  for (const { path, reason } of flaws(parsed.data, environment))
    throw new ConfigError(`${show(path)}: ${reason}`);
  return parsed.data;
}

/** @throws ConfigError that begins with the file's name. */
export function loadConfig(file: string, environment: Environment): BatonConfig {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new ConfigError(
      `${file}: ${code === 'ENOENT' ? 'there is no such file' : `cannot be read (${code})`}`,
    );
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ConfigError(`${file}: is not JSON: ${(error as Error).message}`);
  }
  try {
    return checkConfig(value, environment);
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError(`${file}: ${error.message}`);
    throw error;
  }
}
