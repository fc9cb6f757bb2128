// Owns starting a host again that crashed, a few times in a row at most. Refuses: one that ended by itself, which has said why,
// and one that somebody ended.

/** How the machine stops a process, as when a file that it has mapped is cut short. */
const CRASHES = new Set(['SIGBUS', 'SIGSEGV', 'SIGABRT', 'SIGILL', 'SIGFPE', 'SIGTRAP']);
/** What the crash left behind has ended by then; twice as long each time. */
const FIRST_PAUSE_MS = 1_500;
/** A run that lasted this long was a good one. */
const STEADY_MS = 60_000;
const MOST = 4;

/**
 * @param {{
 *   start: () => import('node:child_process').ChildProcess,
 *   isEnding: () => boolean,
 *   say: (message: string) => void,
 *   ended: (code: number | null, signal: NodeJS.Signals | null) => void,
 *   firstPauseMs?: number,
 * }} options
 */
export function startAgain({ start, isEnding, say, ended, firstPauseMs = FIRST_PAUSE_MS }) {
  let crashes = 0;
  const run = () => {
    const begun = Date.now();
    start().on('exit', (code, signal) => {
      if (isEnding()) return;
      if (Date.now() - begun > STEADY_MS) crashes = 0;
      if (signal === null || !CRASHES.has(signal) || crashes === MOST) return ended(code, signal);
      say(`The host crashed (${signal}) and is started again. What was typed or sent is on the disk.`);
      setTimeout(() => !isEnding() && run(), firstPauseMs * 2 ** crashes);
      crashes += 1;
    });
  };
  run();
}
