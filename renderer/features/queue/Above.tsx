// Owns the line over the top of a queue that is scrolled: what is offered, due or overdue above the view, and whose. Nothing
// else that is above is told, and no row moves for it.
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
import { type EdgeProps, overdueWords } from './More.tsx';

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
  const dues: { readonly whose: 'offered' | 'yours' | 'waiting'; readonly left: number }[] = [];
  let yours = 0;
  for (const row of groups.offered.slice(0, above.get('offered')))
    if (row.group === 'offered') dues.push({ whose: 'offered', left: row.offer.expiresAt - now });
  for (const row of groups.yours.slice(0, above.get('yours'))) {
    const due = row.group === 'yours' ? replyDue(row.view, me) : null;
    if (due === null) continue;
    const left = due.at - now - offset;
    if (left < 0) yours += 1;
    else if (target(left, due.of).urgency !== 'calm') dues.push({ whose: 'yours', left });
  }
  // By how long they waited they stand in no order of this.
  const waiting = order === 'due' ? (above.get('waiting') ?? 0) : 0;
  const late = Math.min(waiting, countDue(groups.waiting, now + offset));
  const next = groups.waiting[late];
  if (late < waiting && next?.group === 'waiting') {
    const { dueAt, queuedAt } = next.waiting;
    const left = dueAt - now - offset;
    if (target(left, dueAt - queuedAt).urgency !== 'calm') dues.push({ whose: 'waiting', left });
  }
  const overdue = overdueWords({ yours, waiting: late });
  const [first] = dues.sort((a, b) => a.left - b.left);
  if (overdue === null && first === undefined) return null;
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
        {overdue !== null
          ? t('queue.aboveOverdue', { count, overdue })
          : first !== undefined && t(`queue.aboveDue.${first.whose}`, { count, time: duration(first.left) })}
      </span>
      <span className={styles.short} aria-hidden="true">
        {number(count)}
      </span>
    </button>
  );
}
