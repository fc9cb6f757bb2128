// Owns whether the desktop host can run here: its runtime is present, or can be fetched while the user sees it coming.
// Never throws: the answer is a path or a reason, and the web host serves in its place.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root, say } from './setup.mjs';
import { canShowWindow } from './window.mjs';

const SILENCE_MS = 15_000;
const home = join(root, 'node_modules/electron');

/** Path of the runtime, when it is here. */
export function present() {
  const path = join(home, 'path.txt');
  if (!existsSync(path)) return undefined;
  const runtime = join(
    process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(home, 'dist'),
    readFileSync(path, 'utf8'),
  );
  return existsSync(runtime) ? runtime : undefined;
}

/** Fetches the runtime; gives up when nothing arrives for 15 s. @param {string} node @returns {Promise<string | undefined>} the reason it failed */
function fetchRuntime(node) {
  return new Promise((done) => {
    const child = spawn(node, [fileURLToPath(new URL('./fetch-electron.mjs', import.meta.url))], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let errors = '';
    /** @type {NodeJS.Timeout} */
    let silence;
    const giveUp = () => {
      child.kill('SIGKILL');
      done('nothing arrived for 15 seconds');
    };
    const heard = () => {
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
    };
    heard();
    child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ line) => {
      heard();
      say(line.trimEnd());
    });
    child.stderr.setEncoding('utf8').on('data', (text) => {
      errors += text;
    });
    child.on('error', (error) => done(error.message));
    child.on('close', (code) => {
      clearTimeout(silence);
      done(code === 0 ? undefined : (errors.trim().split('\n').at(-1) ?? `it ended with ${code}`));
    });
  });
}

/** @param {string} node @returns {Promise<{ path: string } | { reason: string }>} */
export async function desktopRuntime(node) {
  if (!existsSync(join(root, 'dist/main/index.js'))) return { reason: 'the desktop host is not built' };
  if (!canShowWindow()) return { reason: 'there is no display' };
  if (process.platform === 'linux' && process.getuid?.() === 0)
    return { reason: 'Electron refuses to run as root' };
  const ready = present();
  if (ready) return { path: ready };
  say('Fetching the Electron runtime (once) ...');
  const failure = await fetchRuntime(node);
  const fetched = present();
  return fetched
    ? { path: fetched }
    : { reason: `the Electron runtime could not be fetched (${failure ?? 'unknown'})` };
}
