// Owns the desktop application once the system is ready: console, windows and what the system offers, wired to each other.
// Refuses: Electron's values (index.ts) and any decision (the files beside it).
import { existsSync, mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Dialog, NativeImage } from 'electron';
import { type Console, createConsole } from '#core/console.ts';
import type { CoreWords } from '#core/words.ts';
import type { EventBody } from '#shared/contract/events.ts';
import { readSettings, type Settings } from '#shared/contract/settings.ts';
import { openStore } from '#store/client.ts';
import { pageFiles } from '../page/files.ts';
import { settingsFile } from '../settings-file.ts';
import { bridgePages, type Pages } from './bridge.ts';
import { saveDiagnostics } from './diagnostics.ts';
import { followConsole } from './follow.ts';
import { watchIdle } from './idle.ts';
import type { Journal } from './journal.ts';
import { readLink } from './links.ts';
import { openMemory } from './memory.ts';
import { menuBar, pointerMenu } from './menu.ts';
import { systemNotices } from './notices.ts';
import type { DesktopOptions } from './options.ts';
import { clock, desktopPorts } from './ports.ts';
import { ORIGIN, servePage } from './protocol.ts';
import { quitInOrder } from './quitting.ts';
import { recoverPage } from './recovery.ts';
import { desktopSecrets } from './secrets.ts';
import { allowOwnRequestsOnly } from './security/01-network.ts';
import { refusePermissions } from './security/05-permissions.ts';
import { refuseWebviews } from './security/12-webview.ts';
import { keepOnOwnPage } from './security/13-navigation.ts';
import { linkOpener } from './security/15-external.ts';
import { openSite } from './site.ts';
import type { System } from './system.ts';
import { systemSettings } from './system-settings.ts';
import { openTray } from './tray.ts';
import { drawTrayIcon, ICON_SIZE } from './tray-icon.ts';
import { chooseFeed, keepUpdated } from './updates.ts';
import { openWindows } from './windows.ts';

export interface Started {
  readonly options: DesktopOptions;
  /** Folder of all data. */
  readonly data: string;
  readonly words: CoreWords;
}

export interface Desktop {
  /** An address from outside, not yet judged. */
  open(link: unknown): void;
  show(): void;
}

type OpenTarget = EventBody<'app.open'>;

