// Owns the settings of a person on this device as a file. One that cannot be read is set aside and said, not lost.
import { renameSync } from 'node:fs';
import { join } from 'node:path';
import Conf from 'conf';
import type { Log, SettingsPort } from '#core/ports.ts';

function open(folder: string): Conf {
  return new Conf({ cwd: folder, configName: 'settings', accessPropertiesByDotNotation: false });
}

export function settingsFile(folder: string, log: Log): SettingsPort {
  let file: Conf;
  try {
    file = open(folder);
  } catch (error) {
    const path = join(folder, 'settings.json');
    renameSync(path, `${path}.aside`);
    log.warn('the settings could not be read and were set aside', {
      file: `${path}.aside`,
      reason: String(error),
    });
    file = open(folder);
  }
  return {
    read: async () => file.store,
    async write(settings) {
      file.store = { ...settings };
    },
  };
}
