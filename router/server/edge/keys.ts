// Owns who a bot is: a bearer key, compared as SHA-256 in constant time with every key that is valid now.
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { BotConfig } from '#shared/schema/config.ts';
import { Problem } from './problem.ts';

/** @throws Problem 401 when there is no key or no bot has it. */
export function botOf(request: IncomingMessage, bots: readonly BotConfig[]): BotConfig {
  const key = /^Bearer ([\x21-\x7e]{1,500})$/i.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) throw new Problem('unauthorized', 'send the bot key as "Authorization: Bearer KEY"');
  const given = createHash('sha256').update(key).digest();
  let found: BotConfig | undefined;
  // No early end: how long it takes says nothing about which key was near.
  for (const bot of bots)
    for (const hash of bot.keyHashes) if (timingSafeEqual(given, Buffer.from(hash, 'hex'))) found = bot;
  if (found === undefined) throw new Problem('unauthorized', 'the bot key is not known');
  return found;
}