/** @throws whatever keeps the console from being there at all; the page says the rest. */
export async function runDesktop(started: Started, system: System, journal: Journal): Promise<Desktop> {
  const { options, data, words } = started;
  const { app, dialog, platform, session } = system;
  const { t } = words;
  const development = !app.isPackaged;
  const feed = chooseFeed(
    app.isPackaged,
    existsSync(join(system.resources, 'app-update.yml')),
    options.updateFeed,
  );

  refusePermissions(session);
  allowOwnRequestsOnly(session, ORIGIN, development);
  app.on('web-contents-created', (_event, contents) => {
    keepOnOwnPage(contents, ORIGIN);
    refuseWebviews(contents);
    // Until its window says otherwise, a page opens nothing.
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
  servePage(system.protocol, pageFiles(fileURLToPath(new URL('../page', import.meta.url)), "'self'"));
  if (app.isPackaged) app.setAsDefaultProtocolClient('baton');

  const site = await openSite(options, data, system.fork, (line) => journal.warn(line));
  const folder = join(data, 'people', site.router.person);
  mkdirSync(folder, { recursive: true });
  const memory = openMemory(data, journal);
  const secrets = await desktopSecrets(system.safeStorage, folder, platform);
  const settingsPort = settingsFile(folder, journal);
  let settings: Settings = readSettings(await settingsPort.read()).settings;
  await words.setLanguage(settings.language);

  // What belongs together is made in turn; each reaches the others when something happens, and by then all are there.
  let pages: Pages | null = null;
  const own = { kind: 'console', sound: false, open: {}, attended: true } as const;
  const say = (tag: string, title: string, body: string): void =>
    pages?.tell('app.notice', { tag, notice: { ...own, title, body } });
  const image = (pixels: Buffer): NativeImage => system.makeImage(pixels, ICON_SIZE);

  const openExternal = linkOpener({
    ...{ shell: system.shell, dialog, memory, t },
    refused: () => say('link', t('link.refusedTitle'), t('link.notWeb')),
  });
  const windows = openWindows({
    ...{ memory, t, origin: ORIGIN, make: system.makeWindow, icon: system.icon },
    areas: () => {
      const main = system.screen.getPrimaryDisplay();
      const others = system.screen.getAllDisplays().filter(({ id }) => id !== main.id);
      return [main, ...others].map(({ workArea }) => workArea);
    },
    preload: fileURLToPath(new URL('../preload/index.cjs', import.meta.url)),
    hideMenuBar: platform !== 'darwin',
    added(contents, main) {
      pages?.add(contents, main);
      contents.on('context-menu', (_event, pointed) => {
        const items = pointerMenu(t, pointed, {
          replace: (word) => contents.replaceMisspelling(word),
          learn: (word) => void session.addWordToSpellCheckerDictionary(word),
        });
        if (items.length > 0) system.Menu.buildFromTemplate(items).popup();
      });
      recoverPage(contents, {
        ...{ clock, log: journal },
        again: () => say('page', t('page.againTitle'), t('page.againWhat')),
        ask: async () => (await askOpenAgain(dialog, t)) === 0,
      });
    },
    openExternal: (url) => void openExternal(url),
  });
  const window = windows.console;

  const notices = systemNotices({
    ...{ t, make: system.makeNotification, withActions: platform === 'darwin' || platform === 'win32' },
    open: (target) => core.open(target),
    accept: (offer) => answer(follower.call('offer.accept', { offer }), { offer }),
    decline: (offer) => answer(follower.call('offer.decline', { offer, reason: 'busy' }), { offer }),
  });
  /** What did not work is shown where it can be done by hand. */
  function answer(done: Promise<{ conversation: string } | object>, target: OpenTarget): void {
    done.then(
      (result) => 'conversation' in result && core.open({ conversation: result.conversation }),
      () => core.open(target),
    );
  }

  const apply = systemSettings({
    ...{ app, session, platform, log: journal, shortcuts: system.globalShortcut },
    ...{ autostartFolder: system.autostartFolder, executable: system.executable },
    focus: windows.focus,
    shortcutRefused: (keys) => say('shortcut', t('shortcut.refused'), t('shortcut.refusedWhat', { keys })),
  });
  const tray = openTray({
    ...{ t, make: system.makeTray, buildMenu: system.Menu.buildFromTemplate },
    image: (status) => image(drawTrayIcon(status)),
    setMenu: (made, menu) => made.setContextMenu(menu),
    show: windows.focus,
    setPresence: (presence) => void follower.call('presence.set', presence).catch(() => windows.focus()),
    saveDiagnostics: () => void diagnose(),
    quit: () => app.quit(),
  });

  const core: Console = createConsole(
    desktopPorts({
      ...{ system, windows, notices, secrets, folder, openExternal, log: journal },
      router: site.router,
      capabilities: { tray: tray !== null, updater: feed !== null },
      overlay: (count) => (count === 0 ? null : image(drawTrayIcon('available'))),
      settings: {
        read: settingsPort.read,
        async write(next) {
          await settingsPort.write(next);
          settings = next;
          apply(next);
          await words.setLanguage(next.language);
          showMenus();
        },
      },
    }),
    openStore,
  );
  const follower = followConsole(core);
  pages = bridgePages(system.ipcMain, ORIGIN, core);
  pages.add(window.webContents, true);

  function showMenus(): void {
    const actions = {
      showSettings: () => core.open({ place: 'settings' }),
      saveDiagnostics: () => void diagnose(),
      quit: () => app.quit(),
    };
    system.Menu.setApplicationMenu(system.Menu.buildFromTemplate(menuBar(t, platform, development, actions)));
    tray?.update(follower.now());
  }
  const diagnose = (): Promise<void> =>
    saveDiagnostics({
      choose: () => dialog.showSaveDialog({ defaultPath: join(app.getPath('home'), t('diagnostics.file')) }),
      async collect() {
        const { capabilities } = await follower.call('app.hello', {});
        const { checks } = await follower.call('diagnostics.run', {});
        return {
          ...{ capabilities, checks, settings, platform, at: clock.now(), version: app.getVersion() },
          ...{ versions: process.versions, link: follower.now().link?.state ?? 'unknown' },
          ...{ lines: journal.lines(), home: homedir() },
        };
      },
      saved: (file) => say('diagnostics', t('diagnostics.saved'), file),
      failed: (error) => say('diagnostics', t('diagnostics.failed'), String(error)),
    });

  apply(settings);
  showMenus();
  const presence = (): string | undefined => follower.now().me?.presence.status;
  follower.onChange((now) => tray?.update(now));
  const stopIdle = watchIdle({
    ...{ clock, power: system.powerMonitor },
    isAvailable: () => presence() === 'available' && follower.now().link?.state === 'live',
    suggest(minutes) {
      const [title, body] = [t('idle.title'), t('idle.what', { minutes })];
      notices.showWith({ ...own, tag: 'idle', title, body }, [
        {
          label: t('idle.away'),
          run: () => void follower.call('presence.set', { status: 'away' }).catch(() => undefined),
        },
      ]);
      say('idle', title, body);
    },
    withdraw() {
      notices.clear('idle');
      pages?.tell('app.notice', { tag: 'idle' });
    },
  });
  system.powerMonitor.on('resume', core.wake);
  app.on('window-all-closed', () => app.quit());
  app.on('activate', windows.focus);
  quitInOrder({
    ...{ app, window, dialog, t },
    waiting: core.unsent,
    staysInTray: () => tray !== null && settings.closeToTray,
    hidden() {
      if (memory.get().saidInTray) return;
      memory.change({ saidInTray: true });
      notices.show({ ...own, tag: 'tray', title: t('tray.stays'), body: t('tray.staysWhat') });
    },
    stop() {
      stopIdle();
      return Promise.allSettled([core.stop(), site.stop()]);
    },
  });
  if (feed !== null)
    keepUpdated({
      ...{ feed, clock, log: journal, load: system.loadUpdater },
      ready: (version) => say('update', t('update.ready', { version }), t('update.readyWhat')),
    }).catch((error: unknown) => journal.warn('updates are off', { reason: String(error) }));

  // The page shows why a console cannot start; so it is loaded all the same.
  await core.start().catch((error: unknown) => journal.error((error as Error).message));
  if (!options.hidden || tray === null) window.once('ready-to-show', () => window.show());
  await window.loadURL(`${ORIGIN}/index.html`);
  return {
    show: windows.focus,
    open(link) {
      const read = readLink(link);
      windows.focus();
      if ('target' in read) return core.open(read.target);
      journal.info('a link was refused', { why: read.refused });
      say('link', t('link.refusedTitle'), t(read.refused));
    },
  };
}

async function askOpenAgain(dialog: Pick<Dialog, 'showMessageBox'>, t: CoreWords['t']): Promise<number> {
  const { response } = await dialog.showMessageBox({
    type: 'error',
    message: t('page.keepsEnding'),
    detail: t('page.keepsEndingWhat'),
    buttons: [t('page.openAgain'), t('page.leaveClosed')],
    defaultId: 0,
    cancelId: 1,
  });
  return response;
}
