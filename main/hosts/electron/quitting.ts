// Owns the end: asked about when replies wait to be sent, then in order: what was typed is written, the router ends, the
// application goes. Closing the window is not the end where there is a tray.
import type { App, BrowserWindow, Dialog } from 'electron';
import type { Words } from '#shared/i18n/words.ts';

export interface QuittingOptions {
  readonly app: App;
  readonly window: BrowserWindow;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly t: Words;
  /** Operations in the outbox. */
  readonly waiting: () => Promise<number>;
  /** The window may hide instead of closing. */
  readonly staysInTray: () => boolean;
  readonly hidden: () => void;
  readonly stop: () => Promise<unknown>;
}

export function quitInOrder(options: QuittingOptions): void {
  const { app, window, dialog, t } = options;
  let state: 'running' | 'asking' | 'stopping' | 'stopped' = 'running';

  async function end(): Promise<void> {
    state = 'asking';
    const waiting = await options.waiting();
    if (waiting > 0) {
      window.show();
      const { response } = await dialog.showMessageBox(window, {
        type: 'warning',
        message: t('quit.waiting', { count: waiting }),
        detail: t('quit.waitingWhat'),
        buttons: [t('quit.quit'), t('quit.stay')],
        defaultId: 1,
        cancelId: 1,
      });
      if (response !== 0) {
        state = 'running';
        return;
      }
    }
    state = 'stopping';
    await options.stop();
    state = 'stopped';
    app.quit();
  }

  app.on('before-quit', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (state === 'running') void end();
  });
  window.on('close', (event) => {
    if (state === 'stopped') return;
    event.preventDefault();
    if (!options.staysInTray()) return app.quit();
    window.hide();
    options.hidden();
  });
}
