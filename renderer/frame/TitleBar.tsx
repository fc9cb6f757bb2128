// Owns the title bar: mark, search, state of the link, load and presence.
import { Search } from 'lucide-react';
import { Missed } from '../features/missed/Missed.tsx';
import { linkOf, meOf, useActions, usePage } from '../state/page.ts';
import { Caps } from '../ui/Caps.tsx';
import { classes } from '../ui/classes.ts';
import { ICON } from '../ui/icons.tsx';
import { Mark } from '../ui/Mark.tsx';
import { t } from '../ui/words.ts';
import { LinkState } from './LinkState.tsx';
import { PresenceMenu } from './PresenceMenu.tsx';
import styles from './TitleBar.module.css';

const MOST_BARS = 10;

/** One bar per unit of capacity; many units share bars. */
function Load() {
  const me = usePage(meOf);
  const locked = usePage((state) => linkOf(state)?.locked === true);
  // Of a copy that is locked nobody knows any more what is theirs.
  if (me === undefined || locked || me.presence.capacity === 0) return null;
  const { load, capacity } = me.presence;
  const bars = Math.min(capacity, MOST_BARS);
  const full = Math.round((load / capacity) * bars);
  return (
    <span className={styles.load} title={t('load.label', { load, capacity })}>
      <span className={styles.bars} aria-hidden="true">
        {Array.from({ length: bars }, (_, index) => index).map((index) => (
          <span key={index} className={classes(styles.bar, index < full && styles.full)} />
        ))}
      </span>
      {t('load.of', { load, capacity })}
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
        <Missed />
        <PresenceMenu />
      </span>
    </header>
  );
}
