// Owns a bot as its author would have it: a program as a document prints it, in a folder with the client installed as its
// package, run as a process of its own.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scratch } from './processes.ts';

const root = join(import.meta.dirname, '../..');

/** The program of a document of this repository in which `words` stand. */
export function printedIn(document: string, words: string): string {
  const programs = readFileSync(join(root, document), 'utf8').matchAll(/```js\n([\s\S]*?)```/g);
  const found = [...programs].map(([, program = '']) => program).find((program) => program.includes(words));
  if (found === undefined) throw new Error(`${document} prints no program with "${words}"`);
  return found;
}

let built: string | undefined;

/** The package as `npm pack` makes it, built once in this process. */
function build(): string {
  if (built !== undefined) return built;
  const folder = scratch();
  process.once('exit', folder.remove);
  const { status, stdout } = spawnSync(
    process.execPath,
    [
      join(root, 'node_modules/typescript/bin/tsc'),
      ...['-p', join(root, 'sdk/tsconfig.package.json'), '--outDir', join(folder.path, 'dist')],
    ],
    { encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`the client does not build: ${stdout}`);
  cpSync(join(root, 'sdk/package.json'), join(folder.path, 'package.json'));
  built = folder.path;
  return built;
}

/** Starts it, or starts it again, in `folder`; what it keeps lies there. */
export function startBot(folder: string, program: string, router: { readonly http: string }, key: string) {
  cpSync(build(), join(folder, 'node_modules/baton-sdk'), { recursive: true });
  writeFileSync(join(folder, 'bot.mjs'), program);
  const bot: ChildProcess = spawn(process.execPath, ['bot.mjs'], {
    cwd: folder,
    env: { ...process.env, BATON_URL: router.http, BATON_KEY: key },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const { stdin, stdout } = bot;
  if (stdin === null || stdout === null) throw new Error('the bot has no streams');
  const ended = once(bot, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  return {
    stdin,
    stdout,
    ended,
    async kill(): Promise<void> {
      bot.kill('SIGKILL');
      await ended;
    },
  };
}
