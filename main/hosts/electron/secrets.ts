// Owns the key of a person's files on the desktop: kept by the system's keychain through safeStorage.
// Where the system has none, Electron's basic_text would only look like protection: a key file is used and named so.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { Secrets } from '#core/ports.ts';
import { keyFile } from '../key-file.ts';

function isProtected(safeStorage: SafeStorage): boolean {
  if (!safeStorage.isEncryptionAvailable()) return false;
  return process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** Call after the application is ready: before that the keychain cannot be asked. */
export function desktopSecrets(safeStorage: SafeStorage, folder: string): Secrets {
  if (!isProtected(safeStorage)) return keyFile(folder);
  return {
    protection: 'os-keychain',
    async storeKey(person) {
      mkdirSync(folder, { recursive: true });
      const file = join(folder, `${person}.sealed-key`);
      if (!existsSync(file)) {
        writeFileSync(`${file}.new`, safeStorage.encryptString(randomBytes(32).toString('hex')), {
          mode: 0o600,
        });
        renameSync(`${file}.new`, file);
      }
      return safeStorage.decryptString(readFileSync(file));
    },
  };
}
