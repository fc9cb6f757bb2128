// Owns the second line of a conversation's head, what matters most first: by which channel, whether the customer is there, when
// a reply is due, since when.
import { Clock, Hourglass, LogOut, TriangleAlert } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { ChannelIcon, SMALL } from '../../ui/icons.tsx';
import { duration, target } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Ages.module.css';

export function Ages({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const due = live && right === 'owner' ? replyDue(view, me) : null;
  const clock = due === null ? null : target(due.at - now, due.of);
  const mine = right === 'owner' ? handoff.acceptedAt : undefined;
  return (
    <div className={styles.line}>
      <span className={styles.first}>
        <span className={styles.fact}>
          <ChannelIcon channel={conversation.channel} size={14} />
          <span className={styles.channel}>{t(`channel.${conversation.channel}`)}</span>
        </span>
        {!conversation.customerPresent && (
          <span className={styles.fact}>
            <LogOut {...SMALL} /> {t('conversation.customerLeft')}
          </span>
        )}
        {clock !== null && handoff.hold === undefined && (
          <span className={classes(styles.fact, styles.due, styles[clock.urgency])}>
            {clock.urgency === 'breach' ? <TriangleAlert {...SMALL} /> : <Hourglass {...SMALL} />}
            {clock.urgency === 'breach'
              ? t('conversation.replyOver', { time: clock.text.slice(1) })
              : t('conversation.replyDue', { time: clock.text })}
          </span>
        )}
      </span>
      {right !== 'kept' && (
        <span className={styles.fact}>
          <Clock {...SMALL} /> {duration(now - conversation.openedAt)}
        </span>
      )}
      {mine !== undefined && (
        <span className={styles.fact}>{t('conversation.withYou', { time: duration(now - mine) })}</span>
      )}
    </div>
  );
}
