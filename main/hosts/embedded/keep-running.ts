// Owns one child process that should always be there: started, started again with back-off when it ends, ended with us.
// Refuses to know what it does. The child ends by itself when its standard input closes, however this process dies.
import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface KeptOptions {
  readonly name: string;
  readonly command: string;
  /** Asked before every start: what an earlier run said may matter (its port). */
  readonly args: () => readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
  readonly say: (message: string) => void;
}

export interface Kept {
  stop(): Promise<void>;
}

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** A run that lasted this long was a good one: the next pause is short again. */
const STEADY_MS = 10_000;
const GRACE_MS = 5_000;
/** Exit code of our own programs for a start that cannot succeed by being repeated. */
const CANNOT_START = 2;

export function keepRunning({ name, command, args, env, onLine, say }: KeptOptions): Kept {
  let child: ChildProcess | null = null;
  let again: NodeJS.Timeout | null = null;
  let pause = FIRST_PAUSE_MS;
  let stopping = false;

  function start(): void {
    again = null;
    const begun = Date.now();
    const started = spawn(command, args(), {
      stdio: ['pipe', 'pipe', 'inherit'],
      env: { ...process.env, ...env },
    });
    child = started;
    started.stdin.on('error', () => undefined);
    createInterface({ input: started.stdout }).on('line', (line) => onLine?.(line));
    started.on('error', (error) => say(`${name} could not be started: ${error.message}`));
    started.on('close', (code, signal) => {
      child = null;
      if (stopping) return;
      if (code === CANNOT_START) {
        say(`${name} cannot start; its own message is above`);
        return;
      }
      if (Date.now() - begun > STEADY_MS) pause = FIRST_PAUSE_MS;
      say(`${name} ended (${signal ?? code}) and is started again in ${pause} ms`);
      again = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  }

  start();
  return {
    async stop() {
      stopping = true;
      if (again !== null) clearTimeout(again);
      const ending = child;
      if (ending === null) return;
      const closed = new Promise((resolve) => ending.once('close', resolve));
      const force = setTimeout(() => ending.kill('SIGKILL'), GRACE_MS);
      ending.kill('SIGTERM');
      await closed;
      clearTimeout(force);
    },
  };
}
