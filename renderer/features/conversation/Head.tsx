// Owns the head of a conversation: who, over what, for how long, when a reply is due; and the ways on.
import { CircleCheck, Clock, Hourglass, LogOut, PanelRight, TriangleAlert, Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useKey } from '../../keys/keys.tsx';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, useActions, usePage } from '../../state/page.ts';
import { replyDue } from '../../state/queue.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { ChannelIcon, ICON, SMALL } from '../../ui/icons.tsx';
import { duration, target } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Head.module.css';
import { ToBot } from './ToBot.tsx';

export function Head({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const { beginWrap, showDrawer } = useActions();
  const [returning, setReturning] = useState(false);
  const open = right === 'owner' && (handoff.state === 'accepted' || handoff.state === 'active');
  const wrappable = right === 'owner' && (open || handoff.state === 'wrapping');
  useKey('wrapUp', wrappable ? () => beginWrap(handoff) : null);
  useKey('toBot', wrappable ? () => setReturning(true) : null);
  const { name, organisation, account } = conversation.customer;
  const worth = [organisation, account?.plan].filter(Boolean).join(', ');
  return (
    <header className={styles.head}>
      <div className={styles.who}>
        <div className={styles.first}>
          <h2 className={styles.name}>{name}</h2>
          <span className={styles.worth}>{worth}</span>
        </div>
        <div className={styles.second}>
          <span className={styles.fact}>
            <ChannelIcon channel={conversation.channel} size={14} /> {t(`channel.${conversation.channel}`)}
          </span>
          <Ages view={view} />
        </div>
      </div>
      {wrappable && (
        <div className={styles.ways}>
          <Button className={styles.toBot} icon={<Undo2 {...ICON} />} onClick={() => setReturning(true)}>
            {t('conversation.toBot')}
          </Button>
          <Button icon={<CircleCheck {...ICON} />} hint="wrapUp" onClick={() => beginWrap(handoff)}>
            {t('conversation.wrapUp')}
          </Button>
        </div>
      )}
      <IconButton className={styles.context} label={t('context.show')} onClick={() => showDrawer(true)}>
        <PanelRight {...ICON} />
      </IconButton>
      {returning && <ToBot view={view} onClose={() => setReturning(false)} />}
    </header>
  );
}

function Ages({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const me = usePage(meOf);
  const live = usePage(isLive);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const age = duration(now - conversation.openedAt);
  const due = live && right === 'owner' ? replyDue(view, me) : null;
  const clock = due === null ? null : target(due.at - now, due.of);
  return (
    <>
      {right !== 'kept' && (
        <span className={styles.fact}>
          <Clock {...SMALL} />{' '}
          {handoff.acceptedAt === undefined || right !== 'owner'
            ? age
            : t('conversation.open', { time: age, mine: duration(now - handoff.acceptedAt) })}
        </span>
      )}
      {!conversation.customerPresent && (
        <span className={styles.fact}>
          <LogOut {...SMALL} /> {t('conversation.customerLeft')}
        </span>
      )}
      {clock !== null && (
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
