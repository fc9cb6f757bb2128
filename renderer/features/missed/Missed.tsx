// Owns the list of what was missed: a bell with the count of what nobody saw yet, and a panel whose rows open the thing,
// also when it is gone by now. Refuses: what is missed; the core keeps the list.
import { AtSign, Bell, Hourglass, Inbox, type LucideIcon, MessageSquare, WifiOff } from 'lucide-react';
import { Popover } from 'radix-ui';
import { type KeyboardEvent, useMemo } from 'react';
import type { NoticeKind } from '#shared/contract/notices.ts';
import type { MissedView } from '#shared/contract/views.ts';
import { useKey } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { ICON } from '../../ui/icons.tsx';
import { momentOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Missed.module.css';

const ICONS: Readonly<Record<NoticeKind, LucideIcon>> = {
  offer: Inbox,
  turn: MessageSquare,
  mention: AtSign,
  sla: Hourglass,
  link: WifiOff,
};

function what({ kind, count, to, text }: MissedView): string {
  switch (kind) {
    case 'offer':
      return to === undefined ? t('missed.offer') : t('missed.offerTo', { name: to });
    case 'turn':
      return t('missed.turn', { count });
    case 'mention':
      return text ?? t('missed.mention');
    case 'sla':
      return t('missed.sla');
    case 'link':
      return t('missed.linkWhat');
  }
}

/** Arrows move between the rows. */
function move(event: KeyboardEvent<HTMLElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const rows: HTMLElement[] = [...event.currentTarget.querySelectorAll('button')];
  const at = document.activeElement instanceof HTMLElement ? rows.indexOf(document.activeElement) : -1;
  event.preventDefault();
  rows[Math.max(0, Math.min(rows.length - 1, at + step))]?.focus();
}

function Row({ row, now }: { readonly row: MissedView; readonly now: number }) {
  const { openMissed } = useActions();
  const Icon = ICONS[row.kind];
  // A note that names somebody gives no right to the conversation: whom it is about is told where they may know.
  const customer = usePage((state) =>
    row.kind === 'mention' && row.open.conversation !== undefined
      ? tablesOf(state).conversations.get(row.open.conversation)?.conversation.customer.name
      : undefined,
  );
  return (
    <li>
      <button
        type="button"
        className={classes(styles.row, !row.seen && styles.unseen)}
        onClick={() => openMissed(row)}
      >
        <Icon {...ICON} />
        <span className={styles.words}>
          <span className={styles.name}>
            {customer === undefined
              ? (row.name ?? t('missed.link'))
              : t('missed.about', { name: row.name ?? '', customer })}
          </span>
          <span className={styles.what}>
            {!row.seen && <span className={styles.hidden}>{t('missed.notSeen')} </span>}
            {what(row)}
          </span>
        </span>
        <time className={styles.time}>{momentOf(row.at, now)}</time>
      </button>
    </li>
  );
}

export function Missed() {
  const open = usePage((state) => state.missed);
  const table = usePage((state) => tablesOf(state).missed);
  const { showMissed, seeMissed } = useActions();
  const now = useNow();
  const rows = useMemo(
    () => [...table.values()].sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1)),
    [table],
  );
  const unseen = rows.filter(({ seen }) => !seen).map(({ id }) => id);
  useKey('goMissed', () => showMissed(true));
  return (
    <Popover.Root open={open} onOpenChange={showMissed}>
      <Popover.Trigger
        className={styles.bell}
        aria-label={unseen.length > 0 ? t('missed.bell', { count: unseen.length }) : t('missed.title')}
      >
        <Bell {...ICON} />
        {unseen.length > 0 && (
          <span className={styles.count}>{unseen.length > 99 ? '99+' : unseen.length}</span>
        )}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          className={styles.panel}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          aria-label={t('missed.title')}
        >
          <div className={styles.head}>
            <h2 className={styles.title}>{t('missed.title')}</h2>
            <Button look="quiet" disabled={unseen.length === 0} onClick={() => seeMissed(unseen)}>
              {t('missed.seeAll')}
            </Button>
          </div>
          {rows.length === 0 ? (
            <div className={styles.empty}>
              <p className={styles.name}>{t('missed.empty')}</p>
              <p>{t('missed.emptyWhat')}</p>
            </div>
          ) : (
            <ul className={styles.list} onKeyDown={move}>
              {rows.map((row) => (
                <Row key={row.id} row={row} now={now} />
              ))}
            </ul>
          )}
          <footer className={styles.foot}>{t('missed.foot')}</footer>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
