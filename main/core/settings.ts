// Owns the settings of this person on this device: read once, defaults for what is missing or wrong, written whole.
import { type Settings, type SettingsChange, settings as settingsSchema } from '#shared/contract/settings.ts';
import type { Log, SettingsPort } from './ports.ts';

export async function openPreferences(port: SettingsPort, log: Log) {
  let current = settingsSchema.parse({});
  const stored = settingsSchema.safeParse((await port.read()) ?? {});
  if (stored.success) current = stored.data;
  else log.warn('the settings on disk are not valid; defaults are used', { reason: stored.error.message });
  return {
    get: (): Settings => current,
    /** Fields left out stay as they are. */
    async set(change: SettingsChange): Promise<Settings> {
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const next: Settings = { ...current, ...given };
      await port.write(next);
      current = next;
      return next;
    },
  };
}

export type Preferences = Awaited<ReturnType<typeof openPreferences>>;
