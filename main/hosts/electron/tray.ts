// Owns the tray: how the person is, and the few things done without opening the window. Refuses: deciding them.
import type { MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { Input } from '#shared/contract/calls.ts';
import type { MessageKey, Words } from '#shared/i18n/words.ts';
import { type PresenceStatus, presenceStatus } from '#shared/schema/presence.ts';
import type { Followed } from './follow.ts';

export interface TrayOptions<Menu> {
  readonly make: (image: NativeImage) => Tray;
  readonly image: (status: PresenceStatus | 'unknown') => NativeImage;
  readonly buildMenu: (template: MenuItemConstructorOptions[]) => Menu;
  readonly setMenu: (tray: Tray, menu: Menu) => void;
  readonly t: Words;
  readonly show: () => void;
  readonly setPresence: (presence: Input<'presence.set'>) => void;
  readonly saveDiagnostics: () => void;
  readonly quit: () => void;
}

export interface ConsoleTray {
  update(now: Followed): void;
}

/** Null where the system has no tray. */
export function openTray<Menu>(options: TrayOptions<Menu>): ConsoleTray | null {
  const { t } = options;
  let tray: Tray;
  try {
    tray = options.make(options.image('unknown'));
  } catch {
    return null;
  }
  tray.on('click', options.show);

  const presenceItems = (now: Followed): MenuItemConstructorOptions[] => {
    const { me, link } = now;
    const chosen = me?.presence;
    const items = presenceStatus.options.flatMap((status): MenuItemConstructorOptions[] => {
      const words = t(`presence.${status}` satisfies MessageKey);
      const item = (label: string, aux: string | undefined): MenuItemConstructorOptions => ({
        label,
        type: 'radio',
        checked: chosen?.status === status && chosen.aux === aux,
        enabled: link?.state === 'live',
        click: () => options.setPresence(aux === undefined ? { status } : { status, aux }),
      });
      const codes = status === 'away' ? (me?.auxCodes ?? []) : [];
      return [
        item(words, undefined),
        ...codes.map((aux) => item(t('presence.aux', { status: words, aux }), aux)),
      ];
    });
    return [...items, { type: 'separator' }];
  };

  let shown = '';
  function update(now: Followed): void {
    const chosen = now.me?.presence.status;
    // Nobody can be offered anything without a link.
    const status = chosen === 'available' && now.link?.state !== 'live' ? 'away' : chosen;
    const words = status === undefined ? null : t(`presence.${status}`);
    const link = now.link === null ? null : t(`link.${now.link.state}`);
    const toolTip = [t('app.name'), words, link].filter((part) => part !== null).join(' · ');
    // Rows change often, what the tray shows seldom; a menu that is set anew closes under the pointer.
    const next = JSON.stringify([toolTip, now.me?.presence.aux, now.me?.auxCodes]);
    if (next === shown) return;
    shown = next;
    tray.setImage(options.image(status ?? 'unknown'));
    tray.setToolTip(toolTip);
    options.setMenu(
      tray,
      options.buildMenu([
        { label: t('tray.show'), click: options.show },
        { type: 'separator' },
        ...presenceItems(now),
        { label: t('menu.diagnostics'), click: options.saveDiagnostics },
        { label: t('menu.quit'), click: options.quit },
      ]),
    );
  }
  update({ me: null, link: null });
  return { update };
}
