// Owns the section about what is kept on this device, how it is protected and when it locks.
import { useNow } from '../../../state/clock.ts';
import { linkOf, usePage } from '../../../state/page.ts';
import { whenOf } from '../../../ui/time.ts';
import { t } from '../../../ui/words.ts';
import { FixedRow, Row, Section, Value } from '../Rows.tsx';

export function Privacy() {
  const hello = usePage((state) => state.hello);
  const link = usePage(linkOf);
  const now = useNow();
  if (hello === null) return null;
  const { encryptionAtRest } = hello.capabilities;
  return (
    <Section id="privacy" title={t('settings.privacy')}>
      <Row title={t('settings.copy')}>
        <Value>{t(`settings.encryption.${encryptionAtRest}`)}</Value>
      </Row>
      {hello.leaseHours !== undefined && (
        <FixedRow
          title={t('settings.lease')}
          by={t('settings.leaseBy')}
          value={t('settings.hours', { count: hello.leaseHours })}
        />
      )}
      {link?.locksAt !== undefined && (
        <Row title={t('settings.locksAt')}>
          <Value>{whenOf(link.locksAt, now)}</Value>
        </Row>
      )}
      <FixedRow title={t('settings.kept')} by={t('settings.keptBy')} value={t('settings.perQueue')} />
    </Section>
  );
}
