// Owns the desktop application's start: the only file that imports Electron's values; the rest takes them as parameters.
// Refuses: doing anything itself; each part is a file beside this one.
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  globalShortcut,
  ipcMain,
  Menu,
  Notification,
  nativeImage,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  shell,
  Tray,
  utilityProcess,
} from 'electron';
import { createWords } from '#core/words.ts';
import { en } from '#shared/i18n/en.ts';
import icon from '../../../config/package/icon-512.png?inline';
import { runDesktop } from './desktop.ts';
import { openJournal } from './journal.ts';
import { readOptions } from './options.ts';
import { SCHEME } from './protocol.ts';

const journal = openJournal((line) => void process.stderr.write(`baton: ${line}\n`), Date.now);

/** @param code 2 = cannot start by being started again */
function fail(error: unknown, code: number): void {
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  journal.error(code === 2 ? message : (stack ?? message));
  dialog.showErrorBox(en['start.failed'], message);
  app.exit(code);
}

function start(): void {
  // Electron's own first argument is the program, and its second the folder, unless that is inside the package.
  const options = readOptions(process.argv.slice(app.isPackaged ? 1 : 2), process.env);
  const data = options.data ?? app.getPath('userData');
  mkdirSync(data, { recursive: true });
  // One application per folder of data: the lock is where the data is.
  app.setPath('userData', data);
  const links = [...options.links];
  if (!app.requestSingleInstanceLock({ links })) return app.quit();
  // Until the console is there, what comes from outside waits.
  let arrive = (link: unknown): void => void links.push(String(link));
  let show = (): void => undefined;
  app.on('second-instance', (_event, _args, _folder, more) => {
    show();
    const given = (more as { links?: unknown } | null)?.links;
    if (Array.isArray(given)) for (const link of given) arrive(link);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    arrive(url);
  });
  app
    .whenReady()
    .then(() =>
      runDesktop(
        { options, data, words: createWords() },
        {
          ...{ app, dialog, ipcMain, powerMonitor, protocol, safeStorage, screen, shell, globalShortcut },
          session: session.defaultSession,
          Menu,
          Notification,
          makeWindow: (given) => new BrowserWindow(given),
          makeTray: (image) => new Tray(image),
          makeNotification: (given) => new Notification(given),
          makeImage: (pixels, size) => nativeImage.createFromBitmap(pixels, { width: size, height: size }),
          icon: nativeImage.createFromDataURL(icon),
          fork: utilityProcess.fork,
          loadUpdater: async () => (await import('electron-updater')).default.autoUpdater,
          platform: process.platform,
          executable: process.env.APPIMAGE ?? app.getPath('exe'),
          autostartFolder: join(process.env.XDG_CONFIG_HOME ?? join(homedir(), '.config'), 'autostart'),
          resources: process.resourcesPath,
        },
        journal,
      ),
    )
    .then(
      (desktop) => {
        arrive = desktop.open;
        show = desktop.show;
        for (const link of links.splice(0)) arrive(link);
      },
      (error: unknown) => fail(error, 1),
    );
}

// Before ready, and only then, a scheme can be made a standard and secure one.
protocol.registerSchemesAsPrivileged([
  { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.enableSandbox();
try {
  start();
} catch (error) {
  fail(error, 2);
}
