// Owns the settings: how it looks, what it tells, and what this host can do. Saved at once; the time is shown.
import { Check, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { Check as SelfCheck } from '#shared/contract/calls.ts';
import type { Settings } from '#shared/contract/settings.ts';
import { useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { Segment } from '../../ui/Segment.tsx';
import { timeOfDay } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import styles from './Settings.module.css';

const THEMES = ['system', 'light', 'dark', 'contrast'] as const;
const DENSITIES = ['compact', 'normal', 'roomy'] as const;

interface RowProps {
  readonly title: string;
  readonly what?: string;
  readonly children: ReactNode;
}

function Row({ title, what, children }: RowProps) {
  return (
    <div className={styles.row}>
      <span>
        {title} {what !== undefined && <span className={styles.what}>{what}</span>}
      </span>
      {children}
    </div>
  );
}

interface SwitchProps {
  readonly title: string;
  readonly what?: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
}

function Switch({ title, what, on, onChange }: SwitchProps) {
  return (
    <label className={styles.row}>
      <span>
        {title} {what !== undefined && <span className={styles.what}>{what}</span>}
      </span>
      <input
        type="checkbox"
        className={styles.switch}
        checked={on}
        onChange={(event) => onChange(event.target.checked)}
      />
    </label>
  );
}

export function SettingsPlace() {
  const settings = usePage((state) => state.settings);
  const { saveSettings } = useActions();
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const [error, setError] = useState<unknown>(null);
  function save(change: Partial<Settings>): void {
    saveSettings(change).then(
      () => {
        setError(null);
        setSavedAt(Date.now());
      },
      (reason: unknown) => setError(reason),
    );
  }
  return (
    <main className={styles.settings} aria-label={t('settings.title')}>
      <header className={styles.header}>
        <h2 className={styles.title}>{t('settings.title')}</h2>
        <span className={styles.saved} role="status">
          {error !== null ? (
            <span className={styles.failed}>{t('settings.failed', { why: explain(error) })}</span>
          ) : (
            savedAt !== null && (
              <>
                <Check {...SMALL} /> {t('settings.saved', { time: timeOfDay(savedAt) })}
              </>
            )
          )}
        </span>
      </header>
      <div className={styles.body}>
        <section className={styles.section}>
          <h3 className={styles.heading}>{t('settings.look')}</h3>
          <Row title={t('settings.theme')}>
            <Segment
              label={t('settings.theme')}
              value={settings.theme}
              options={THEMES.map((value) => ({ value, label: t(`settings.theme.${value}`) }))}
              onChange={(theme) => save({ theme })}
            />
          </Row>
          <Row title={t('settings.density')}>
            <Segment
              label={t('settings.density')}
              value={settings.density}
              options={DENSITIES.map((value) => ({ value, label: t(`settings.density.${value}`) }))}
              onChange={(density) => save({ density })}
            />
          </Row>
        </section>
        <section className={styles.section}>
          <h3 className={styles.heading}>{t('settings.notices')}</h3>
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
            on={settings.doNotDisturb}
            onChange={(doNotDisturb) => save({ doNotDisturb })}
          />
        </section>
        <Device />
        <Diagnostics />
      </div>
    </main>
  );
}

function Device() {
  const hello = usePage((state) => state.hello);
  if (hello === null) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('settings.device')}</h3>
      <Row title={t('settings.copy')}>
        <span className={styles.what}>{t(`settings.encryption.${hello.capabilities.encryptionAtRest}`)}</span>
      </Row>
      <Row title={t('settings.router')}>
        <span className={styles.what}>{hello.router}</span>
      </Row>
      <Row title={t('settings.version')}>
        <span className={styles.what}>{hello.version}</span>
      </Row>
    </section>
  );
}

function Diagnostics() {
  const { diagnose } = useActions();
  const [checks, setChecks] = useState<readonly SelfCheck[]>([]);
  const [running, setRunning] = useState(false);
  const [error, setError] = useState<unknown>(null);
  async function run(): Promise<void> {
    setRunning(true);
    setError(null);
    try {
      setChecks((await diagnose()).checks);
    } catch (reason) {
      setError(reason);
    } finally {
      setRunning(false);
    }
  }
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('settings.diagnostics')}</h3>
      {checks.map(({ name, ok, detail }) => (
        <div key={name} className={styles.row}>
          <span className={classes(styles.check, !ok && styles.failed)}>
            {ok ? <Check {...ICON} /> : <TriangleAlert {...ICON} />} {name}
            <span className={styles.hidden}>{ok ? t('settings.ok') : t('settings.notOk')}</span>
          </span>
          <span className={styles.what}>{detail}</span>
        </div>
      ))}
      {error !== null && <p className={styles.failed}>{explain(error)}</p>}
      <Button className={styles.run} disabled={running} onClick={() => void run()}>
        {running ? t('settings.checking') : t('settings.check')}
      </Button>
    </section>
  );
}
