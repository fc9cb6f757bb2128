// Owns the demo player's process: options, signals, and ending with its parent. Started as
// `node router/demo/main.ts --http URL --key KEY [--pace 1] [--seed 1]`; the key may come as BATON_DEMO_KEY instead.
import { fstatSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { BatonError, type Connection, connect } from '#sdk/index.ts';
import { play } from './player.ts';
import { readRecordings } from './recordings.ts';

const USAGE = 'Usage: node router/demo/main.ts --http URL --key KEY [--pace 1] [--seed 1]';

function refuse(message: string): never {
  process.stderr.write(`${message}\n${USAGE}\n`);
  process.exit(2);
}

function options() {
  try {
    return parseArgs({
      options: {
        http: { type: 'string' },
        key: { type: 'string' },
        pace: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
      },
    }).values;
  } catch (error) {
    return refuse((error as Error).message);
  }
}

const { http, key = process.env.BATON_DEMO_KEY, pace, seed } = options();
if (http === undefined || !URL.canParse(http)) refuse('--http must be the address of the router');
if (!key) refuse('--key must be the key of the demo bot');
const speed = Number(pace);
if (!(speed > 0 && speed <= 1_000)) refuse('--pace must be a number above 0 and up to 1000');
if (!/^\d{1,9}$/.test(seed)) refuse('--seed must be a whole number');

const stopping = new AbortController();
const stop = () => stopping.abort();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
process.on('disconnect', stop);
// As a utility process of the desktop application it is asked by message.
(process as { readonly parentPort?: { on(event: 'message', listener: () => void): void } }).parentPort?.on(
  'message',
  stop,
);
// A parent that holds our standard input as a pipe takes us along when it goes; a terminal or /dev/null says nothing.
const input = fstatSync(0, { throwIfNoEntry: false });
if (input?.isFIFO() || input?.isSocket()) process.stdin.on('end', stop).on('error', stop).resume();

const say = (line: string) => process.stderr.write(`demo: ${line}\n`);
const recordings = readRecordings(new URL('../../resources/demo/airline.json', import.meta.url));
const connection: Connection = { url: http, key, retryMs: Math.max(20, 500 / speed) };
try {
  const goodbye = connect({ ...connection, retries: 0, timeoutMs: 1_000 });
  await play({
    // A router that is away is waited for, however long it takes.
    client: connect({ ...connection, retries: Number.MAX_SAFE_INTEGER, signal: stopping.signal }),
    leave: (conversation) => goodbye.conversation(conversation).close('demo ended'),
    recordings,
    pace: speed,
    seed: Number(seed),
    run: Date.now().toString(36),
    most: 8,
    mostWaiting: 4,
    stop: stopping.signal,
    say,
  });
} catch (error) {
  say(error instanceof BatonError ? `the router refused the demo: ${error.message}` : String(error));
  process.exitCode = 1;
}
process.exit();
