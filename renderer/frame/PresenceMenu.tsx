// Owns the person's presence: its shape and word, and the menu that changes it. Saved at once, queued while offline.
import { ChevronDown } from 'lucide-react';
import { useState } from 'react';
import type { MeView } from '#shared/contract/views.ts';
import type { PresenceStatus } from '#shared/schema/presence.ts';
import { useKey } from '../keys/keys.tsx';
import { useIsPast } from '../state/clock.ts';
import { meOf, useActions, usePage } from '../state/page.ts';
import { PresenceIcon, type PresenceShape, SMALL } from '../ui/icons.tsx';
import { Menu, MenuChoice, MenuLine } from '../ui/Menu.tsx';
import { whenOf } from '../ui/time.ts';
import { explain, t } from '../ui/words.ts';
import styles from './PresenceMenu.module.css';

/** The link is lost: nothing can be offered, and when the grace ends their work is. */
const isCutOff = ({ presence }: MeView): boolean => !presence.connected && presence.status === 'available';

/** Work that was given to them whatever they had, or more that it weighs since. */
const isOverLimit = ({ presence: { status, load, capacity } }: MeView): boolean =>
  status === 'available' && capacity > 0 && load > capacity;

/** `known`: the console answers; what it said last may be over by now. `isOver`: the time of grace is. */
function shapeOf(me: MeView, known: boolean, isOver: boolean): PresenceShape {
  const { presence } = me;
  if (!known) return 'offline';
  if (isCutOff(me)) return presence.graceUntil === undefined || isOver ? 'away' : 'offline';
  if (presence.status === 'available' && presence.capacity > 0 && presence.load >= presence.capacity)
    return 'limit';
  return presence.status;
}

function wordsOf(me: MeView, known: boolean, isOver: boolean): string {
  const { status, aux, afterThis, graceUntil } = me.presence;
  if (!known) return t('presence.lastSeen', { status: wordsOf(me, true, isOver) });
  if (isCutOff(me) && graceUntil !== undefined) {
    const time = whenOf(graceUntil, Date.now());
    return isOver
      ? t('presence.since', { status: t('presence.away'), time })
      : t('presence.becomesAway', { time });
  }
  if (afterThis) return t('presence.afterThis');
  if (isOverLimit(me)) return t('presence.over');
  return aux === undefined ? t(`presence.${shapeOf(me, known, isOver)}`) : choiceOf(status, aux);
}

const choiceOf = (status: PresenceStatus, aux: string | undefined): string =>
  aux === undefined ? t(`presence.${status}`) : t('presence.aux', { status: t(`presence.${status}`), aux });

export function PresenceMenu() {
  const me = usePage(meOf);
  const known = usePage((state) => state.host.kind === 'open');
  const isOver = useIsPast(me?.presence.graceUntil ?? Number.POSITIVE_INFINITY);
  const { setPresence, leave, announce } = useActions();
  const [open, setOpen] = useState(false);
  useKey('presence', me === undefined ? null : () => setOpen(true));
  if (me === undefined) return null;
  const { status, aux, afterThis } = me.presence;
  const chosen = afterThis ? t('presence.afterThis') : choiceOf(status, aux);
  const words = wordsOf(me, known, isOver);
  const choose = (input: Parameters<typeof setPresence>[0]): void => {
    setPresence(input).catch((error: unknown) => announce(explain(error), 'assertive'));
  };
  return (
    <Menu
      chosen={chosen}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={styles.trigger} aria-label={`${t('presence.change')}, ${words}`}>
          <PresenceIcon shape={shapeOf(me, known, isOver)} />
          {words}
          <ChevronDown {...SMALL} />
        </button>
      }
    >
      <MenuChoice
        icon={<PresenceIcon shape="available" />}
        label={t('presence.available')}
        onSelect={() => choose({ status: 'available' })}
      />
      <MenuChoice
        icon={<PresenceIcon shape="limit" />}
        label={t('presence.afterThis')}
        detail={t('presence.afterThisWhat')}
        onSelect={() => choose({ status: 'available', afterThis: !afterThis })}
      />
      <MenuLine />
      {(['away', 'break'] as const).map((paused) => (
        <MenuChoice
          key={paused}
          icon={<PresenceIcon shape={paused} />}
          label={t(`presence.${paused}`)}
          onSelect={() => choose({ status: paused })}
        />
      ))}
      {me.auxCodes.map((code) => (
        <MenuChoice
          key={code}
          icon={<PresenceIcon shape="away" />}
          label={choiceOf('away', code)}
          onSelect={() => choose({ status: 'away', aux: code })}
        />
      ))}
      <MenuLine />
      <MenuChoice
        icon={<PresenceIcon shape="offline" />}
        label={t('presence.offline')}
        onSelect={() => {
          leave().catch((error: unknown) => announce(explain(error), 'assertive'));
        }}
      />
    </Menu>
  );
}
