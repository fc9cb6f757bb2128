// Owns `baton router`: the router as its own process, with the terminal's streams and signals.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export function router(args: readonly string[]): Promise<number> {
  const entry = fileURLToPath(new URL('../../../router/main.ts', import.meta.url));
  const child = spawn(process.execPath, [entry, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
