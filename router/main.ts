// Owns the router as a process: options in, one JSON line on stdout when it is ready, logs on stderr, an orderly end.
// Exit codes: 0 ended when asked, 1 failed or lost its database to another router, 2 cannot start (one line says why).
import { mkdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { loadConfig } from './config.ts';
import { createMemoryEngine } from './engine/memory.ts';
import type { Engine } from './engine/port.ts';
import { claimFolder, newHolder } from './holder.ts';
import { openLog } from './log.ts';
import { HELP, readOptions, UsageError } from './options.ts';
import { StartError, startServer } from './server/server.ts';
import { builtPages } from './server/wall/built.ts';

/** Errors whose message is written for whoever started the router. */
const CLEAR = new Set(['UsageError', 'ConfigError', 'StartError', 'EngineFileError']);

/** As a utility process of the desktop application: the same news and the same end, by message. */
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
}
const parentPort = (process as { readonly parentPort?: ParentPort }).parentPort;

async function openEngine(data: string | null): Promise<Engine> {
  if (data === null) return createMemoryEngine({ now: Date.now });
  try {
    mkdirSync(data, { recursive: true });
  } catch (error) {
    throw new StartError(`--data ${data} cannot be used (${(error as NodeJS.ErrnoException).code})`);
  }
  // Loaded only when needed: it brings native code along.
  const { openSqliteEngine } = await import('./engine/sqlite.ts');
  return openSqliteEngine({ file: join(data, 'router.db') });
}

async function run(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  if (options === null) {
    process.stdout.write(`${HELP}\n`);
    return;
  }
  const config = loadConfig(options.config, process.env);
  const log = openLog(options.logLevel);
  const data = options.data === null ? null : resolve(options.data);
  const engine = await openEngine(data);
  const holder = newHolder();
  const claim = data === null ? null : await claimFolder(data, engine, holder);
  const { host, port, tryOut, demo, allowOrigins, leaseMs, drainMs, heartbeatMs, tls } = options;

  let ending = false;
  let stop: () => Promise<void> = async () => undefined;
  const end = (code: number, reason: string) => {
    if (ending) return;
    ending = true;
    log.info({ reason }, 'the router stops');
    stop()
      .then(() => engine.close())
      .then(() => claim?.release())
      .then(
        () => process.exit(code),
        (error: unknown) => {
          log.error({ err: error }, 'the router did not stop in order');
          process.exit(1);
        },
      );
  };
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => end(0, signal));

  const server = await startServer({
    ...{ config, configFile: options.config, engine, log, holder, host, port, tryOut, demo, allowOrigins },
    tls: tls && { cert: readFileSync(tls.cert, 'utf8'), key: readFileSync(tls.key, 'utf8') },
    pages: builtPages(),
    metricsToken: process.env.BATON_METRICS_TOKEN ?? null,
    ...(heartbeatMs === undefined ? {} : { timing: { heartbeatMs } }),
    ...(leaseMs === undefined ? {} : { leaseMs }),
    ...(drainMs === undefined ? {} : { drainMs }),
    onLost: () => {
      process.stderr.write('baton router: another router writes this database now; this one ends\n');
      end(1, 'lost its database');
    },
  }).catch(async (error: unknown) => {
    await engine.close();
    claim?.release();
    throw error;
  });
  stop = server.stop;
  // A utility process has no stdin to watch, and ends with its application anyway.
  if (options.parentPipe && parentPort === undefined)
    process.stdin
      .on('end', () => end(0, 'stdin closed'))
      .on('error', () => end(0, 'stdin failed'))
      .resume();
  parentPort?.on('message', ({ data }) => {
    if ((data as { kind?: unknown } | null)?.kind === 'stop') end(0, 'asked by the application');
  });
  const ready = { ready: true, url: server.url, http: server.http, pid: process.pid };
  process.stdout.write(`${JSON.stringify(ready)}\n`);
  parentPort?.postMessage(ready);
}

run().catch((error: unknown) => {
  const { name, message, stack } = error as Error;
  const clear = CLEAR.has(name);
  const usage = error instanceof UsageError ? ' (--help shows the options)' : '';
  process.stderr.write(`baton router: ${clear ? `${message}${usage}` : (stack ?? message)}\n`);
  process.exit(clear ? 2 : 1);
});
