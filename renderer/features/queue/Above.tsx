// Owns the line over the top of a queue that is scrolled: what is offered, due or overdue above the view, and whose. Nothing
// else that is above is told, and no row moves for it.
import { ChevronUp } from 'lucide-react';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import { linkOf, meOf, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
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
  const dues: {
    readonly whose: 'offered' | 'yours' | 'waiting';
    readonly name: string;
    readonly left: number;
  }[] = [];
  let yours = 0;
  for (const row of groups.offered.slice(0, above.get('offered')))
    if (row.group === 'offered') {
      const { conversation, expiresAt } = row.offer;
      dues.push({ whose: 'offered', name: conversation.customer.name, left: expiresAt - now });
    }
  for (const row of groups.yours.slice(0, above.get('yours'))) {
    if (row.group !== 'yours') continue;
    const due = replyDue(row.view, me);
    if (due === null) continue;
    const left = due.at - now - offset;
    if (left < 0) yours += 1;
    else if (target(left, due.of).urgency !== 'calm')
      dues.push({ whose: 'yours', name: row.view.conversation.customer.name, left });
  }
  // By how long they waited they stand in no order of this.
  const waiting = order === 'due' ? (above.get('waiting') ?? 0) : 0;
  const late = Math.min(waiting, countDue(groups.waiting, now + offset));
  const next = groups.waiting[late];
  if (late < waiting && next?.group === 'waiting') {
    const { dueAt, queuedAt, name } = next.waiting;
    const left = dueAt - now - offset;
    if (target(left, dueAt - queuedAt).urgency !== 'calm') dues.push({ whose: 'waiting', name, left });
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
      {overdue !== null ? (
        <span className={styles.words}>{t('queue.aboveOverdue', { count, overdue })}</span>
      ) : (
        first !== undefined && (
          <span className={classes(styles.words, styles.named)}>
            <span>{t('queue.above', { count })}</span> <bdi className={styles.name}>{first.name}</bdi>{' '}
            <span>{t(`queue.aboveDue.${first.whose}`, { time: duration(first.left) })}</span>
          </span>
        )
      )}
      <span className={styles.short} aria-hidden="true">
        {number(count)}
      </span>
    </button>
  );
}
