// Owns what the desktop application remembers of this device beside the settings: places of windows, sites that were
// allowed, what was said once. One small file, written whole; one that cannot be read is begun anew and said.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Log } from '#core/ports.ts';
import { placement } from './placement.ts';

const schema = z.object({
  windows: z.record(z.string(), placement).default({}),
  trustedHosts: z.array(z.string()).default([]),
  saidInTray: z.boolean().default(false),
});
type Remembered = z.infer<typeof schema>;

export interface Memory {
  get(): Remembered;
  change(change: Partial<Remembered>): void;
}

export function openMemory(folder: string, log: Log): Memory {
  const file = join(folder, 'desktop.json');
  let now = schema.parse({});
  try {
    now = schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn('what the windows looked like could not be read and begins anew', { file });
  }
  return {
    get: () => now,
    change(change) {
      now = { ...now, ...change };
      try {
        writeFileSync(`${file}.new`, JSON.stringify(now), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      } catch (error) {
        log.warn('what the windows look like could not be kept', { file, reason: (error as Error).message });
      }
    },
  };
}
