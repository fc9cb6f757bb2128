// Owns what settings mean to the system: keys that work anywhere, starting with the session, languages of the speller.
// Each is applied when it changes; what the system refuses is said and nothing else breaks.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App, GlobalShortcut, Session } from 'electron';
import type { Log } from '#core/ports.ts';
import type { Settings } from '#shared/contract/settings.ts';

export interface SystemOptions {
  readonly app: Pick<App, 'setLoginItemSettings' | 'isPackaged'>;
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly session: Pick<Session, 'setSpellCheckerLanguages' | 'availableSpellCheckerLanguages'>;
  readonly platform: NodeJS.Platform;
  /** Where desktops of Linux look for what starts with the session. */
  readonly autostartFolder: string;
  readonly executable: string;
  readonly log: Log;
  readonly focus: () => void;
  /** The keys are taken or no keys. */
  readonly shortcutRefused: (keys: string) => void;
}

export function systemSettings(options: SystemOptions): (settings: Settings) => void {
  const { app, shortcuts, session, log } = options;
  let now: Pick<Settings, 'autostart' | 'globalShortcut' | 'spellcheckLanguages'> = {
    autostart: false,
    globalShortcut: '',
    spellcheckLanguages: [],
  };

  function listen(keys: string): void {
    if (now.globalShortcut !== '') shortcuts.unregister(now.globalShortcut);
    if (keys === '') return;
    try {
      if (shortcuts.register(keys, options.focus)) return;
    } catch (error) {
      log.info('the system does not know these keys', { reason: (error as Error).message });
    }
    options.shortcutRefused(keys);
  }

  function startWithSession(on: boolean): void {
    // A copy run from its sources is somebody's work, not what a session should start with.
    if (!app.isPackaged) return;
    if (options.platform !== 'linux')
      return app.setLoginItemSettings({ openAtLogin: on, args: ['--hidden'] });
    const file = join(options.autostartFolder, 'baton.desktop');
    if (!on) return rmSync(file, { force: true });
    mkdirSync(options.autostartFolder, { recursive: true });
    const command = `"${options.executable.replaceAll(/(["\\`$])/g, '\\$1')}" --hidden`;
    writeFileSync(
      file,
      `[Desktop Entry]\nType=Application\nName=Baton\nExec=${command}\nX-GNOME-Autostart-enabled=true\n`,
    );
  }

  function spellIn(languages: readonly string[]): void {
    const known = session.availableSpellCheckerLanguages;
    const wanted = languages.filter((one) => known.includes(one));
    // macOS spells by the system's own choice and knows no list.
    if (options.platform !== 'darwin' && wanted.length > 0) session.setSpellCheckerLanguages(wanted);
  }

  const attempt = (what: string, run: () => void): void => {
    try {
      run();
    } catch (error) {
      log.warn(`${what} could not be set`, { reason: (error as Error).message });
    }
  };

  return ({ autostart, globalShortcut, spellcheckLanguages }) => {
    if (globalShortcut !== now.globalShortcut) attempt('the shortcut', () => listen(globalShortcut));
    if (autostart !== now.autostart) attempt('the start with the session', () => startWithSession(autostart));
    if (spellcheckLanguages.join() !== now.spellcheckLanguages.join())
      attempt('the languages of the speller', () => spellIn(spellcheckLanguages));
    now = { autostart, globalShortcut, spellcheckLanguages };
  };
}
