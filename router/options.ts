// Owns the router's command line: what it takes, what it refuses, and why in one line.
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { isLoopback } from './server/http.ts';

export const HELP = `Usage: router --config FILE (--data DIR | --memory) [options]

  --config FILE         who works here: baton.config.json
  --data DIR            keep everything in DIR/router.db
  --memory              keep nothing
  --host ADDRESS        where to listen (127.0.0.1)
  --port N              0 = any free one (0)
  --tls-cert FILE --tls-key FILE
  --insecure            listen beyond this machine without TLS
  --try                 let visitors chat as a customer at /try
  --demo-marker         say in every console that recorded conversations are played
  --allow-origin URL    a browser origin that may open consoles; repeatable
  --parent-pipe         end when stdin closes
  --heartbeat-ms N --lease-ms N --drain-ms N
  --log-level LEVEL     trace, debug, info, warn, error (info)

The environment variable BATON_METRICS_TOKEN opens /metrics to other machines.`;

/** The command line is wrong; `message` is one line. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error'];

function whole(value: string | undefined, name: string, least: number, most: number): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number < least || number > most)
    throw new UsageError(`--${name} must be a whole number from ${least} to ${most}, not "${value}"`);
  return number;
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        config: { type: 'string' },
        data: { type: 'string' },
        memory: { type: 'boolean' },
        host: { type: 'string', default: '127.0.0.1' },
        port: { type: 'string', default: '0' },
        'tls-cert': { type: 'string' },
        'tls-key': { type: 'string' },
        insecure: { type: 'boolean', default: false },
        try: { type: 'boolean', default: false },
        'demo-marker': { type: 'boolean', default: false },
        'allow-origin': { type: 'string', multiple: true, default: [] },
        'parent-pipe': { type: 'boolean', default: false },
        'heartbeat-ms': { type: 'string' },
        'lease-ms': { type: 'string' },
        'drain-ms': { type: 'string' },
        'log-level': { type: 'string', default: 'info' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values;
  } catch (error) {
    throw new UsageError((error as Error).message.split(/\. |\n/)[0] ?? 'unknown option');
  }
}

function existing(file: string | undefined, name: string): string | undefined {
  if (file !== undefined && !existsSync(file))
    throw new UsageError(`--${name} ${file}: there is no such file`);
  return file;
}

/** Null when help was asked for. @throws UsageError */
export function readOptions(args: readonly string[]) {
  const given = parse(args);
  if (given.help) return null;
  if (given.config === undefined) throw new UsageError('--config FILE is missing');
  if ((given.data === undefined) === (given.memory !== true))
    throw new UsageError('give either --data DIR or --memory');
  const cert = existing(given['tls-cert'], 'tls-cert');
  const key = existing(given['tls-key'], 'tls-key');
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert and --tls-key go together');
  if (cert === undefined && !given.insecure && !isLoopback(given.host))
    throw new UsageError(
      `${given.host} is beyond this machine: give --tls-cert and --tls-key, or --insecure`,
    );
  if (!LEVELS.includes(given['log-level']))
    throw new UsageError(`--log-level is one of ${LEVELS.join(', ')}`);
  return {
    config: given.config,
    data: given.data ?? null,
    host: given.host,
    port: whole(given.port, 'port', 0, 65_535) ?? 0,
    tls: cert === undefined || key === undefined ? null : { cert, key },
    tryOut: given.try,
    demo: given['demo-marker'],
    allowOrigins: given['allow-origin'],
    parentPipe: given['parent-pipe'],
    heartbeatMs: whole(given['heartbeat-ms'], 'heartbeat-ms', 50, 600_000),
    leaseMs: whole(given['lease-ms'], 'lease-ms', 100, 600_000),
    drainMs: whole(given['drain-ms'], 'drain-ms', 0, 600_000),
    logLevel: given['log-level'],
  };
}
