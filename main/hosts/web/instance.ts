// Owns that one data folder has one console: the first start leaves its address, a second one finds it and knocks.
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { KNOCK_PATH } from './server.ts';

const note = z.object({ pid: z.int(), page: z.url() });

const fileOf = (folder: string): string => join(folder, 'console.json');

/** Address of the console that runs on this folder and answered the knock, or null. */
export async function knock(folder: string): Promise<string | null> {
  let page: string;
  try {
    page = note.parse(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).page;
  } catch {
    // No note, or one that was never finished: nobody is there.
    return null;
  }
  const { origin, hash } = new URL(page);
  try {
    const answer = await fetch(origin + KNOCK_PATH, {
      method: 'POST',
      headers: { authorization: `Bearer ${hash.slice(1)}` },
      signal: AbortSignal.timeout(2_000),
    });
    return answer.ok ? page : null;
  } catch {
    return null;
  }
}

export function leaveNote(folder: string, page: string): () => void {
  const file = fileOf(folder);
  // The token of the page stands in it: for this user's eyes only.
  writeFileSync(file, JSON.stringify({ pid: process.pid, page }), { mode: 0o600 });
  return () => rmSync(file, { force: true });
}
