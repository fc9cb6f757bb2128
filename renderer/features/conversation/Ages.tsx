// Owns the second line of a conversation's head: since when, whether the customer is there, when a reply is due.
import { Clock, Hourglass, LogOut, TriangleAlert } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { duration, target } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Ages.module.css';

export function Ages({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const age = duration(now - conversation.openedAt);
  const due = live && right === 'owner' ? replyDue(view, me) : null;
  const clock = due === null ? null : target(due.at - now, due.of);
  // What stands beside it must not move when a minute becomes ten.
  const widest = `calc(${t('conversation.open', { time: '00:00', mine: '00:00' }).length} * 0.8ch + 24px)`;
  const mine = right === 'owner' ? handoff.acceptedAt : undefined;
  return (
    <>
      {right !== 'kept' && (
        <span
          className={classes(styles.fact, styles.age)}
          style={{ '--widest': widest } as React.CSSProperties}
        >
          <Clock {...SMALL} />{' '}
          {mine === undefined ? (
            age
          ) : (
            <>
              <span className={styles.words}>
                {t('conversation.open', { time: age, mine: duration(now - mine) })}
              </span>
              <span className={styles.short}>{age}</span>
            </>
          )}
        </span>
      )}
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
    </>
  );
}
