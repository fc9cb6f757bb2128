// Owns the foot of the queue: how many rows are below what is seen, and how many of those are overdue, and whose.
import { ChevronDown } from 'lucide-react';
import type { RefObject } from 'react';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import type { Shown } from '../../state/held.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import type { Order } from '../../state/waiting.ts';
import { SMALL } from '../../ui/icons.tsx';
import { useScrolled } from '../../ui/view.ts';
import { number, t } from '../../ui/words.ts';
import { countDue, firstBelow, type Heights } from './lines.ts';
import styles from './More.module.css';

/** What either end of the queue is told. */
export interface EdgeProps {
  readonly scroller: RefObject<HTMLElement | null>;
  readonly groups: Shown['groups'];
  readonly order: Order;
  readonly heights: Heights;
}

/** Whose they are: their own come first. */
export function overdueWords({ yours, waiting }: { readonly yours: number; readonly waiting: number }) {
  if (yours > 0)
    return waiting > 0 ? t('queue.overdueBoth', { yours, waiting }) : t('queue.overdueYours', { yours });
  return waiting > 0 ? t('queue.overdueWaiting', { waiting }) : null;
}

export function More({ scroller, groups, order, heights }: EdgeProps) {
  const { bottom } = useScrolled(scroller);
  const now = useNow();
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const first = firstBelow(groups, bottom, heights);
  let count = 0;
  for (const [group, at] of first) count += groups[group].length - at;
  const overdue = { yours: 0, waiting: 0 };
  // Without a link nobody knows what is due.
  if (live) {
    for (const row of groups.yours.slice(first.get('yours'))) {
      const due = row.group === 'yours' ? replyDue(row.view, me)?.at : undefined;
      if (due !== undefined && due < now + offset) overdue.yours += 1;
    }
    // By how long they waited they stand in no order of this.
    if (order === 'due')
      overdue.waiting = Math.max(0, countDue(groups.waiting, now + offset) - (first.get('waiting') ?? 0));
  }
  const late = overdueWords(overdue);
  return (
    <div className={styles.foot}>
      {count > 0 && (
        <button
          type="button"
          className={styles.below}
          onClick={() => scroller.current?.scrollBy({ top: scroller.current.clientHeight * 0.8 })}
        >
          <ChevronDown {...SMALL} />{' '}
          <span className={styles.words}>
            {late === null ? t('queue.below', { count }) : t('queue.belowOverdue', { count, overdue: late })}
          </span>
          <span className={styles.short} aria-hidden="true">
            {number(count)}
          </span>
        </button>
      )}
    </div>
  );
}
