// Owns saying by when a reply is due, in words and with its sign; nothing where none is, or nobody knows without a link.
import { Hourglass, TriangleAlert } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { target } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './ReplyDue.module.css';

export function ReplyDue({ view }: { readonly view: ConversationView }) {
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const due = live ? replyDue(view, me) : null;
  if (due === null) return null;
  const { text, urgency } = target(due.at - now, due.of);
  return (
    <span className={classes(styles.due, styles[urgency])}>
      {urgency === 'breach' ? <TriangleAlert {...SMALL} /> : <Hourglass {...SMALL} />}
      {urgency === 'breach'
        ? t('conversation.replyOver', { time: text.slice(1) })
        : t('conversation.replyDue', { time: text })}
    </span>
  );
}
