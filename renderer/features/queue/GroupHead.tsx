// Owns the line above a group of the queue: its name, how many, what came while the order was held; and what stands in an
// empty group.
import { memo } from 'react';
import { linkOf, meOf, usePage } from '../../state/page.ts';
import type { GroupName } from '../../state/queue.ts';
import { classes } from '../../ui/classes.ts';
import { whenOf } from '../../ui/time.ts';
import { number, score, t } from '../../ui/words.ts';
import styles from './GroupHead.module.css';

/** The words have room for this many: a number that grows moves nothing. */
const MOST = 1_000;
const freshWords = (group: GroupName, count: number): string =>
  group === 'waiting' ? t('queue.newBelow', { count }) : t('queue.new', { count });

interface GroupHeadProps {
  readonly group: GroupName;
  readonly empty: boolean;
  readonly count: number;
  /** Shown among them and something else: an offer that ended, a conversation they are only asked about. */
  readonly apart: number;
  readonly fresh: number;
  readonly live: boolean;
  /** What is theirs may be with others by now. */
  readonly givenOn: boolean;
}

export const GroupHead = memo(function GroupHead(props: GroupHeadProps) {
  const { group, empty, count, apart, fresh, live, givenOn } = props;
  const me = usePage(meOf);
  const link = usePage(linkOf);
  const locked = link?.locked === true;
  const available = me?.presence.status === 'available' && !me.presence.afterThis;
  const full = me !== undefined && me.presence.capacity > 0 && me.presence.load >= me.presence.capacity;
  if (empty) {
    const words = {
      offered: !live
        ? t('queue.emptyOfferedCut')
        : available
          ? t(full ? 'queue.emptyOfferedFull' : 'queue.emptyOffered')
          : t('queue.emptyOfferedPaused'),
      yours: locked ? t('queue.emptyLocked') : t('queue.emptyYours'),
      waiting: locked ? t('queue.emptyLocked') : live ? t('queue.emptyWaiting') : t('queue.emptyWaitingCut'),
      watched: '',
      taken: '',
    };
    return <p className={styles.empty}>{words[group]}</p>;
  }
  // Without a link nothing is offered; what a locked copy holds is not known. Neither is none.
  const unknown = locked || (group === 'offered' && !live && count === 0);
  const seen = !unknown && group === 'waiting' && !live && link !== undefined;
  const until = givenOn ? me?.presence.graceUntil : undefined;
  const more = (): string | null => {
    if (unknown) return null;
    if (group === 'yours' && until !== undefined && count > 0)
      return t('queue.maybeGone', { count, time: whenOf(until, Date.now()) });
    if (group === 'waiting') return live && count > 0 ? t('queue.withNobody', { count }) : null;
    if (apart === 0) return null;
    return group === 'offered'
      ? t('queue.withEnded', { count, ended: apart })
      : t('queue.withAsked', { count, asked: apart });
  };
  const words = more();
  const figure = unknown ? t('queue.unknown') : seen ? t('queue.lastSeen', { count }) : number(count);
  return (
    <h3 className={styles.head}>
      <span className={styles.long}>{t(`queue.${group}`)}</span>
      <span className={styles.short}>{t(`queue.short.${group}`)}</span>{' '}
      {words === null ? (
        <span className={classes(styles.number, seen && styles.seen)}>{figure}</span>
      ) : (
        <>
          <span className={classes(styles.number, styles.long)}>{words}</span>
          <span className={classes(styles.number, styles.short)}>{figure}</span>
        </>
      )}
      {group === 'watched' && (
        <span className={styles.fires}>{t('queue.firesAt', { score: score(500_000) })}</span>
      )}
      {fresh > 0 && group !== 'watched' && (
        <span className={styles.fresh} style={{ minWidth: `${freshWords(group, MOST).length}ch` }}>
          {freshWords(group, fresh)}
        </span>
      )}
    </h3>
  );
});
