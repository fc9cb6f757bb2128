// Owns the section about notifications: what is told, and with which sound.
import type { Settings } from '#shared/contract/settings.ts';
import { t } from '../../../ui/words.ts';
import { type Save, Section, Switch } from '../Rows.tsx';

export function Notifications({ settings, save }: { readonly settings: Settings; readonly save: Save }) {
  return (
    <Section id="notifications" title={t('settings.notices')}>
      <Switch title={t('settings.sound')} on={settings.sound} onChange={(sound) => save({ sound })} />
      <Switch
        title={t('settings.notificationText')}
        what={t('settings.notificationTextWhat')}
        on={settings.notificationText}
        onChange={(notificationText) => save({ notificationText })}
      />
      <Switch
        title={t('settings.doNotDisturb')}
        what={t('settings.doNotDisturbWhat')}
        on={settings.doNotDisturb !== false}
        onChange={(doNotDisturb) => save({ doNotDisturb })}
      />
    </Section>
  );
}
