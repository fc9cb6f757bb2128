// Owns that one data folder has one console: the first start claims the folder and leaves its address there, a second one
// finds it, waits until it is ready, and knocks.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { KNOCK_PATH } from './server.ts';

/** `page` is missing while the console that wrote it is still starting. */
const note = z.object({ pid: z.int(), page: z.url().optional() });
type Note = z.infer<typeof note>;

export interface Claim {
  /** From now on a second start is led to this address. */
  ready(page: string): void;
  release(): void;
}

const ASK_AGAIN_MS = 100;
/** A start takes a second or two; one that has not answered by then never will. */
const LONGEST_START_MS = 20_000;

const fileOf = (folder: string): string => join(folder, 'console.json');
// The token of the page stands in it: for this user's eyes only.
const write = (folder: string, content: Note, flag: 'w' | 'wx'): void =>
  writeFileSync(fileOf(folder), JSON.stringify(content), { mode: 0o600, flag });

/** Claims the folder, or gives the address of the console that has it and answered the knock. */
export async function claim(folder: string): Promise<Claim | string> {
  for (let waited = 0; ; waited += ASK_AGAIN_MS) {
    try {
      write(folder, { pid: process.pid }, 'wx');
      return claimOf(folder);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const found = read(folder);
    if (found?.page !== undefined && (await knock(found.page))) return found.page;
    const isStarting = found !== null && found.page === undefined && isAlive(found.pid);
    if (isStarting && waited < LONGEST_START_MS) await pause(ASK_AGAIN_MS);
    // Whoever left it is gone.
    else rmSync(fileOf(folder), { force: true });
  }
}

function claimOf(folder: string): Claim {
  return {
    ready: (page) => write(folder, { pid: process.pid, page }, 'w'),
    release() {
      if (read(folder)?.pid === process.pid) rmSync(fileOf(folder), { force: true });
    },
  };
}

function read(folder: string): Note | null {
  try {
    return note.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8')));
  } catch {
    // None, or one that was never finished.
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function knock(page: string): Promise<boolean> {
  const { origin, hash } = new URL(page);
  try {
    const answer = await fetch(origin + KNOCK_PATH, {
      method: 'POST',
      headers: { authorization: `Bearer ${hash.slice(1)}` },
      signal: AbortSignal.timeout(2_000),
    });
    return answer.status === 204;
  } catch {
    return false;
  }
}
