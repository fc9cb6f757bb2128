// Owns the checks of what this console has already: its router, the token, the clock, the copy on this device, notices, sound.
import { Volume2 } from 'lucide-react';
import { linkOf, meOf, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { playNotice } from '../../ui/sound.ts';
import { t } from '../../ui/words.ts';
import { CheckLine } from './CheckLine.tsx';
import styles from './FirstStart.module.css';

/** Beyond this the person should know, ms. */
const MOST_SKEW_MS = 5_000;

export function OwnChecks() {
  const link = usePage(linkOf);
  const me = usePage(meOf);
  const hello = usePage((state) => state.hello);
  if (link === undefined || hello === null) return null;
  const { encryptionAtRest, nativeNotifications } = hello.capabilities;
  const live = link.state === 'live';
  const refused = link.state === 'refused';
  return (
    <ul className={styles.checks} aria-label={t('first.checks')}>
      <CheckLine
        outcome={live ? 'well' : refused ? 'bad' : 'mind'}
        title={live ? t('first.routerAnswers') : t(`link.${link.state}`)}
      >
        {link.reason === undefined ? hello.router : t.find(link.reason)}
      </CheckLine>
      {live && me !== undefined && (
        <CheckLine outcome="well" title={t('first.tokenOf', { name: me.name })}>
          {t('first.roles', { roles: me.roles.join(', '), queues: me.queues.length })}
        </CheckLine>
      )}
      {live && (
        <CheckLine
          outcome={Math.abs(link.clockOffset) > MOST_SKEW_MS ? 'mind' : 'well'}
          title={t('first.clock')}
        >
          {t('first.apart', { seconds: Math.abs(link.clockOffset) / 1_000 })}
        </CheckLine>
      )}
      <CheckLine outcome={encryptionAtRest === 'none' ? 'mind' : 'well'} title={t('first.copy')}>
        {t(`settings.encryption.${encryptionAtRest}`)}
      </CheckLine>
      <CheckLine outcome="well" title={t('first.notices')}>
        {t(nativeNotifications ? 'first.bySystem' : 'first.inWindow')}
      </CheckLine>
      <CheckLine outcome="well" title={t('first.sound')}>
        <Button className={styles.small} icon={<Volume2 {...SMALL} />} onClick={() => playNotice('offer')}>
          {t('first.play')}
        </Button>
      </CheckLine>
    </ul>
  );
}
