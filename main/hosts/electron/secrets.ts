// Owns the key of a person's files on the desktop: kept by the system's keychain through safeStorage.
// Where the system has none, Electron's basic_text would only look like protection: a key file is used and named so.

import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SafeStorage } from 'electron';
import type { Secrets } from '#core/ports.ts';
import { keyFile } from '../key-file.ts';

/** The key is in a keychain that is not there now. */
export class KeychainGoneError extends Error {
  override readonly name = 'KeychainGoneError';
}

async function isProtected(safeStorage: SafeStorage, platform: NodeJS.Platform): Promise<boolean> {
  if (!(await safeStorage.isAsyncEncryptionAvailable())) return false;
  return platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text';
}

/** Call after the application is ready: before that the keychain cannot be asked. */
export async function desktopSecrets(
  safeStorage: SafeStorage,
  folder: string,
  platform: NodeJS.Platform,
): Promise<Secrets> {
  const sealedFile = (person: string): string => join(folder, `${person}.sealed-key`);
  if (!(await isProtected(safeStorage, platform))) {
    const { protection, storeKey } = keyFile(folder);
    return {
      protection,
      async storeKey(person) {
        // A new key would make files unreadable that the keychain still opens tomorrow.
        if (existsSync(sealedFile(person)))
          throw new KeychainGoneError(
            'the keychain that holds the key of these files does not answer: unlock it',
          );
        return storeKey(person);
      },
    };
  }
  const seal = async (file: string, key: string): Promise<void> => {
    writeFileSync(`${file}.new`, await safeStorage.encryptStringAsync(key), { mode: 0o600 });
    renameSync(`${file}.new`, file);
  };
  return {
    protection: 'os-keychain',
    async storeKey(person) {
      mkdirSync(folder, { recursive: true });
      const file = sealedFile(person);
      if (!existsSync(file)) {
        // A key file from a time without a keychain: its files must stay readable, so its key is taken over.
        const open = join(folder, `${person}.key`);
        const key = existsSync(open)
          ? await keyFile(folder).storeKey(person)
          : randomBytes(32).toString('hex');
        await seal(file, key);
        rmSync(open, { force: true });
      }
      const { result, shouldReEncrypt } = await safeStorage.decryptStringAsync(readFileSync(file));
      if (shouldReEncrypt) await seal(file, result);
      return result;
    },
  };
}
