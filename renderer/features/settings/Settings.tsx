// Owns the place of the settings: the list of sections and where each stands. Saved at once; the time is shown.
// Refuses: what is in a section (sections/).
import { Activity, Bell, Check, Keyboard, Lock, Monitor, Palette, PenLine } from 'lucide-react';
import { type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { meOf, useActions, usePage } from '../../state/page.ts';
import { ICON, SMALL } from '../../ui/icons.tsx';
import { timeOfDay } from '../../ui/time.ts';
import { explain, t } from '../../ui/words.ts';
import styles from './Settings.module.css';
import { Desktop } from './sections/Desktop.tsx';
import { Diagnostics } from './sections/Diagnostics.tsx';
import { Keys } from './sections/Keys.tsx';
import { Look } from './sections/Look.tsx';
import { Notifications } from './sections/Notifications.tsx';
import { Privacy } from './sections/Privacy.tsx';
import { Writing } from './sections/Writing.tsx';

const SECTIONS = [
  { id: 'notifications', words: 'settings.notices', icon: Bell },
  { id: 'keys', words: 'settings.keys', icon: Keyboard },
  { id: 'writing', words: 'settings.writing', icon: PenLine },
  { id: 'look', words: 'settings.look', icon: Palette },
  { id: 'desktop', words: 'settings.desktop', icon: Monitor },
  { id: 'privacy', words: 'settings.privacy', icon: Lock },
  { id: 'diagnostics', words: 'settings.diagnostics', icon: Activity },
] as const;

export function SettingsPlace() {
  const settings = usePage((state) => state.settings);
  const me = usePage(meOf);
  const asked = usePage((state) => state.section);
  const { saveSettings } = useActions();
  const [at, setAt] = useState<string>(asked ?? 'notifications');
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
  const show = useCallback((id: string): void => {
    setAt(id);
    const section = document.getElementById(`settings-${id}`);
    section?.scrollIntoView({ block: 'nearest' });
    section?.focus({ preventScroll: true });
  }, []);
  useEffect(() => {
    if (asked !== null) show(asked);
  }, [asked, show]);
  let saved: ReactNode = null;
  if (error !== null)
    saved = <span className={styles.failed}>{t('settings.failed', { why: explain(error) })}</span>;
  else if (savedAt !== null)
    saved = (
      <>
        <Check {...SMALL} /> {t('settings.saved', { time: timeOfDay(savedAt) })}
      </>
    );
  return (
    <div className={styles.settings}>
      <nav className={styles.list} aria-label={t('settings.title')}>
        <h2 className={styles.title}>{t('settings.title')}</h2>
        <ul className={styles.sections}>
          {SECTIONS.map(({ id, words, icon: Icon }) => (
            <li key={id}>
              <button
                type="button"
                className={styles.section}
                aria-current={at === id ? 'true' : undefined}
                onClick={() => show(id)}
              >
                <Icon {...ICON} /> {t(words)}
              </button>
            </li>
          ))}
        </ul>
        <p className={styles.foot}>
          {me !== undefined && t('settings.whose', { name: me.name })} {t('settings.grey')}
        </p>
      </nav>
      <main className={styles.body} aria-label={t('settings.title')}>
        <header className={styles.header}>
          <span className={styles.saved} role="status">
            {saved}
          </span>
        </header>
        <div className={styles.columns}>
          <div className={styles.column}>
            <Notifications settings={settings} save={save} />
            <Keys settings={settings} save={save} />
            <Writing settings={settings} save={save} />
          </div>
          <div className={styles.column}>
            <Look settings={settings} save={save} />
            <Desktop />
            <Privacy />
            <Diagnostics />
          </div>
        </div>
      </main>
    </div>
  );
}
