// Owns one run of the desktop application as specs hold it: the same on the double and on the real runtime.
// Refuses: knowing what the application does.
import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { _electron, type Page } from '@playwright/test';
import type Electron from 'electron';
import type { TestBrowser } from './browser.ts';
import { desktopRuntime } from './runtime.ts';

const root = join(import.meta.dirname, '..', '..');

export interface Application {
  /** Runs in the main process with Electron's module, or rejects with what it threw. */
  main<R, A = undefined>(run: (electron: typeof Electron, arg: A) => R, arg?: A): Promise<Awaited<R>>;
  /** The page of a window; the first one unless named. Waits for it. */
  page(window?: number): Promise<Page>;
  /** Ids of the windows there are. */
  windows(): Promise<number[]>;
  /** Everything written to stdout and stderr so far. */
  output(): string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it at once, whatever it is doing. */
  kill(): Promise<void>;
}

export interface LaunchOptions {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Folder of the application; the repository unless packaging is tested. */
  readonly folder?: string;
}

export function launch(browser: TestBrowser, options: LaunchOptions): Promise<Application> {
  const runtime = desktopRuntime();
  return runtime === null ? launchDouble(browser, options) : launchReal(runtime, options);
}

function follow(child: ChildProcess): { output: () => string; ended: Promise<number | null> } {
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (more: string) => {
      text = (text + more).slice(-100_000);
    });
  return { output: () => text, ended: new Promise((resolve) => child.once('exit', resolve)) };
}

async function launchDouble(
  browser: TestBrowser,
  { args, env = {}, folder = root }: LaunchOptions,
): Promise<Application> {
  const register = new URL('./double/register.ts', import.meta.url).href;
  const child = spawn(process.execPath, ['--import', register, join(folder, 'dist/main/index.js'), ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: { ...process.env, ...env, BATON_DOUBLE_BROWSER: browser.address },
  });
  const { output, ended } = follow(child);
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>();
  let last = 0;
  child.on('message', ({ id, value, error }: { id: number; value?: unknown; error?: string }) => {
    const call = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) call?.resolve(value as never);
    else call?.reject(new Error(error));
  });
  child.on('error', () => undefined);
  void ended.then((code) => {
    for (const { reject } of waiting.values())
      reject(new Error(`the application ended with ${code}:\n${output()}`));
    waiting.clear();
  });
  const ask = <R>(run: string, arg?: unknown): Promise<R> =>
    new Promise((resolve, reject) => {
      if (child.exitCode !== null || !child.connected)
        return reject(new Error(`the application has ended:\n${output()}`));
      last += 1;
      waiting.set(last, { resolve, reject });
      child.send({ id: last, run, arg });
    });
  const targets = () => ask<{ window: number; target: string }[]>('targets');
  return {
    main: (run, arg) => ask(String(run), arg),
    windows: async () => (await targets()).map(({ window }) => window),
    async page(window) {
      for (;;) {
        const wanted = (await targets()).find((one) => window === undefined || one.window === window);
        if (wanted !== undefined) {
          for (const context of browser.driver.contexts())
            for (const page of context.pages()) {
              if ((await targetOf(page)) === wanted.target) return page;
            }
        }
        await new Promise((resolve) => setTimeout(resolve, 25));
      }
    },
    output,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const known = new WeakMap<Page, string>();
async function targetOf(page: Page): Promise<string | undefined> {
  const found = known.get(page);
  if (found !== undefined) return found;
  try {
    const session = await page.context().newCDPSession(page);
    const { targetInfo } = await session.send('Target.getTargetInfo');
    await session.detach();
    known.set(page, targetInfo.targetId);
    return targetInfo.targetId;
  } catch {
    // It closed meanwhile.
    return undefined;
  }
}

/** Never run where this was written: there was no runtime. */
async function launchReal(
  runtime: string,
  { args, env = {}, folder = root }: LaunchOptions,
): Promise<Application> {
  const witness = new URL('./witness-real.cjs', import.meta.url);
  const electron = await _electron.launch({
    executablePath: runtime,
    args: ['-r', witness.pathname, folder, ...args],
    env: { ...(process.env as Record<string, string>), ...env },
  });
  const { output, ended } = follow(electron.process());
  return {
    main: <R, A>(run: (electron: typeof Electron, arg: A) => R, arg?: A) =>
      electron.evaluate(run as never, arg as never) as Promise<Awaited<R>>,
    windows: () =>
      electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map(({ id }) => id)),
    async page(window) {
      const first = await electron.firstWindow();
      if (window === undefined) return first;
      for (;;) {
        for (const page of electron.windows()) {
          const handle = await electron.browserWindow(page);
          if ((await handle.evaluate(({ id }) => id)) === window) return page;
        }
        await electron.waitForEvent('window');
      }
    },
    output,
    ended,
    async kill() {
      electron.process().kill('SIGKILL');
      await ended;
    },
  };
}
