// Owns one child process that should always be there: started, started again with back-off when it ends, ended with us.
// Refuses to know what it does and how a process is made (launch.ts).
import { createInterface } from 'node:readline';
import type { Launched } from './launch.ts';

export interface KeptOptions {
  readonly name: string;
  /** Called for every start: what an earlier run said may matter (its port). */
  readonly launch: () => Launched;
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

export function keepRunning({ name, launch, onLine, say }: KeptOptions): Kept {
  let running: Launched | null = null;
  let again: NodeJS.Timeout | null = null;
  let pause = FIRST_PAUSE_MS;
  let gone: (() => void) | null = null;

  function start(): void {
    again = null;
    const begun = Date.now();
    const child = launch();
    running = child;
    if (child.output !== null) createInterface({ input: child.output }).on('line', (line) => onLine?.(line));
    child.onEnd((code, why) => {
      if (running !== child) return;
      running = null;
      if (gone !== null) return gone();
      if (code === CANNOT_START) return say(`${name} cannot start; its own message is above`);
      if (Date.now() - begun > STEADY_MS) pause = FIRST_PAUSE_MS;
      say(`${name} ended (${why}) and is started again in ${pause} ms`);
      again = setTimeout(start, pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE_MS);
    });
  }

  start();
  return {
    async stop() {
      if (again !== null) clearTimeout(again);
      const ending = running;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => {
        gone = resolve;
      });
      const force = setTimeout(() => ending.end(true), GRACE_MS);
      ending.end(false);
      await ended;
      clearTimeout(force);
    },
  };
}
