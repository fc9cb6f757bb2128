// Owns `npm run -s baton -- <command>`: the command line on a Node that can run it. stdout belongs to the command alone.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root, runScript, setUp } from './setup.mjs';

await runScript(() => {
  const node = setUp({ check: false });
  const child = spawn(node, [join(root, 'main/hosts/cli/index.ts'), ...process.argv.slice(2)], {
    cwd: process.env.INIT_CWD ?? process.cwd(),
    stdio: 'inherit',
  });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1);
  });
});
