// Owns the title bar: mark, search, state of the link, load and presence.
import { BellOff, Hourglass, Search } from 'lucide-react';
import { isDoNotDisturb } from '#shared/contract/settings.ts';
import { Missed } from '../features/missed/Missed.tsx';
import { useNow } from '../state/clock.ts';
import { useIsGivenOn } from '../state/given-on.ts';
import { isLive, linkOf, meOf, tablesOf, useActions, usePage } from '../state/page.ts';
import { isOpenOffer } from '../state/queue.ts';
import { Caps } from '../ui/Caps.tsx';
import { classes } from '../ui/classes.ts';
import { ICON, SMALL } from '../ui/icons.tsx';
import { Mark } from '../ui/Mark.tsx';
import { whenOf } from '../ui/time.ts';
import { t } from '../ui/words.ts';
import { LinkState } from './LinkState.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import styles from './TitleBar.module.css';

const MOST_BARS = 10;

/** One bar per unit of capacity; many units share bars. */
function Load() {
  const me = usePage(meOf);
  const locked = usePage((state) => linkOf(state)?.locked === true);
  const givenOn = useIsGivenOn();
  const live = usePage(isLive);
  const offers = usePage((state) => [...tablesOf(state).offers.values()].filter(isOpenOffer).length);
  // Of a copy that is locked, or of work that was offered to others, nobody knows any more what is theirs.
  if (me === undefined || locked || givenOn || me.presence.capacity === 0) return null;
  const { load, capacity } = me.presence;
  const held = live ? offers : 0;
  const bars = Math.min(capacity, MOST_BARS);
  const full = Math.round((load / capacity) * bars);
  return (
    <span
      className={classes(styles.load, load > capacity && styles.over)}
      title={t('load.label', { load, capacity })}
    >
      {load > capacity && <Hourglass {...SMALL} />}
      <span className={styles.bars} aria-hidden="true">
        {Array.from({ length: bars }, (_, index) => index).map((index) => (
          <span
            key={index}
            className={classes(
              styles.bar,
              index < full && (index < full - held ? styles.full : styles.offered),
            )}
          />
        ))}
      </span>
      {load > capacity
        ? t('load.over', { load, capacity, over: load - capacity })
        : t('load.of', { load, capacity })}
      {held > 0 && ' '}
      {held > 0 && <span className={styles.offers}>{t('load.offers', { offers: held })}</span>}
    </span>
  );
}

/** Do not disturb: nothing rings, and what comes is found by looking. */
function Quiet() {
  const setting = usePage((state) => state.settings.doNotDisturb);
  const now = useNow();
  if (!isDoNotDisturb(setting, now)) return null;
  const words =
    typeof setting === 'number'
      ? t('notices.quietUntil', { time: whenOf(setting, now) })
      : t('settings.doNotDisturb');
  return (
    <span className={styles.quiet} title={words}>
      <BellOff {...ICON} />
      <span className={styles.quietWords}>{words}</span>
    </span>
  );
}

export function TitleBar() {
  const { showPalette } = useActions();
  return (
    <header className={styles.title}>
      <h1 className={styles.brand}>
        <span className={styles.mark}>
          <Mark />
        </span>
        {t('app.name')}
      </h1>
      <button type="button" className={styles.search} onClick={() => showPalette(true)}>
        <Search {...ICON} />
        <span className={styles.searchWords}>{t('app.search')}</span>
        <Caps name="palette" />
      </button>
      <span className={styles.state}>
        <LinkState />
        <Load />
        <Quiet />
        <Missed />
        <PresenceMenu />
      </span>
    </header>
  );
}
