// Owns the spec's way into the application's process: a function's text comes in, is run with Electron's module, and
// its result goes back. The real runtime is asked the same way by Playwright.
import { runInThisContext } from 'node:vm';
import { allContents } from './contents.ts';
import { BrowserWindow } from './windows.ts';

interface Asked {
  readonly id: number;
  readonly run: string;
  readonly arg: unknown;
}

/** The Chromium page of each window, for the spec to hold. */
async function targets(): Promise<{ window: number; target: string }[]> {
  const contents = [...allContents.values()];
  await Promise.all(contents.map(({ _ready }) => _ready.catch(() => undefined)));
  // A page that crashed is not one to hold; the next one comes with a target of its own.
  return BrowserWindow.getAllWindows()
    .filter(({ webContents }) => webContents._targetId !== '' && !webContents.isCrashed())
    .map(({ id, webContents }) => ({ window: id, target: webContents._targetId }));
}

export function listenToSpec(electron: object): void {
  process.on('message', async ({ id, run, arg }: Asked) => {
    try {
      const value = run === 'targets' ? await targets() : await runInThisContext(`(${run})`)(electron, arg);
      process.send?.({ id, value });
    } catch (error) {
      process.send?.({ id, error: (error as Error).stack ?? String(error) });
    }
  });
  // The spec is gone: so is the application.
  process.on('disconnect', () => process.exit(1));
}
