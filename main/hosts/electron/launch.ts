// Owns how the desktop host starts our own programs: Electron's utility processes, which end with the application.
// Plain child processes are not possible: running the binary as Node is fused off in packages.
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { utilityProcess } from 'electron';
import type { Launch } from '../embedded/launch.ts';

export const launchUtility =
  (fork: typeof utilityProcess.fork): Launch =>
  (entry, args, env) => {
    const child = fork(fileURLToPath(entry), [...args], {
      env: { ...process.env, ...env },
      stdio: 'pipe',
      serviceName: 'Baton',
    });
    child.stderr?.pipe(process.stderr);
    return {
      output: child.stdout === null ? null : Readable.from(child.stdout),
      onEnd: (ended) => void child.once('exit', (code) => ended(code, String(code))),
      // Asked first: a system without signals would end it in the middle of a write.
      end: (force) => void (force ? child.kill() : child.postMessage({ kind: 'stop' })),
    };
  };
