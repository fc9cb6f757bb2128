// Owns the life of every process that a script starts: each leads a group, and a whole group ends at once.
// Refuses to know what they do.
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const windows = process.platform === 'win32';
const GRACE_MS = 5_000;

/** @param {number} group @param {NodeJS.Signals | 0} signal @returns {boolean} whether anyone was there */
function signalGroup(group, signal) {
  try {
    return process.kill(windows ? group : -group, signal);
  } catch {
    return false;
  }
}

const isAlive = (/** @type {number} */ pid) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** npm's own id, when npm runs us through a shell that stays between. @param {number} shell */
function parentOfShell(shell) {
  if (windows) return undefined;
  try {
    // "pid (name) state parent ...": read, since a minimal machine has no ps.
    const [, name, parent] = /\((.*)\) \S+ (\d+)/.exec(readFileSync(`/proc/${shell}/stat`, 'utf8')) ?? [];
    return name?.endsWith('sh') ? Number(parent) : undefined;
  } catch {
    const listed = spawnSync('ps', ['-o', 'ppid=,comm=', '-p', String(shell)], { encoding: 'utf8' }).stdout;
    const [, parent, name] = /(\d+)\s+(\S+)/.exec(listed ?? '') ?? [];
    return name?.endsWith('sh') ? Number(parent) : undefined;
  }
}

/** Asks a group to end and makes it end when it has not by then. @param {number} group */
export async function endGroup(group, grace = GRACE_MS) {
  if (windows) return void spawnSync('taskkill', ['/PID', String(group), '/T', '/F'], { stdio: 'ignore' });
  signalGroup(group, 'SIGTERM');
  for (const end = Date.now() + grace; Date.now() < end && signalGroup(group, 0); ) await sleep(25);
  signalGroup(group, 'SIGKILL');
}

/**
 * The processes of one script. `end()` ends all of them; signals, the death of npm and even SIGKILL do the same.
 * @param {{ onEnd?: (code: number) => void }} [options]
 */
export function ownProcesses({ onEnd = (code) => process.exit(code) } = {}) {
  /** @type {Set<number>} */
  const groups = new Set();
  const watchdog = spawn(process.execPath, [fileURLToPath(new URL('./watchdog.mjs', import.meta.url))], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  watchdog.on('error', () => undefined);
  watchdog.stdin.on('error', () => undefined);
  watchdog.unref();
  Reflect.get(watchdog.stdin, 'unref')?.call(watchdog.stdin);

  let ending = false;
  const end = async (grace = GRACE_MS) => {
    ending = true;
    await Promise.all([...groups].map((group) => endGroup(group, grace)));
  };
  /** @param {number} code */
  const endWith = (code) => void end(ending ? 0 : GRACE_MS).then(() => onEnd(code));

  for (const [signal, number] of /** @type {const} */ ([
    ['SIGINT', 2],
    ['SIGTERM', 15],
    ['SIGHUP', 1],
  ])) {
    process.on(signal, () => endWith(128 + number));
  }
  // SIGKILL of npm tells its child nothing. Only under npm: a script put in the background by hand may outlive its shell.
  if (process.env.npm_lifecycle_event) {
    const parents = [process.ppid, parentOfShell(process.ppid)].filter((pid) => pid !== undefined);
    setInterval(() => !ending && !parents.every(isAlive) && endWith(129), 500).unref();
  }

  /**
   * @param {string} command @param {string[]} args
   * @param {import('node:child_process').SpawnOptions} [options]
   */
  const start = (command, args, options = {}) => {
    const child = spawn(command, args, { ...options, detached: !windows });
    const { pid } = child;
    if (pid === undefined) return child;
    groups.add(pid);
    watchdog.stdin.write(`+${pid}\n`);
    child.once('exit', async () => {
      // What it left behind goes with it.
      if (!ending) await endGroup(pid, 1_000);
      groups.delete(pid);
      watchdog.stdin.write(`-${pid}\n`);
    });
    return child;
  };
  return { start, end, isEnding: () => ending };
}
