// Owns saying how the link is, in every window's title: a shape and a word, and while offline for how long.
import { RefreshCw, TriangleAlert, Unplug, WifiOff } from 'lucide-react';
import { useNow } from '../state/clock.ts';
import { linkOf, usePage } from '../state/page.ts';
import { classes } from '../ui/classes.ts';
import { ICON } from '../ui/icons.tsx';
import { duration } from '../ui/time.ts';
import { t } from '../ui/words.ts';
import styles from './LinkState.module.css';

export function LinkState() {
  const link = usePage(linkOf);
  const host = usePage((state) => state.host);
  const trouble = usePage((state) => state.trouble);
  const now = useNow();
  if (host.kind === 'gone' || host.kind === 'refused')
    return (
      <span className={styles.link}>
        <Unplug {...ICON} /> {t('link.offline')}
      </span>
    );
  // The pane that did not load says so; nothing is being connected.
  if (link === undefined && trouble !== null)
    return <span className={classes(styles.link, styles.quiet)}>{t('link.unknown')}</span>;
  if (link === undefined || link.state === 'connecting')
    return <span className={classes(styles.link, styles.quiet)}>{t('link.connecting')}</span>;
  if (link.state === 'live')
    return (
      <span className={classes(styles.link, styles.quiet)}>
        <span className={styles.live} /> {t('link.live')}
      </span>
    );
  if (link.state === 'reconnecting')
    return (
      <span className={styles.link}>
        <RefreshCw {...ICON} /> {t('link.reconnecting')}
      </span>
    );
  if (link.state === 'refused')
    return (
      <span className={classes(styles.link, styles.refused)}>
        <TriangleAlert {...ICON} /> {t('link.refused')}
      </span>
    );
  return (
    <span className={styles.link}>
      <WifiOff {...ICON} /> {t('link.offline')} {duration(now - link.since)}
    </span>
  );
}
