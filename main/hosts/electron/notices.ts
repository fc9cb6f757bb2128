// Owns notifications of the system: one per tag, a click opens what it is about, and an offer can be answered on it where
// the system has buttons for that.
import type { Notification, NotificationConstructorOptions } from 'electron';
import type { Notice, Notifier } from '#core/ports.ts';
import type { EventBody } from '#shared/contract/events.ts';
import type { Words } from '#shared/i18n/words.ts';

export interface NoticesOptions {
  readonly make: (options: NotificationConstructorOptions) => Notification;
  readonly withActions: boolean;
  readonly t: Words;
  readonly open: (target: EventBody<'app.open'>) => void;
  readonly accept: (offer: string) => void;
  readonly decline: (offer: string) => void;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void;
}

export interface Notices extends Notifier {
  /** One of the host's own, with its own buttons. */
  showWith(notice: Notice, actions: readonly NoticeAction[]): void;
}

export function systemNotices(options: NoticesOptions): Notices {
  const { make, t, open } = options;
  const shown = new Map<string, Notification>();

  function clear(tag: string): void {
    const notice = shown.get(tag);
    shown.delete(tag);
    notice?.close();
  }

  function showWith({ tag, title, body, sound, open: target }: Notice, given: readonly NoticeAction[]): void {
    clear(tag);
    const actions = options.withActions ? given : [];
    const notice = make({
      title,
      body,
      silent: !sound,
      ...(actions.length === 0
        ? {}
        : { actions: actions.map(({ label }) => ({ type: 'button', text: label })) }),
    });
    notice.on('click', () => {
      clear(tag);
      open(target);
    });
    notice.on('action', ({ actionIndex }) => {
      clear(tag);
      actions[actionIndex]?.run();
    });
    notice.on('close', () => {
      if (shown.get(tag) === notice) shown.delete(tag);
    });
    // Kept while it is shown: what nothing points at is collected, and its click is lost.
    shown.set(tag, notice);
    notice.show();
  }

  return {
    showWith,
    clear,
    show(notice) {
      const { offer } = notice.open;
      showWith(
        notice,
        offer === undefined
          ? []
          : [
              { label: t('offer.accept'), run: () => options.accept(offer) },
              { label: t('offer.decline'), run: () => options.decline(offer) },
            ],
      );
    },
  };
}
