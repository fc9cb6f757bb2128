// Owns the section about notifications: of each kind whether it shows and sounds, what may be read on it, when it is quiet,
// and whether this host can show any outside its window.
import { Play } from 'lucide-react';
import { useState } from 'react';
import type { NoticeKind } from '#shared/contract/notices.ts';
import { isDoNotDisturb, type Settings } from '#shared/contract/settings.ts';
import { useNow } from '../../../state/clock.ts';
import { tablesOf, useActions, usePage } from '../../../state/page.ts';
import { Button, IconButton } from '../../../ui/Button.tsx';
import { SMALL } from '../../../ui/icons.tsx';
import { Segment } from '../../../ui/Segment.tsx';
import { minuteOf, whenOf } from '../../../ui/time.ts';
import { explain, t } from '../../../ui/words.ts';
import { Row, type Save, Section, Switch } from '../Rows.tsx';
import styles from './Notifications.module.css';

const KINDS: readonly NoticeKind[] = ['offer', 'turn', 'mention', 'sla', 'link'];
const CONTENTS = ['nothing', 'name', 'words'] as const;

interface PartProps {
  readonly settings: Settings;
  readonly save: Save;
}

export function Notifications({ settings, save }: PartProps) {
  return (
    <Section id="notifications" title={t('settings.notices')}>
      <Kinds settings={settings} save={save} />
      <Row
        title={t('settings.noticeContent')}
        what={t(`settings.noticeContent.${settings.noticeContent}What`)}
      >
        <Segment
          label={t('settings.noticeContent')}
          value={settings.noticeContent}
          options={CONTENTS.map((value) => ({ value, label: t(`settings.noticeContent.${value}`) }))}
          onChange={(noticeContent) => save({ noticeContent })}
        />
      </Row>
      <Outside />
      <Quiet settings={settings} save={save} />
    </Section>
  );
}

