// Owns the foot of the queue: how many rows are below what is seen, and how many of those are overdue.

import { ChevronDown } from 'lucide-react';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { countWhile } from '#shared/lib/sorted.ts';
import { useNow } from '../../state/clock.ts';
import type { Shown } from '../../state/held.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import type { Order } from '../../state/waiting.ts';
import { SMALL } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import { firstBelow, type Heights } from './lines.ts';
import styles from './More.module.css';

interface MoreProps {
  readonly groups: Shown['groups'];
  readonly order: Order;
  readonly heights: Heights;
  /** How far below the top of the list the view ends, px. */
  readonly bottom: number;
  readonly onMore: () => void;
}

/** How many of a line that stands by what is due are due before `now`: found by search, the line may be long. */
const countDue = (waiting: Shown['groups']['waiting'], now: number): number =>
  countWhile(waiting, (row) => row.group === 'waiting' && row.waiting.dueAt < now);

export function More({ groups, order, heights, bottom, onMore }: MoreProps) {
  const now = useNow();
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const first = firstBelow(groups, bottom, heights);
  let count = 0;
  for (const [group, at] of first) count += groups[group].length - at;
  let overdue = 0;
  // Without a link nobody knows what is due.
  if (live) {
    for (const row of groups.yours.slice(first.get('yours'))) {
      const due = row.group === 'yours' ? replyDue(row.view, me)?.at : undefined;
      if (due !== undefined && due < now + offset) overdue += 1;
    }
    // By how long they waited they stand in no order of this.
    if (order === 'due')
      overdue += Math.max(0, countDue(groups.waiting, now + offset) - (first.get('waiting') ?? 0));
  }
  return (
    <div className={styles.foot}>
      {count > 0 && (
        <button type="button" className={styles.below} onClick={onMore}>
          <ChevronDown {...SMALL} />{' '}
          {overdue > 0 ? t('queue.belowOverdue', { count, overdue }) : t('queue.below', { count })}
        </button>
      )}
    </div>
  );
}
