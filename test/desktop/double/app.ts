// Owns app: its life from ready to quit in Electron's order, one instance per user data folder, and what the system is told.
import { EventEmitter } from 'node:events';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App, CommandLine } from 'electron';
import { becomeReady, isReady } from './chromium.ts';
import { created } from './contents.ts';
import { listed, type Members } from './listed.ts';
import { isPrevented } from './preventable.ts';
import { writePermissions } from './session.ts';
import { utilityMetrics } from './utility.ts';
import { BrowserWindow, windowEvents } from './windows.ts';

const { name, version } = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { name: string; version: string };

const events = new EventEmitter();
const paths = new Map<string, string>([
  ['home', homedir()],
  ['appData', join(tmpdir(), `baton-double-${process.pid}`)],
  ['userData', join(tmpdir(), `baton-double-${process.pid}`, name)],
  ['temp', tmpdir()],
  ['exe', process.execPath],
]);
// As the runtime does: a package has no folder among its arguments, and its resources beside it.
const isPackaged = process.env.BATON_DOUBLE_PACKAGED === '1';
if (isPackaged) process.argv.splice(1, 1);
Object.assign(process, {
  resourcesPath: process.env.BATON_DOUBLE_RESOURCES ?? join(tmpdir(), 'baton-no-resources'),
});
// The application asks which system it is on; threads and other processes keep the real one.
const { BATON_DOUBLE_PLATFORM: platform = process.platform } = process.env;
Object.defineProperty(process, 'platform', { value: platform });
let parting: Promise<void> = Promise.resolve();
let badge = 0;
let login: object = { openAtLogin: false };
let quitting = false;
let lock: (() => void) | null = null;

/** What macOS opened the application with: it says so before the application is ready. */
const { BATON_DOUBLE_OPEN_URL: openedWith } = process.env;

const ready = new Promise<void>((resolve) => {
  // The module that imports Electron runs to its end before the application is ready.
  setImmediate(() =>
    setImmediate(() => {
      if (openedWith !== undefined && !isPrevented(events, 'open-url', {}, openedWith))
        process.stderr.write(`double: nobody took ${openedWith}\n`);
      becomeReady();
      events.emit('ready');
      resolve();
    }),
  );
});
void writePermissions(null);

created.on('contents', (contents) => events.emit('web-contents-created', {}, contents));
created.on('window', (window) => {
  events.emit('browser-window-created', {}, window);
  window.on('focus', () => events.emit('browser-window-focus', {}, window));
  window.on('blur', () => events.emit('browser-window-blur', {}, window));
});
windowEvents.on('closed', () => {
  if (quitting) return leaveWhenEmpty();
  if (BrowserWindow.getAllWindows().length > 0) return;
  if (events.listenerCount('window-all-closed') > 0) events.emit('window-all-closed');
  else app.quit();
});

const ask = (event: string): boolean => !isPrevented(events, event);

function leaveWhenEmpty(): void {
  if (BrowserWindow.getAllWindows().length > 0) return;
  if (!ask('will-quit')) {
    quitting = false;
    return;
  }
  leave(0);
}

function leave(code: number): void {
  events.emit('quit', {}, code);
  lock?.();
  void parting.then(() => process.exit(code));
}

const pipe = (): string =>
  process.platform === 'win32'
    ? `\\\\.\\pipe\\baton-double-${Buffer.from(paths.get('userData') ?? '')
        .toString('hex')
        .slice(-60)}`
    : join(paths.get('userData') ?? '', 'double.sock');

/** Electron answers at once; so the first instance is known by a folder, and told by a socket beside it. */
function claim(data: object): boolean {
  const folder = paths.get('userData') ?? '';
  mkdirSync(folder, { recursive: true });
  const mark = join(folder, 'double.lock');
  try {
    mkdirSync(mark);
  } catch {
    parting = new Promise((resolve) => {
      const told = connect(pipe(), () =>
        told.end(JSON.stringify({ argv: process.argv, cwd: process.cwd(), data })),
      );
      told.on('error', (error) =>
        process.stderr.write(`double: the first instance is deaf: ${error.message}\n`),
      );
      told.on('close', () => resolve());
    });
    return false;
  }
  const server = createServer({ allowHalfOpen: false }, (socket) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
    socket.on('end', () => {
      const { argv, cwd, data: more } = JSON.parse(text) as { argv: string[]; cwd: string; data: object };
      events.emit('second-instance', {}, argv, cwd, more);
    });
  }).listen(pipe());
  server.unref();
  lock = () => {
    rmSync(mark, { recursive: true, force: true });
    rmSync(pipe(), { force: true });
  };
  process.once('exit', () => lock?.());
  return true;
}

const own = {
  name: 'Baton',
  isPackaged,
  applicationMenu: null,
  whenReady: () => ready,
  isReady,
  enableSandbox(): void {
    if (isReady()) throw new Error('app.enableSandbox() can only be called before app is ready');
  },
  requestSingleInstanceLock: (data: object = {}) => lock !== null || claim(data),
  getPath(wanted: string): string {
    const path = paths.get(wanted);
    if (path === undefined) throw new Error(`Failed to get '${wanted}' path`);
    return path;
  },
  setPath: (wanted: string, path: string) => void paths.set(wanted, path),
  getAppPath: () => process.cwd(),
  getName: () => 'Baton',
  getVersion: () => version,
  getLocale: () => 'en-US',
  getPreferredSystemLanguages: () => ['en-US'],
  setBadgeCount(count: number): boolean {
    badge = count;
    return true;
  },
  getBadgeCount: () => badge,
  setAsDefaultProtocolClient: (scheme: string) => scheme !== '',
  isDefaultProtocolClient: () => false,
  setLoginItemSettings(settings: object): void {
    login = settings;
  },
  getLoginItemSettings: () => login,
  setAppUserModelId: () => undefined,
  focus: () => undefined,
  dock: undefined,
  commandLine: listed('app.commandLine', {
    appendSwitch: () => undefined,
    hasSwitch: (given: string) => process.argv.includes(`--${given}`),
  } satisfies Members<CommandLine>),
  quit(): void {
    if (quitting || !ask('before-quit')) return;
    quitting = true;
    for (const window of BrowserWindow.getAllWindows()) {
      window.close();
      if (!window.isDestroyed()) {
        quitting = false;
        return;
      }
    }
    leaveWhenEmpty();
  },
  exit(code = 0): void {
    for (const window of BrowserWindow.getAllWindows()) window.destroy();
    leave(code);
  },
  relaunch: () => undefined,
  getAppMetrics: utilityMetrics,
} satisfies Members<App>;

export const app = listed('app', Object.assign(events, own));

// As Electron does: asked to end by the system, the application quits in order.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => app.quit());
