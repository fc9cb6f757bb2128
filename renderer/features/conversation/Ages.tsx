// Owns the second line of a conversation's head, what matters most first: by which channel, whether the customer is there, when
// a reply is due, since when.
import { Clock, LogOut } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { useIsGivenOn } from '../../state/given-on.ts';
import { linkOf, meOf, usePage } from '../../state/page.ts';
import { ChannelIcon, SMALL } from '../../ui/icons.tsx';
import { duration, whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Ages.module.css';
import { ReplyDue } from './ReplyDue.tsx';

export function Ages({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const graceUntil = usePage((state) => meOf(state)?.presence.graceUntil);
  const until = useIsGivenOn() ? graceUntil : undefined;
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
        <ReplyDue view={view} />
      </span>
      {right !== 'kept' && (
        <span className={styles.fact}>
          <Clock {...SMALL} /> {duration(now - conversation.openedAt)}
        </span>
      )}
      {mine !== undefined && (
        <span className={styles.fact}>
          {until === undefined
            ? t('conversation.withYou', { time: duration(now - mine) })
            : t('conversation.withYouUntil', { time: whenOf(until, Date.now()) })}
        </span>
      )}
    </div>
  );
}
