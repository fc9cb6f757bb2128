// Owns `baton router` and `baton audit`: programs of the router as processes of their own, with the terminal's streams and signals.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const run = (entry: 'main.ts' | 'audit.ts') => (args: readonly string[]) => {
  const file = fileURLToPath(new URL(`../../../router/${entry}`, import.meta.url));
  const child = spawn(process.execPath, [file, ...args], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
};

export const router = run('main.ts');
export const audit = run('audit.ts');
