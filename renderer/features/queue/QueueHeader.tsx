// Owns the head of the queue: its name, and the order it is in or, without a link, how old it is. It stands while rows change.
import { ChevronDown } from 'lucide-react';
import { memo } from 'react';
import { isLive, linkOf, usePage } from '../../state/page.ts';
import type { Order } from '../../state/waiting.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Menu, MenuChoice } from '../../ui/Menu.tsx';
import { eventOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './QueueHeader.module.css';

const ORDERS = { due: 'queue.sortDue', waited: 'queue.sortWaited' } as const;

interface QueueHeaderProps {
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

export const QueueHeader = memo(function QueueHeader({ order, onOrder }: QueueHeaderProps) {
  const live = usePage(isLive);
  const link = usePage(linkOf);
  return (
    <header className={styles.header}>
      <h2 className={styles.title}>{t('pane.queue')}</h2>
      {live ? (
        <Menu
          chosen={t(ORDERS[order])}
          trigger={
            <button type="button" className={styles.order} title={t('queue.sort')}>
              {t(ORDERS[order])} <ChevronDown {...SMALL} />
            </button>
          }
        >
          {(['due', 'waited'] as const).map((choice) => (
            <MenuChoice key={choice} label={t(ORDERS[choice])} onSelect={() => onOrder(choice)} />
          ))}
        </Menu>
      ) : (
        link !== undefined && (
          <span className={styles.asOf}>
            {t('queue.asOf', { time: eventOf(link.freshAt ?? link.since, Date.now()) })}
          </span>
        )
      )}
    </header>
  );
});
