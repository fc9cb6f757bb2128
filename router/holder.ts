// Owns the name under which this process holds its leases, and taking over those of a process of this machine that died
// without giving them back, so that a restart after a crash need not wait until they run out.
import { randomBytes } from 'node:crypto';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Engine } from './engine/port.ts';

/** Every shard a router holds. */
const SHARDS = ['main', 'edge'];

interface Mark {
  readonly host: string;
  readonly pid: number;
  readonly holder: string;
}

function readMark(file: string): Mark | null {
  try {
    const { host, pid, holder } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Mark>;
    return typeof host === 'string' && typeof pid === 'number' && typeof holder === 'string'
      ? { host, pid, holder }
      : null;
  } catch {
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

export const newHolder = (): string => `${hostname()}-${process.pid}-${randomBytes(4).toString('hex')}`;

/**
 * Frees the leases of a dead process that used this folder and marks the folder as ours. When that process still
 * lives, it keeps both, and the start will wait for its lease and fail.
 */
export async function claimFolder(
  folder: string,
  engine: Engine,
  holder: string,
): Promise<{ release(): void }> {
  const file = join(folder, 'router.pid');
  const mark = readMark(file);
  const ours = mark === null || mark.host !== hostname() || mark.pid === process.pid || !isAlive(mark.pid);
  if (!ours) return { release: () => undefined };
  if (mark !== null && mark.host === hostname()) {
    // Under the dead holder's name, so that a third process which was faster keeps what it took.
    for (const shard of SHARDS) {
      const lease = await engine.acquire(shard, mark.holder, 1);
      if (lease !== null) await engine.release(lease);
    }
  }
  writeFileSync(file, JSON.stringify({ host: hostname(), pid: process.pid, holder } satisfies Mark));
  return {
    release() {
      if (readMark(file)?.holder === holder) rmSync(file, { force: true });
    },
  };
}
