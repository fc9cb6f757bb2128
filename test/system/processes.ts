// Owns the real processes a test drives: started in their own group, killed for good when the test ends.
// Refuses: anything in-process; what these tests prove is that separate programs agree.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = join(import.meta.dirname, '..', '..');

export interface Running {
  readonly pid: number;
  /** Everything written to stderr so far, for messages of failed tests. */
  log(): string;
  /** Ends the whole group with `signal` and resolves when the first process is gone. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Resolves with the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
}

export interface StartedRouter extends Running {
  readonly ws: string;
  readonly http: string;
  readonly port: number;
}

export interface StartedConsole extends Running {
  /** Address of the page with its token. */
  readonly page: string;
}

/** A folder that is gone after the test. */
export function scratch(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'baton-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true, maxRetries: 3 }) };
}

function run(
  entry: string,
  args: readonly string[],
  nodeArgs: readonly string[] = [],
): { child: ChildProcess; running: Running } {
  const child = spawn(process.execPath, [...nodeArgs, join(root, entry), ...args], {
    cwd: root,
    // stdin stays open: the children end when it closes, so nothing outlives a killed test run.
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: process.platform !== 'win32',
    env: { ...process.env, NODE_ENV: 'test' },
  });
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-200_000);
  });
  const { pid } = child;
  if (pid === undefined) throw new Error(`${entry} could not be started`);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    running: {
      pid,
      log: () => log,
      ended,
      async kill(signal) {
        if (child.exitCode !== null || child.signalCode !== null) return;
        const gone = once(child, 'exit');
        try {
          process.kill(process.platform === 'win32' ? pid : -pid, signal);
        } catch {
          child.kill(signal);
        }
        await gone;
      },
    },
  };
}

/** First line of stdout that `pick` recognises; fails with the log when the process ends before. */
function line<T>(child: ChildProcess, running: Running, pick: (text: string) => T | undefined): Promise<T> {
  return new Promise((resolve, reject) => {
    if (child.stdout === null) throw new Error('stdout is not piped');
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (text) => {
      const picked = pick(text);
      if (picked !== undefined) resolve(picked);
    });
    void running.ended.then((code) =>
      reject(new Error(`ended with ${code} before it was ready:\n${running.log()}`)),
    );
  });
}

export async function startRouter(options: {
  readonly config: string;
  /** Left out = memory engine. */
  readonly data?: string;
  readonly port?: number;
  readonly args?: readonly string[];
}): Promise<StartedRouter> {
  const { child, running } = run('router/main.ts', [
    '--config',
    options.config,
    ...(options.data === undefined ? ['--memory'] : ['--data', options.data]),
    '--port',
    String(options.port ?? 0),
    '--parent-pipe',
    ...(options.args ?? []),
  ]);
  const ready = await line(child, running, (text) => (text.startsWith('{"ready":true') ? text : undefined));
  const { url, http } = JSON.parse(ready) as { url: string; http: string };
  return { ...running, ws: url, http, port: Number(new URL(http).port) };
}

/** `baton mail`, which finds its passwords in the environment. */
export async function startMail(options: {
  readonly config: string;
  readonly data: string;
  readonly router: string;
  readonly keyFile: string;
}): Promise<Running> {
  const { child, running } = run('main/hosts/cli/index.ts', [
    ...['mail', '--config', options.config, '--data', options.data, '--router', options.router],
    ...['--key-file', options.keyFile, '--poll-ms', '50', '--parent-pipe'],
  ]);
  await line(child, running, (text) => (text.startsWith('{"serving":') ? text : undefined));
  return running;
}

export async function startConsole(options: {
  readonly data: string;
  readonly router: string;
  readonly tokenFile: string;
  readonly person: string;
  readonly port?: number;
  /** For node itself, as `--inspect=0`. */
  readonly nodeArgs?: readonly string[];
}): Promise<StartedConsole> {
  // A reply goes at once; taking it back has its own tests.
  const own = join(options.data, 'people', options.person);
  mkdirSync(own, { recursive: true, mode: 0o700 });
  if (!existsSync(join(own, 'settings.json')))
    writeFileSync(join(own, 'settings.json'), JSON.stringify({ undoSeconds: 0 }));
  const { child, running } = run(
    'main/hosts/web/index.ts',
    [
      ...['--data', options.data, '--router', options.router, '--token-file', options.tokenFile],
      ...['--person', options.person, '--port', String(options.port ?? 0), '--no-demo', '--parent-pipe'],
    ],
    options.nodeArgs,
  );
  const page = await line(child, running, (text) => /Baton is ready at (\S+)/.exec(text)?.[1]);
  return { ...running, page };
}
