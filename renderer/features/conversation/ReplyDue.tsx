// Owns saying by when a reply is due, in words and with its sign; without a link by when it was when last seen. Nothing where
// none is due, or others may have the conversation by now.
import { Clock, Hourglass, TriangleAlert } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { useOwed } from '../../state/owed.ts';
import { isLive, linkOf, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { target, timeOfDay } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './ReplyDue.module.css';

export function ReplyDue({ view }: { readonly view: ConversationView }) {
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const due = useOwed(view);
  if (due === null) return null;
  const { text, urgency } = target(due.at - now, due.of);
  if (!live) {
    const time = timeOfDay(due.at - offset);
    return urgency === 'breach' ? (
      <span className={classes(styles.due, styles.breach)}>
        <TriangleAlert {...SMALL} /> {t('conversation.replyOverSince', { time })}
      </span>
    ) : (
      <span className={styles.due}>
        <Clock {...SMALL} /> {t('conversation.replyBy', { time })}
      </span>
    );
  }
  return (
    <span className={classes(styles.due, styles[urgency])}>
      {urgency === 'breach' ? <TriangleAlert {...SMALL} /> : <Hourglass {...SMALL} />}
      {urgency === 'breach'
        ? t('conversation.replyOver', { time: text.slice(1) })
        : t('conversation.replyDue', { time: text })}
    </span>
  );
}
