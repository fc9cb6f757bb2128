// Owns opening, keying, checking and setting aside one SQLite file; the only place in the console that knows the driver.
// Refuses: tables and their meaning (migrations/, queries/), and what to do with a file that cannot be used (store.ts).
import { existsSync, renameSync, rmSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';

export type File = Database.Database;

export interface FileOptions {
  readonly path: string;
  /** 64 hex digits. */
  readonly key: string;
  readonly synchronous: 'FULL' | 'NORMAL';
  /** Memory for pages already decrypted, KiB. */
  readonly pagesKib: number;
  /** Oldest first; the number of a migration is its place, from 1, and `user_version` counts those applied. */
  readonly migrations: readonly string[];
}

/** A larger file is checked only on request (diagnostics): reading all of it would hold up the start. */
const CHECKED_BYTES = 64 * 1_048_576;
/** These say something of the machine at this moment, nothing of the file. */
const PASSING = /^SQLITE_(BUSY|LOCKED|FULL|CANTOPEN|READONLY|PERM|NOMEM|IOERR)/;
/** A file that ends before what it holds is as damaged as one that makes no sense. */
const DAMAGE = /^SQLITE_(CORRUPT|NOTADB|IOERR_SHORT_READ)/;

/**
 * The file cannot be used as it is. `unreadable`: no database, or another key; the cipher cannot tell which.
 * `future`: written by a newer Baton, whose tables mean something this one does not know.
 */
export class FileProblem extends Error {
  override readonly name = 'FileProblem';
  readonly kind: 'unreadable' | 'damaged' | 'future';
  constructor(kind: FileProblem['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/**
 * `fresh`: it had no tables before.
 * @throws FileProblem, or the driver's error when the disk, a right or another process is in the way.
 */
export function openFile({ path, key, synchronous, pagesKib, migrations }: FileOptions): {
  file: File;
  fresh: boolean;
} {
  const file = new Database(path);
  try {
    const version = unlock(file, key);
    if (version > migrations.length) {
      throw new FileProblem(
        'future',
        `${path} is of version ${version}, this Baton knows ${migrations.length}`,
      );
    }
    if (statSync(path).size <= CHECKED_BYTES) quickCheck(file, path);
    file.pragma('journal_mode = WAL');
    file.pragma(`synchronous = ${synchronous}`);
    file.pragma(`cache_size = -${pagesKib}`);
    // A sort that spills would leave plain text in a temporary file.
    file.pragma('temp_store = MEMORY');
    file.pragma('secure_delete = ON');
    for (const [index, sql] of migrations.entries()) {
      if (index >= version) migrate(file, index + 1, sql);
    }
    return { file, fresh: version === 0 };
  } catch (error) {
    file.close();
    if (error instanceof FileProblem || isPassing(error)) throw error;
    throw new FileProblem(isUnreadable(error) ? 'unreadable' : 'damaged', `${path}: ${String(error)}`);
  }
}

/** True when the file is there and the key opens it, whatever else is wrong with it. */
export function isKeyOf(path: string, key: string): boolean {
  if (!existsSync(path) || statSync(path).size === 0) return false;
  const file = new Database(path);
  try {
    unlock(file, key);
    return true;
  } catch {
    return false;
  } finally {
    file.close();
  }
}

/** Answers `user_version`, which is the first thing that has to be read. */
function unlock(file: File, key: string): number {
  file.pragma("cipher='sqlcipher'");
  file.pragma(`key="x'${key}'"`);
  return Number(file.pragma('user_version', { simple: true }));
}

function migrate(file: File, number: number, sql: string): void {
  file
    .transaction(() => {
      // Another process may have been faster.
      if (Number(file.pragma('user_version', { simple: true })) >= number) return;
      file.exec(sql);
      file.pragma(`user_version = ${number}`);
    })
    .immediate();
}

function quickCheck(file: File, path: string): void {
  const found = quickCheckOf(file);
  if (found !== 'ok') throw new FileProblem('damaged', `${path}: ${found}`);
}

/** `ok`, or the first thing that is wrong. */
export const quickCheckOf = (file: File): string => String(file.pragma('quick_check(1)', { simple: true }));

const codeOf = (error: unknown): string => (error instanceof Database.SqliteError ? error.code : '');
const isUnreadable = (error: unknown): boolean => codeOf(error) === 'SQLITE_NOTADB';

/** Driver's errors that pass: a full disk, another process, a missing right. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof Database.SqliteError) || PASSING.test(codeOf(error));

/** Driver's errors that say the file itself is damaged. */
export const isDamage = (error: unknown): boolean => DAMAGE.test(codeOf(error));

const COMPANIONS = ['', '-wal', '-shm'];

/** Moves a file and its companions out of the way; answers where it is now. Never deletes. */
export function setAside(path: string, now: number): string {
  let aside = `${path}.aside-${now}`;
  for (let again = 1; existsSync(aside); again++) aside = `${path}.aside-${now}-${again}`;
  for (const suffix of COMPANIONS) {
    if (existsSync(path + suffix)) renameSync(path + suffix, aside + suffix);
  }
  return aside;
}

export function deleteFile(path: string): void {
  for (const suffix of COMPANIONS) rmSync(path + suffix, { force: true });
}

/**
 * Nothing of what was deleted may stay in the write-ahead log. False when another reader or a full disk kept it from being
 * emptied: what was written before stands all the same.
 */
export function sweep(file: File): boolean {
  try {
    const [result] = file.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    return result?.busy === 0;
  } catch (error) {
    if (isDamage(error)) throw error;
    return false;
  }
}
