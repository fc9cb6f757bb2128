// Owns a small contact centre for tests: two people, a queue, a bot, fresh tokens, short time-outs.
import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { z } from 'zod';
import { type BatonConfig, batonConfig } from '#shared/schema/config.ts';

export interface Office {
  readonly configFile: string;
  readonly config: BatonConfig;
  readonly botKey: string;
  readonly webhookSecret: string;
  token(person: string): string;
  tokenFile(person: string): string;
}

const secret = (): string => randomBytes(24).toString('base64url');
const hash = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface OfficeOptions {
  /** Where the bot's webhook receiver listens; left out = long poll only. */
  readonly webhook?: string;
  readonly offerSeconds?: number;
  /** Seconds in which a reply is due. */
  readonly slaSeconds?: number;
  readonly graceSeconds?: number;
  readonly maxWaiting?: number;
  readonly hours?: BatonConfig['queues'][number]['hours'];
  readonly capacity?: number;
  readonly keepDays?: number;
  /** A bot for visitors of /try. */
  readonly tryOut?: boolean;
  /** Origins of pages that show the chat of the bots. */
  readonly chatOrigins?: string[];
  readonly accounts?: z.input<typeof batonConfig>['accounts'];
  /** Mapping files of the accounts, by name. */
  readonly mappings?: Readonly<Record<string, object>>;
  /** A mailbox of the bot. */
  readonly mail?: BatonConfig['bots'][number]['mail'];
}

export function openOffice(folder: string, options: OfficeOptions = {}): Office {
  const people = ['marta', 'ana'];
  const tokens = new Map(people.map((person) => [person, secret()]));
  const botKey = secret();
  const webhookSecret = secret();
  const token = (person: string): string => {
    const found = tokens.get(person);
    if (found === undefined) throw new Error(`nobody called ${person} works here`);
    return found;
  };
  const config = batonConfig.parse({
    version: 1,
    organisation: 'Meridian Air',
    people: people.map((id) => ({
      id,
      name: id === 'marta' ? 'Marta Rocha' : 'Ana Reis',
      roles: id === 'marta' ? ['agent', 'lead'] : ['agent'],
      queues: ['care'],
      capacity: options.capacity ?? 5,
      tokenHashes: [hash(token(id))],
    })),
    queues: [
      {
        id: 'care',
        name: 'Passenger care',
        sla: { seconds: options.slaSeconds ?? 60, share: 0.8 },
        hours: options.hours,
        offerSeconds: options.offerSeconds ?? 40,
        graceSeconds: options.graceSeconds ?? 60,
        maxWaiting: options.maxWaiting ?? 500,
        keepDays: options.keepDays ?? 30,
        dispositions: [
          { id: 'solved', label: 'Solved' },
          { id: 'passed-on', label: 'Passed on' },
        ],
      },
    ],
    bots: [
      {
        id: 'ava',
        name: 'Ava',
        queue: 'care',
        keyHashes: [hash(botKey)],
        mail: options.mail,
        ...(options.chatOrigins === undefined ? {} : { chat: { origins: options.chatOrigins } }),
        ...(options.webhook === undefined
          ? {}
          : { webhook: { url: options.webhook, secret: webhookSecret } }),
      },
      ...(options.tryOut === true ? [{ id: 'try', name: 'Ava', queue: 'care', demo: true }] : []),
    ],
    replies: [
      {
        id: 'hello',
        title: 'Greeting',
        text: 'Hello {customer.firstName}, {me.firstName} here. I have read what happened so far.',
      },
    ],
    accounts: options.accounts ?? [],
    allowTargets: options.webhook === undefined ? [] : [new URL(options.webhook).host],
  });
  const configFile = join(folder, 'baton.config.json');
  writeFileSync(configFile, JSON.stringify(config, null, 2));
  for (const [name, mapping] of Object.entries(options.mappings ?? {}))
    writeFileSync(join(folder, name), JSON.stringify(mapping));
  return {
    configFile,
    config,
    botKey,
    webhookSecret,
    token,
    tokenFile(person) {
      const file = join(folder, `${person}.token`);
      writeFileSync(file, token(person), { mode: 0o600 });
      return file;
    },
  };
}
