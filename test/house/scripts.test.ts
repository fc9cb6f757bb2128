// Owns what the scripts promise a user: a wrong option is one clear line, and nothing is left running, however they die.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { startAgain } from '../../scripts/again.mjs';
import { root } from './skeleton.ts';

const script = (name: string): string => join(root, 'scripts', name);

describe('a wrong option ends with 2 and one line', () => {
  test.each([
    ['start.mjs', ['--nope'], "Unknown option '--nope'"],
    ['start.mjs', ['extra'], "Unexpected argument 'extra'"],
    ['start.mjs', ['--host', 'tv'], '--host must be electron or web, not "tv"'],
    ['start.mjs', ['--port', '70000'], '--port must be 0 to 65535, not "70000"'],
    ['start.mjs', ['--router', 'here'], '--router must be a ws:// or wss:// address, not "here"'],
    ['test.mjs', ['--only', 'unit,nope'], "Unknown suite 'nope'"],
    ['test.mjs', ['--nope'], "Unknown option '--nope'"],
  ])('%s %j', (name, args, message) => {
    const run = spawnSync(process.execPath, [script(name), ...args], { encoding: 'utf8' });
    expect({
      status: run.status,
      stdout: run.stdout,
      lines: run.stderr.trimEnd().split('\n').length,
    }).toEqual({
      status: 2,
      stdout: '',
      lines: 1,
    });
    expect(run.stderr).toContain(message);
  });
});

test.each(['start.mjs', 'test.mjs'])('%s --help explains every option and runs nothing', (name) => {
  const run = spawnSync(process.execPath, [script(name), '--help'], { encoding: 'utf8' });
  expect([run.status, run.stderr]).toEqual([0, '']);
  const known = [...readFileSync(script(name), 'utf8').matchAll(/^ {2,8}'?([a-z-]+)'?: \{ type: '/gm)];
  expect(known.length).toBeGreaterThan(3);
  for (const [, option] of known) expect(run.stdout).toContain(`--${option}`);
});

/** A child with a child, as the hosts are; both print their ids. */
const family = `
  const { spawn } = require('node:child_process');
  const { pid } = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  console.log('family', process.pid, pid);
  setInterval(() => {}, 1000);`;
const owner = `
  import { ownProcesses } from ${JSON.stringify(pathToFileURL(script('processes.mjs')).href)};
  console.log('owner', process.pid);
  ownProcesses().start(process.execPath, ['-e', ${JSON.stringify(family)}], { stdio: ['ignore', 'inherit', 'ignore'] });
  setInterval(() => {}, 1000);`;

/** Ids printed by the processes started, once all three are known. */
async function idsOf(child: ChildProcess): Promise<number[]> {
  const ids: number[] = [];
  if (!child.stdout) throw new Error('The child has no output');
  for await (const line of createInterface({ input: child.stdout })) {
    ids.push(...line.split(' ').slice(1).map(Number));
    if (ids.length >= 3) break;
  }
  return ids;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

async function allGone(ids: readonly number[]): Promise<boolean> {
  for (const end = Date.now() + 15_000; Date.now() < end; await sleep(20)) {
    if (!ids.some(isRunning)) return true;
  }
  return false;
}

describe.skipIf(process.platform !== 'linux')('no process is left', () => {
  const program = ['--input-type=module', '-e', owner];

  test.each(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL'] as const)('after %s', async (signal) => {
    const child = spawn(process.execPath, program, { stdio: ['ignore', 'pipe', 'inherit'] });
    const ids = await idsOf(child);
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
    expect(await allGone(ids)).toBe(true);
  });

  test('after SIGKILL of an npm that runs its script through a shell', async () => {
    // The trailing ":" keeps the shell between, as shells that do not exec their last command do.
    const npm = `require('node:child_process').spawn('sh', ['-c', '"$0" "$@"; :', ...${JSON.stringify([process.execPath, ...program])}],
      { stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, npm_lifecycle_event: 'start' } })`;
    const child = spawn(process.execPath, ['-e', npm], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ids = await idsOf(child);
    child.kill('SIGKILL');
    expect(await allGone(ids)).toBe(true);
  });
});

describe.skipIf(process.platform === 'win32')('a host', () => {
  /** Runs that end as `ends` says, one after the other; answers how the last one ended and what was said. */
  function hosts(...ends: readonly string[]) {
    const said: string[] = [];
    let runs = 0;
    return new Promise<{ code: number | null; signal: string | null; runs: number; said: string[] }>(
      (resolve) =>
        startAgain({
          start: () => spawn(process.execPath, ['-e', ends[runs++] ?? '']),
          isEnding: () => false,
          say: (message) => void said.push(message),
          ended: (code, signal) => resolve({ code, signal, runs, said }),
          firstPauseMs: 1,
        }),
    );
  }
  const crash = "process.kill(process.pid, 'SIGBUS')";

  test('that crashed is started again, and said to be; one that ended by itself or was ended is not', async () => {
    expect(await hosts(crash, crash, 'process.exit(2)')).toEqual({
      ...{ code: 2, signal: null, runs: 3 },
      said: Array(2).fill(expect.stringMatching(/crashed \(SIGBUS\) and is started again/)),
    });
    expect(await hosts("process.kill(process.pid, 'SIGKILL')")).toMatchObject({ signal: 'SIGKILL', runs: 1 });
  });

  test('that crashes each time is given up', async () => {
    expect(await hosts(...Array(9).fill(crash))).toMatchObject({ code: null, signal: 'SIGBUS', runs: 5 });
  });
});
