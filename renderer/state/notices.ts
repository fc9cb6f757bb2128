// Owns the notices of a host that has none of its own: cards in the page, the browser's notifications while nobody looks,
// and their sound. Refuses: who is told what, which is the core's.
import type { EventBody } from '#shared/contract/events.ts';
import { playNotice } from '../ui/sound.ts';
import type { Notice, PageStore } from './page.ts';

const MAX_NOTICES = 4;

export interface NoticesOptions {
  readonly store: PageStore;
  /** Of several windows this one speaks. */
  readonly speaks: () => boolean;
  readonly show: (target: Notice['open']) => void;
}

export function takeNotices({ store, speaks, show }: NoticesOptions) {
  const { getState: get, setState: set } = store;
  const outside = new Map<string, Notification>();

  function showOutside({ tag, title, body, open }: Notice): void {
    const native = get().hello?.capabilities.nativeNotifications ?? true;
    if (native || !('Notification' in window) || Notification.permission !== 'granted') return;
    const notice = new Notification(title, { body, tag, silent: true });
    outside.set(tag, notice);
    notice.onclick = () => {
      window.focus();
      show(open);
      notice.close();
    };
    notice.onclose = () => {
      if (outside.get(tag) === notice) outside.delete(tag);
    };
  }

  return ({ tag, notice }: EventBody<'app.notice'>): void => {
    const others = get().notices.filter((other) => other.tag !== tag);
    if (notice === undefined) {
      outside.get(tag)?.close();
      return set({ notices: others });
    }
    const shown: Notice = { tag, ...notice };
    const visible = document.visibilityState === 'visible';
    // An offer is on the screen as a card, wherever the person is in this window.
    const isSeen = notice.open.offer !== undefined && visible;
    set({ notices: isSeen ? others : [...others, shown].slice(-MAX_NOTICES) });
    if (!speaks()) return;
    if (!visible && !notice.attended) showOutside(shown);
    if (notice.sound) playNotice(notice.kind);
  };
}
