// Owns the line over the top of a queue that is scrolled: what is offered, due or overdue above the view. Nothing else that
// is above is told, and no row moves for it.
import { ChevronUp } from 'lucide-react';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import { linkOf, meOf, usePage } from '../../state/page.ts';
import { SMALL } from '../../ui/icons.tsx';
import { duration, target } from '../../ui/time.ts';
import { useScrolled } from '../../ui/view.ts';
import { number, t } from '../../ui/words.ts';
import { countDue, firstBelow } from './lines.ts';
import styles from './More.module.css';
import type { EdgeProps } from './More.tsx';

export function Above({ scroller, groups, order, heights }: EdgeProps) {
  const { top } = useScrolled(scroller);
  const now = useNow();
  const me = usePage(meOf);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  if (top === 0) return null;
  // A row under this line is above.
  const above = firstBelow(groups, top + heights.head + heights.row / 2, heights);
  let count = 0;
  for (const [group, at] of above) count += Math.min(at, groups[group].length);
  const lefts: number[] = [];
  const add = (left: number, of: number): void => {
    if (target(left, of).urgency !== 'calm') lefts.push(left);
  };
  for (const row of groups.offered.slice(0, above.get('offered')))
    if (row.group === 'offered') lefts.push(row.offer.expiresAt - now);
  for (const row of groups.yours.slice(0, above.get('yours'))) {
    const due = row.group === 'yours' ? replyDue(row.view, me) : null;
    if (due !== null) add(due.at - now - offset, due.of);
  }
  // By how long they waited they stand in no order of this.
  const waiting = order === 'due' ? (above.get('waiting') ?? 0) : 0;
  const late = Math.min(waiting, countDue(groups.waiting, now + offset));
  const next = groups.waiting[late];
  if (late < waiting && next?.group === 'waiting')
    add(next.waiting.dueAt - now - offset, next.waiting.dueAt - next.waiting.queuedAt);
  const overdue = late + lefts.filter((left) => left < 0).length;
  if (overdue === 0 && lefts.length === 0) return null;
  return (
    <button
      type="button"
      className={styles.above}
      onClick={() => {
        scroller.current?.scrollTo({ top: 0 });
        // It goes with what it told of; the focus stays at the list.
        scroller.current?.focus();
      }}
    >
      <ChevronUp {...SMALL} />{' '}
      <span className={styles.words}>
        {overdue > 0
          ? t('queue.aboveOverdue', { count, overdue })
          : t('queue.aboveDue', { count, time: duration(Math.min(...lefts)) })}
      </span>
      <span className={styles.short} aria-hidden="true">
        {number(count)}
      </span>
    </button>
  );
}
