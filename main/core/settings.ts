// Owns the settings of this person on this device: read once, defaults for what is missing or wrong, written whole.
import { readSettings, type Settings, type SettingsChange } from '#shared/contract/settings.ts';
import type { Log, SettingsPort } from './ports.ts';

export async function openPreferences(port: SettingsPort, log: Log) {
  const kept = readSettings(await port.read());
  let current = kept.settings;
  if (kept.wrong.length > 0)
    log.warn('some settings on disk are not valid; these have their defaults', {
      settings: kept.wrong.join(),
    });
  /** Changes go one after another: each begins with what the one before has written. */
  let last: Promise<unknown> = Promise.resolve();

  async function write(change: SettingsChange): Promise<Settings> {
    const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
    const next: Settings = { ...current, ...given };
    await port.write(next);
    current = next;
    return next;
  }

  return {
    get: (): Settings => current,
    /** Fields left out stay as they are. */
    set(change: SettingsChange): Promise<Settings> {
      const mine = last.then(() => write(change));
      last = mine.catch(() => undefined);
      return mine;
    },
  };
}

export type Preferences = Awaited<ReturnType<typeof openPreferences>>;
