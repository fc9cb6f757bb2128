// Owns the foot of the queue: how many rows are below what is seen, and how many of those are overdue.
import { ChevronDown } from 'lucide-react';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import type { Shown } from '../../state/held.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import { SMALL } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import { type Heights, rowsBelow } from './lines.ts';
import styles from './More.module.css';

interface MoreProps {
  readonly groups: Shown['groups'];
  readonly heights: Heights;
  /** How far below the top of the list the view ends, px. */
  readonly bottom: number;
  readonly onMore: () => void;
}

export function More({ groups, heights, bottom, onMore }: MoreProps) {
  const now = useNow();
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  let [count, overdue] = [0, 0];
  for (const row of rowsBelow(groups, bottom, heights)) {
    count += 1;
    let due = Number.POSITIVE_INFINITY;
    if (row.group === 'waiting') due = row.waiting.dueAt;
    else if (row.group === 'yours') due = replyDue(row.view, me)?.at ?? due;
    // Without a link nobody knows what is due.
    if (live && due < now + offset) overdue += 1;
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
