// Owns the head of a conversation: who, over what, for how long, when a reply is due; and the ways on.
import {
  CircleCheck,
  Clock,
  Columns2,
  Ellipsis,
  Hourglass,
  LogOut,
  PanelRight,
  SquareArrowOutUpRight,
  TriangleAlert,
  Undo2,
  X,
} from 'lucide-react';
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, meOf, useActions, usePage } from '../../state/page.ts';
import { besideChoices } from '../../state/panes.ts';
import { replyDue } from '../../state/queue.ts';
import { Button, IconButton } from '../../ui/Button.tsx';
import { Caps } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { ChannelIcon, ICON, SMALL } from '../../ui/icons.tsx';
import { Menu, MenuCommand } from '../../ui/Menu.tsx';
import { duration, target } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { useHint, usePane, usePaneKey } from './current.ts';
import styles from './Head.module.css';
import { ToBot } from './ToBot.tsx';

export function Head({ view }: { readonly view: ConversationView }) {
  const { conversation, handoff, right } = view;
  const { beginWrap, showDrawer } = useActions();
  const { current, side } = usePane();
  const hint = useHint();
  const [returning, setReturning] = useState(false);
  const open = right === 'owner' && (handoff.state === 'accepted' || handoff.state === 'active');
  const wrappable = right === 'owner' && (open || handoff.state === 'wrapping');
  usePaneKey('wrapUp', wrappable ? () => beginWrap(handoff) : null);
  usePaneKey('toBot', wrappable ? () => setReturning(true) : null);
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
      {side !== null && !current && (
        <span className={styles.beside}>
          {t('beside.is')} <Caps name={side === 'first' ? 'firstSide' : 'secondSide'} />
        </span>
      )}
      <div className={styles.ways}>
        {wrappable && (
          <>
            <Button className={styles.toBot} icon={<Undo2 {...ICON} />} onClick={() => setReturning(true)}>
              {t('conversation.toBot')}
            </Button>
            <Button icon={<CircleCheck {...ICON} />} hint={hint('wrapUp')} onClick={() => beginWrap(handoff)}>
              {t('conversation.wrapUp')}
            </Button>
          </>
        )}
        <More view={view} />
      </div>
      {current && (
        <IconButton className={styles.context} label={t('context.show')} onClick={() => showDrawer(true)}>
          <PanelRight {...ICON} />
        </IconButton>
      )}
      {returning && <ToBot view={view} onClose={() => setReturning(false)} />}
    </header>
  );
}

/** Ways that are taken seldom, and where the conversation is shown. */
function More({ view: { id, right } }: { readonly view: ConversationView }) {
  const { side, current, alone } = usePane();
  const hint = useHint();
  const { openBeside, closeBeside, showSide, popOut, announce } = useActions();
  const other = usePage((state) => besideChoices(state)[0]);
  function leaveWindow(): void {
    if (!popOut(id)) announce(t('popOut.denied'), 'assertive');
  }
  usePaneKey('popOut', alone || right !== 'owner' ? null : leaveWindow);
  usePaneKey('firstSide', side === null ? null : () => showSide('first'));
  usePaneKey(
    'secondSide',
    side !== null ? () => showSide('second') : other === undefined ? null : () => openBeside(null),
  );
  if (alone || right !== 'owner') return null;
  return (
    <Menu
      trigger={
        <IconButton label={t('conversation.more')}>
          <Ellipsis {...ICON} />
        </IconButton>
      }
    >
      {side === null ? (
        other !== undefined && (
          <MenuCommand
            icon={<Columns2 {...SMALL} />}
            label={t('beside.open')}
            hint={hint('secondSide')}
            onSelect={() => openBeside(null)}
          />
        )
      ) : (
        <MenuCommand
          icon={<X {...SMALL} />}
          label={t('beside.close')}
          onSelect={() => {
            // The one that was asked to leave leaves; the other stays and becomes the current one.
            if (current) showSide(side === 'first' ? 'second' : 'first');
            closeBeside();
          }}
        />
      )}
      <MenuCommand
        icon={<SquareArrowOutUpRight {...SMALL} />}
        label={t('key.popOut')}
        hint={hint('popOut')}
        onSelect={leaveWindow}
      />
    </Menu>
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
