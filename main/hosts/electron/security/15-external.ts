// Electron's security checklist, point 15: only https links without credentials reach the system's browser; sites the
// person has allowed at once, every other one after the whole address was shown and agreed to.
import type { Dialog, Shell } from 'electron';
import type { Words } from '#shared/i18n/words.ts';
import type { Memory } from '../memory.ts';

export type LinkVerdict = 'open' | 'ask' | 'refuse';

/** `trusted`: hosts, exactly as they stand in an address. */
export function judgeLink(url: string, trusted: readonly string[]): LinkVerdict {
  if (url.length > 2_000 || !URL.canParse(url)) return 'refuse';
  const { protocol, username, password, host } = new URL(url);
  if (protocol !== 'https:' || username !== '' || password !== '' || host === '') return 'refuse';
  return trusted.includes(host) ? 'open' : 'ask';
}

export interface OpenerOptions {
  readonly shell: Pick<Shell, 'openExternal'>;
  readonly dialog: Pick<Dialog, 'showMessageBox'>;
  readonly memory: Memory;
  readonly t: Words;
  /** Says that a link was refused. */
  readonly refused: () => void;
}

export function linkOpener({ shell, dialog, memory, t, refused }: OpenerOptions) {
  return async (url: string): Promise<void> => {
    const verdict = judgeLink(url, memory.get().trustedHosts);
    if (verdict === 'refuse') return refused();
    // The parsed form: what is shown is what is opened.
    const { href, host } = new URL(url);
    if (verdict === 'ask') {
      const { response, checkboxChecked } = await dialog.showMessageBox({
        type: 'question',
        message: t('link.leave', { host }),
        detail: href,
        buttons: [t('link.leaveOpen'), t('link.leaveStay')],
        defaultId: 1,
        cancelId: 1,
        checkboxLabel: t('link.leaveAlways', { host }),
        checkboxChecked: false,
      });
      if (response !== 0) return;
      if (checkboxChecked) memory.change({ trustedHosts: [...memory.get().trustedHosts, host] });
    }
    await shell.openExternal(href);
  };
}
