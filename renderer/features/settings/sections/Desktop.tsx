// Owns the section about the desktop: what this host can do beside the page. What it cannot is said once, not per row.
import { Check, Minus } from 'lucide-react';
import type { Capabilities } from '#shared/contract/capabilities.ts';
import { usePage } from '../../../state/page.ts';
import { SMALL } from '../../../ui/icons.tsx';
import { t } from '../../../ui/words.ts';
import { Row, Section, Value } from '../Rows.tsx';

type Ability = { [K in keyof Capabilities]: Capabilities[K] extends boolean ? K : never }[keyof Capabilities];
const ABILITIES: readonly Ability[] = [
  'tray',
  'badge',
  'nativeNotifications',
  'notificationActions',
  'deepLinks',
  'globalShortcut',
  'autostart',
  'updater',
];

export function Desktop() {
  const hello = usePage((state) => state.hello);
  if (hello === null) return null;
  const { capabilities } = hello;
  const isDesktop = capabilities.host === 'electron';
  return (
    <Section id="desktop" title={t('settings.desktop')}>
      {!isDesktop && <Row title={t('settings.desktopNone')} what={t('settings.desktopNoneWhat')} />}
      {isDesktop &&
        ABILITIES.map((ability) => (
          <Row key={ability} title={t(`capability.${ability}`)}>
            <Value>
              {capabilities[ability] ? <Check {...SMALL} /> : <Minus {...SMALL} />}{' '}
              {t(capabilities[ability] ? 'settings.can' : 'settings.cannot')}
            </Value>
          </Row>
        ))}
    </Section>
  );
}
