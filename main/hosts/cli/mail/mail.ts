// Owns `baton mail`: one mailbox of the configuration as the channel of its bot, until a signal. One JSON line on stdout when the
// mailbox is open, what happens on stderr.
import { mkdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ConfigError, loadConfig } from '#router/config.ts';
import { readSecret, SecretError } from '#router/secrets.ts';
import { connect } from '#sdk/index.ts';
import type { BatonConfig } from '#shared/schema/config.ts';
import { keyOf } from '../key.ts';
import { UsageError } from '../usage.ts';
import { serveMail } from './channel.ts';

const HELP = `Usage: npm run -s baton -- mail --config FILE --data DIR [--bot ID] [--router URL] [--key-file FILE]

  --config FILE     baton.config.json: bots[].mail names the mailbox
  --data DIR        what has to be known over a restart; one folder and one process a mailbox
  --bot ID          whose mailbox, where several have one
  --router URL      where the router answers bots, as http://127.0.0.1:7420; else BATON_URL
  --key-file FILE   holds the bot's key; else BATON_KEY
  --poll-ms N       between two looks at a mailbox that tells nothing by itself, and two tries (60000)
  --parent-pipe     end when stdin closes`;

function read(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        ...{ config: text, data: text, bot: text, router: text, 'key-file': text },
        'poll-ms': { type: 'string', default: '60000' },
        'parent-pipe': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/)[0] ?? 'unknown option');
  }
}

/** Passwords are read once, here: the mailbox is opened again with the same after a break. */
function mailboxOf({ bots }: BatonConfig, wanted: string | undefined, file: string) {
  const all = bots.flatMap(({ id, mail }, index) => (mail === undefined ? [] : [{ id, mail, index }]));
  const some = wanted === undefined ? all : all.filter(({ id }) => id === wanted);
  const [found] = some;
  if (found === undefined)
    throw new UsageError(`${file}: no bot${wanted === undefined ? '' : ` "${wanted}"`} has a "mail"`);
  if (some.length > 1)
    throw new UsageError(`--bot is one of ${some.map(({ id }) => id).join(', ')}: each has a mailbox`);
  const passwordOf = (server: 'imap' | 'smtp'): string => {
    try {
      // As long as whoever runs the mailbox made it.
      return readSecret(found.mail[server].password, process.env, 1);
    } catch (error) {
      if (!(error instanceof SecretError)) throw error;
      throw new UsageError(`${file}: $.bots[${found.index}].mail.${server}.password: ${error.message}`);
    }
  };
  return { config: found.mail, passwords: { imap: passwordOf('imap'), smtp: passwordOf('smtp') } };
}

export async function mail(args: readonly string[]): Promise<number> {
  const given = read(args);
  if (given.help) {
    process.stdout.write(`${HELP}\n`);
    return 0;
  }
  const url = given.router ?? process.env.BATON_URL;
  if (given.config === undefined) throw new UsageError('mail needs --config FILE');
  if (given.data === undefined) throw new UsageError('mail needs --data DIR');
  if (!url) throw new UsageError('mail needs --router URL, or the address in BATON_URL');
  const pollMs = Number(given['poll-ms']);
  if (!Number.isInteger(pollMs) || pollMs < 10 || pollMs > 3_600_000)
    throw new UsageError(`--poll-ms is from 10 to 3600000, not "${given['poll-ms']}"`);
  const config = configOf(given.config);
  const mailbox = mailboxOf(config, given.bot, given.config);
  const key = keyOf(given['key-file'], 'mail');
  const folder = resolve(given.data);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ending = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ending.abort());
  if (given['parent-pipe'])
    process.stdin
      .on('end', () => ending.abort())
      .on('error', () => ending.abort())
      .resume();
  const { signal } = ending;
  let isOpen = false;
  const serving = serveMail({
    ...{ client: connect({ url, key, signal }), ...mailbox, folder, signal, pollMs },
    organisation: config.organisation,
    opened() {
      if (!isOpen) process.stdout.write(`${JSON.stringify({ serving: mailbox.config.address })}\n`);
      isOpen = true;
    },
    log: (words) => process.stderr.write(`baton mail: ${words}\n`),
  });
  return serving.then(
    () => 0,
    (error: unknown) => {
      if (signal.aborted) return 0;
      process.stderr.write(`baton mail: ${(error as Error).message}\n`);
      return 1;
    },
  );
}

function configOf(file: string): BatonConfig {
  try {
    return loadConfig(file, process.env);
  } catch (error) {
    if (error instanceof ConfigError) throw new UsageError(error.message);
    throw error;
  }
}
