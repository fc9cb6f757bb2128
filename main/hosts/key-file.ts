// Owns the key of a person's files where the system offers no keychain: a file only this user may read.
// It protects copies of the data folder that travel without it, and says so by its name in `protection`.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Secrets } from '#core/ports.ts';

const KEY = /^[0-9a-f]{64}$/;

/** The key cannot be read; without it the person's files stay closed. */
export class KeyFileError extends Error {
  override readonly name = 'KeyFileError';
}

export function keyFile(folder: string): Secrets {
  return {
    protection: 'key-file',
    async storeKey(person) {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${person}.key`);
      if (!existsSync(file)) {
        writeFileSync(`${file}.new`, randomBytes(32).toString('hex'), { mode: 0o600 });
        renameSync(`${file}.new`, file);
      }
      const key = readFileSync(file, 'utf8').trim();
      if (!KEY.test(key)) throw new KeyFileError(`${file} does not hold a key: put the right file back`);
      return key;
    },
  };
}
