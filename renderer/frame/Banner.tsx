// Owns the one banner under the title: host gone, refused, locked, offline, reconnecting, outbox lost, back, overload; the gravest wins. Each says
// since when, what is kept and what is next.
import { Check, Hourglass, RefreshCw, TriangleAlert, Unplug, WifiOff } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MeView } from '#shared/contract/views.ts';
import { useIsPast, useNow } from '../state/clock.ts';
import { linkOf, meOf, type PageState, tablesOf, useActions, usePage } from '../state/page.ts';
import { Button } from '../ui/Button.tsx';
import { classes } from '../ui/classes.ts';
import hatch from '../ui/hatch.module.css';
import { ICON } from '../ui/icons.tsx';
import { duration, eventOf, timeWithSeconds, whenOf } from '../ui/time.ts';
import { t } from '../ui/words.ts';
import styles from './Banner.module.css';

interface StripProps {
  readonly look: string | undefined;
  readonly icon: ReactNode;
  readonly title: string;
  readonly what?: string | undefined;
  /** A time that has come means that it is being tried. */
  readonly nextTryAt?: number | undefined;
  readonly again?: boolean;
  readonly onClose?: () => void;
}

function Strip({ look, icon, title, what, nextTryAt, again = false, onClose }: StripProps) {
  const now = useNow();
  const { retryLink } = useActions();
  return (
    <section className={classes(styles.banner, look)} aria-label={t('banner.label')}>
      {icon}
      <p className={styles.words}>
        <strong className={styles.strong}>{title}</strong>
        <span className={styles.what}>{what}</span>
      </p>
      {nextTryAt !== undefined && (
        <span className={styles.next}>
          {nextTryAt > now ? t('link.nextTry', { time: duration(nextTryAt - now + 999) }) : t('link.trying')}
        </span>
      )}
      {again && (
        <Button className={styles.again} onClick={retryLink}>
          {t('link.tryNow')}
        </Button>
      )}
      {onClose !== undefined && (
        <Button className={styles.again} onClick={onClose}>
          {t('banner.understood')}
        </Button>
      )}
    </section>
  );
}

/** Operations that the router did not take: they went out, and came to nothing. */
function refusedOf(state: PageState): number {
  let count = 0;
  for (const row of tablesOf(state).outbox.values()) if (row.state === 'refused') count += 1;
  return count;
}

/** Until when their work stays theirs, or since when it does not. */
function graceOf(me: MeView | undefined, isOver: boolean): string {
  const until = me?.presence.graceUntil;
  if (me === undefined || until === undefined || me.presence.load === 0) return '';
  return t(isOver ? 'banner.graceOver' : 'banner.grace', { time: whenOf(until, Date.now()) });
}

/** More than this in the outbox while the link is up: the router is too slow for what is written. */
const MANY_OUT = 20;

export function Banner() {
  const host = usePage((state) => state.host);
  const link = usePage(linkOf);
  const me = usePage(meOf);
  const isOver = useIsPast(me?.presence.graceUntil ?? Number.POSITIVE_INFINITY);
  const back = usePage((state) => state.back);
  const refused = usePage(refusedOf);
  const waiting = usePage((state) => tablesOf(state).queue.size);
  const [understood, setUnderstood] = useState<string>();
  const now = Date.now();

  if (host.kind === 'refused')
    return (
      <Strip
        look={styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={t('banner.hostClosed')}
        what={t.find(host.reason)}
        again
      />
    );
  if (host.kind === 'gone')
    return (
      <Strip
        look={styles.offline}
        icon={<Unplug {...ICON} />}
        title={t('banner.host')}
        what={t('banner.hostWhat')}
        nextTryAt={host.nextTryAt}
        again
      />
    );
  if (link === undefined) return null;
  if (link.state === 'refused')
    return (
      <Strip
        look={styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={t('banner.refused', { time: whenOf(link.since, now) })}
        what={`${t('banner.refusedWhat', { reason: t.find(link.reason ?? '') ?? '' })} ${t.find(`${link.reason}.next`) ?? ''}`}
        again
      />
    );
  if (link.locked)
    return (
      <Strip
        look={styles.offline}
        icon={<WifiOff {...ICON} />}
        title={t('banner.locked')}
        what={t('banner.lockedWhat')}
        nextTryAt={link.nextTryAt}
        again
      />
    );
  const kept =
    link.outbox > 0
      ? t('banner.outbox', { count: link.outbox })
      : t(isOver ? 'banner.keptIfYours' : 'banner.kept');
  if (link.state === 'offline') {
    return (
      <Strip
        look={styles.offline}
        icon={<WifiOff {...ICON} />}
        title={t('banner.offline', { time: eventOf(link.freshAt ?? link.since, now) })}
        what={`${t('banner.offlineWhat')} ${kept} ${graceOf(me, isOver)}`}
        nextTryAt={link.nextTryAt}
        again
      />
    );
  }
  if (link.state === 'reconnecting')
    return (
      <Strip
        look={classes(styles.reconnecting, hatch.hatch)}
        icon={<RefreshCw {...ICON} />}
        title={t('banner.reconnecting')}
        what={`${t('banner.showing', { time: eventOf(link.freshAt ?? link.since, now) })} ${kept}`}
        nextTryAt={link.nextTryAt ?? 0}
      />
    );
  if (link.lostOutbox !== undefined && link.lostOutbox !== understood)
    return (
      <Strip
        look={styles.refused}
        icon={<TriangleAlert {...ICON} />}
        title={t('banner.lost')}
        what={t('banner.lostWhat', { file: link.lostOutbox })}
        onClose={() => setUnderstood(link.lostOutbox)}
      />
    );
  if (back !== null && link.state === 'live')
    return (
      <Strip
        look={styles.back}
        icon={<Check {...ICON} />}
        title={t('banner.back', { time: timeWithSeconds(back.at) })}
        what={
          refused > 0
            ? t('banner.backRefused', { count: Math.max(0, back.sent - refused), refused })
            : back.sent > 0
              ? t('banner.backSent', { count: back.sent })
              : t('banner.backNothing')
        }
      />
    );
  const over = me === undefined ? 0 : me.presence.load - me.presence.capacity;
  const crowded = me !== undefined && me.presence.capacity > 0 && over > 0;
  const behind = link.outbox > MANY_OUT;
  if (crowded || behind)
    return (
      <Strip
        look={styles.overload}
        icon={<Hourglass {...ICON} />}
        title={t('banner.busy')}
        what={crowded ? t('banner.over', { waiting, over }) : t('banner.behind', { count: link.outbox })}
      />
    );
  return null;
}