function Kinds({ settings, save }: PartProps) {
  const { tryNotice, announce } = useActions();
  const change = (kind: NoticeKind, of: Partial<Settings['notify'][NoticeKind]>): void =>
    save({ notify: { ...settings.notify, [kind]: { ...settings.notify[kind], ...of } } });
  return (
    <table className={styles.kinds}>
      <thead>
        <tr>
          <th scope="col">{t('settings.noticeKind')}</th>
          <th scope="col">{t('settings.noticeShow')}</th>
          <th scope="col">{t('settings.noticeSound')}</th>
          <th scope="col">
            <span className={styles.hidden}>{t('settings.noticeTry')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {KINDS.map((kind) => {
          const { show, sound } = settings.notify[kind];
          const name = t(`settings.notice.${kind}`);
          return (
            <tr key={kind}>
              <th scope="row">
                {name} <span className={styles.what}>{t(`settings.notice.${kind}What`)}</span>
              </th>
              <td>
                <input
                  type="checkbox"
                  aria-label={t('settings.noticeShows', { kind: name })}
                  checked={show}
                  onChange={(event) => change(kind, { show: event.target.checked })}
                />
              </td>
              <td>
                <label className={styles.sound}>
                  <input
                    type="checkbox"
                    aria-label={t('settings.noticeSounds', { kind: name })}
                    checked={sound}
                    onChange={(event) => change(kind, { sound: event.target.checked })}
                  />
                  {t(`settings.tone.${kind}`)}
                </label>
              </td>
              <td>
                <IconButton
                  label={t('settings.noticeTryOne', { kind: name })}
                  onClick={() => {
                    tryNotice(kind).catch((error: unknown) => announce(explain(error), 'assertive'));
                  }}
                >
                  <Play {...SMALL} />
                </IconButton>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const permissionNow = (): NotificationPermission | 'none' =>
  'Notification' in window ? Notification.permission : 'none';

/** What happens when the window is not looked at; honest about what this host cannot do. */
function Outside() {
  const native = usePage((state) => state.hello?.capabilities.nativeNotifications ?? true);
  const [permission, setPermission] = useState(permissionNow);
  if (native) return <Row title={t('settings.outside')} what={t('settings.outside.native')} />;
  return (
    <Row title={t('settings.outside')} what={t(`settings.outside.${permission}`)}>
      {permission === 'default' && (
        <Button
          onClick={() => {
            Notification.requestPermission().then(setPermission, () => setPermission(permissionNow()));
          }}
        >
          {t('settings.outside.allow')}
        </Button>
      )}
    </Row>
  );
}

const MINUTES_OF_DAY = 1_440;
const inTwo = (value: number): string => String(value).padStart(2, '0');
const clockOf = (minute: number): string => `${inTwo(Math.floor(minute / 60))}:${inTwo(minute % 60)}`;
const minuteAt = (at: number): number => new Date(at).getHours() * 60 + new Date(at).getMinutes();
/** When this time of the day comes next. */
function nextAt(minute: number, now: number): number {
  const day = new Date(now);
  day.setHours(0, 0, 0, 0);
  if (minute <= minuteAt(now)) day.setDate(day.getDate() + 1);
  day.setHours(Math.floor(minute / 60), minute % 60);
  return day.getTime();
}

function TimeBox({
  label,
  minute,
  onChange,
}: {
  readonly label: string;
  readonly minute: number;
  readonly onChange: (minute: number) => void;
}) {
  // A browser's own field writes times as its language does; here they are of 24 hours.
  const [typed, setTyped] = useState(() => clockOf(minute));
  return (
    <input
      type="text"
      inputMode="numeric"
      className={styles.time}
      aria-label={label}
      aria-invalid={minuteOf(typed) === null}
      maxLength={5}
      value={typed}
      onChange={(event) => {
        setTyped(event.target.value);
        const next = minuteOf(event.target.value);
        if (next !== null) onChange(next);
      }}
      onBlur={() => setTyped(clockOf(minute))}
    />
  );
}

function Quiet({ settings: { doNotDisturb, quietHours }, save }: PartProps) {
  const now = useNow();
  const unseen = usePage((state) =>
    [...tablesOf(state).missed.values()].reduce((sum, { seen }) => (seen ? sum : sum + 1), 0),
  );
  const { showMissed } = useActions();
  const isOn = isDoNotDisturb(doNotDisturb, now);
  const until = isOn && typeof doNotDisturb === 'number' ? doNotDisturb : null;
  const anHour = (minuteAt(now) + 60) % MINUTES_OF_DAY;
  return (
    <>
      <Row
        title={t('settings.doNotDisturb')}
        what={
          until === null
            ? t('settings.doNotDisturbWhat')
            : t('settings.doNotDisturbUntil', { time: whenOf(until, now) })
        }
      >
        <span className={styles.times}>
          {until !== null && (
            <TimeBox
              label={t('settings.quietUntil')}
              minute={minuteAt(until)}
              onChange={(minute) => save({ doNotDisturb: nextAt(minute, Date.now()) })}
            />
          )}
          <Segment
            label={t('settings.doNotDisturb')}
            value={until !== null ? 'until' : isOn ? 'on' : 'off'}
            options={(['off', 'on', 'until'] as const).map((value) => ({
              value,
              label: t(`settings.quiet.${value}`),
            }))}
            onChange={(value) =>
              save({ doNotDisturb: value === 'until' ? nextAt(anHour, Date.now()) : value === 'on' })
            }
          />
        </span>
      </Row>
      <Switch
        title={t('settings.quietHours')}
        what={t(quietHours.from > quietHours.to ? 'settings.quietHoursNight' : 'settings.quietHoursWhat', {
          from: clockOf(quietHours.from),
          to: clockOf(quietHours.to),
        })}
        on={quietHours.on}
        onChange={(on) => save({ quietHours: { ...quietHours, on } })}
      />
      {quietHours.on && (
        <Row title={t('settings.quietHoursTimes')}>
          <span className={styles.times}>
            <TimeBox
              label={t('settings.quietFrom')}
              minute={quietHours.from}
              onChange={(from) => save({ quietHours: { ...quietHours, from } })}
            />
            <TimeBox
              label={t('settings.quietTo')}
              minute={quietHours.to}
              onChange={(to) => save({ quietHours: { ...quietHours, to } })}
            />
          </span>
        </Row>
      )}
      <Row title={t('settings.missed')} what={t('settings.missedWhat', { count: unseen })}>
        <Button look="quiet" onClick={() => showMissed(true)}>
          {t('settings.missedShow')}
        </Button>
      </Row>
    </>
  );
}
