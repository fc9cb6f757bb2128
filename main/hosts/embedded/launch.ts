// Owns how one of our own programs is started as a process of its own under plain Node.
// Refuses to restart it (keep-running.ts). The desktop host has its own way to launch, of the same shape.
import { spawn } from 'node:child_process';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

export interface Launched {
  readonly output: Readable | null;
  /** Called once, when it is gone or could not be started. */
  onEnd(ended: (code: number | null, why: string) => void): void;
  /** Asks it to end; `force` makes it. */
  end(force: boolean): void;
}

export type Launch = (entry: URL, args: readonly string[], env: Readonly<Record<string, string>>) => Launched;

/** The child ends by itself when its standard input closes, however this process dies. */
export const launchNode: Launch = (entry, args, env) => {
  const child = spawn(process.execPath, [fileURLToPath(entry), ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  child.stdin.on('error', () => undefined);
  return {
    output: child.stdout,
    onEnd(ended) {
      child.on('error', (error) => ended(null, error.message));
      child.on('close', (code, signal) => ended(code, signal ?? String(code)));
    },
    end: (force) => void child.kill(force ? 'SIGKILL' : 'SIGTERM'),
  };
};
