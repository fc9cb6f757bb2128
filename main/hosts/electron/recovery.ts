// Owns a page whose process ended: opened again, soon, then later, then only when the person says so; and said.
import type { WebContents } from 'electron';
import type { Clock, Log } from '#core/ports.ts';

const PAUSES_MS = [0, 1_000, 5_000] as const;
/** A page that lived this long was well. */
const STEADY_MS = 60_000;

export interface RecoveryOptions {
  readonly clock: Clock;
  readonly log: Log;
  readonly again: () => void;
  /** It keeps ending. Resolves with true when it is to be opened once more. */
  readonly ask: () => Promise<boolean>;
}

export function recoverPage(contents: WebContents, { clock, log, again, ask }: RecoveryOptions): void {
  let ended: number[] = [];
  const open = (): void => {
    if (contents.isDestroyed()) return;
    contents.reload();
    again();
  };
  contents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit') return;
    log.error('the page ended', { reason, exitCode });
    const now = clock.now();
    ended = [...ended.filter((at) => now - at < STEADY_MS), now];
    const pause = PAUSES_MS[ended.length - 1];
    if (pause !== undefined) return void clock.after(pause, open);
    ended = [];
    void ask().then((yes) => yes && open());
  });
}
