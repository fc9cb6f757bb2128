// Owns the desktop application: the only file that imports Electron's values; the rest takes them as parameters.
// One window, one instance, the page on its own scheme, the router and demo beside it.
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Notification,
  protocol,
  safeStorage,
  session,
  shell,
  utilityProcess,
} from 'electron';
import Store from 'electron-store';
import { type Console, createConsole } from '#core/console.ts';
import type { Ports } from '#core/ports.ts';
import type { EventBody } from '#shared/contract/events.ts';
import { en } from '#shared/i18n/en.ts';
import { openStore } from '#store/client.ts';
import { startEmbedded } from '../embedded/embedded.ts';
import { openOffice } from '../embedded/office.ts';
import { pageFiles } from '../page/files.ts';
import { bridgePage } from './bridge.ts';
import { launchUtility } from './launch.ts';
import { ORIGIN, SCHEME, servePage } from './protocol.ts';
import { desktopSecrets } from './secrets.ts';
import { refusePermissions } from './security/05-permissions.ts';
import { makeConsoleWindow } from './window.ts';

const say = (message: string): void => void process.stderr.write(`baton: ${message}\n`);

/** Only web links leave the application, and only by the system's browser. */
async function openExternal(url: string): Promise<void> {
  if (URL.canParse(url) && new URL(url).protocol === 'https:') await shell.openExternal(url);
}

type OpenTarget = (target: EventBody<'app.open'>) => void;

function desktopPorts(
  folder: string,
  router: Ports['router'],
  window: BrowserWindow,
  openTarget: OpenTarget,
): Ports {
  const secrets = desktopSecrets(safeStorage, folder);
  const settings = new Store({ cwd: folder, name: 'settings', clearInvalidConfig: true });
  const shown = new Map<string, Notification>();
  const focus = (): void => {
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  return {
    capabilities: {
      host: 'electron',
      tray: false,
      badge: true,
      globalShortcut: false,
      deepLinks: false,
      nativeNotifications: Notification.isSupported(),
      notificationActions: false,
      autostart: false,
      updater: false,
      encryptionAtRest: secrets.protection,
    },
    notifier: {
      show({ tag, title, body, sound, open }) {
        shown.get(tag)?.close();
        const notice = new Notification({ title, body, silent: !sound });
        notice.on('click', () => {
          focus();
          openTarget(open);
        });
        shown.set(tag, notice);
        notice.show();
      },
      clear(tag) {
        shown.get(tag)?.close();
        shown.delete(tag);
      },
    },
    badge: { set: (count) => void app.setBadgeCount(count) },
    attention: { request: () => window.flashFrame(true) },
    secrets,
    settings: {
      read: async () => settings.store,
      async write(next) {
        settings.store = { ...next };
      },
    },
    windows: { focus, focused: () => window.isFocused() },
    opener: { external: openExternal },
    clock: {
      now: Date.now,
      after(ms, run) {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
    },
    ids: { next: () => randomUUID(), random: Math.random },
    paths: { data: folder },
    log: { info: () => undefined, warn: say, error: say },
    router,
    version: app.getVersion(),
  };
}

async function run(): Promise<void> {
  const { values } = parseArgs({
    args: process.argv.slice(app.isPackaged ? 1 : 2),
    options: {
      data: { type: 'string' },
      person: { type: 'string' },
      'no-demo': { type: 'boolean', default: false },
    },
    strict: false,
  });
  const data = typeof values.data === 'string' ? resolve(values.data) : app.getPath('userData');
  mkdirSync(data, { recursive: true });
  await app.whenReady();
  refusePermissions(session.defaultSession);
  servePage(protocol, pageFiles(fileURLToPath(new URL('../page', import.meta.url)), "'self'"));

  const office = openOffice(
    join(data, 'office'),
    typeof values.person === 'string' ? values.person : undefined,
  );
  const embedded = await startEmbedded({
    office,
    folder: data,
    demo: values['no-demo'] !== true,
    launch: launchUtility(utilityProcess.fork),
    say,
  });
  const window = makeConsoleWindow({
    make: (options) => new BrowserWindow(options),
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    origin: ORIGIN,
    openExternal: (url) => void openExternal(url),
  });
  const folder = join(data, 'people', office.person);
  mkdirSync(folder, { recursive: true });
  const router = { url: embedded.url, token: office.token, person: office.person };
  const core: Console = createConsole(
    desktopPorts(folder, router, window, (target) => core.open(target)),
    openStore,
  );
  bridgePage(ipcMain, window.webContents, ORIGIN, core);
  app.on('second-instance', () => {
    if (window.isMinimized()) window.restore();
    window.focus();
    core.open({});
  });
  app.on('window-all-closed', () => app.quit());
  let stopped = false;
  app.on('before-quit', (event) => {
    if (stopped) return;
    // What was typed is written, and the router ends in order, before the application goes.
    event.preventDefault();
    stopped = true;
    void Promise.allSettled([core.stop(), embedded.stop()]).then(() => app.quit());
  });
  // The page shows why a console cannot start; so it is loaded all the same.
  await core.start().catch((error: unknown) => say((error as Error).message));
  await window.loadURL(`${ORIGIN}/index.html`);
}

// Before ready, and only then, a scheme can be made a standard and secure one.
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
if (!app.requestSingleInstanceLock()) app.quit();
else
  run().catch((error: unknown) => {
    dialog.showErrorBox(en['start.failed'], error instanceof Error ? error.message : String(error));
    app.exit(1);
  });
