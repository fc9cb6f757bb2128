// Owns the foot of the wall: who is there, what the day has brought, and what needs somebody now.
import { Clock, Hourglass, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WallAlert, WallBoard } from '#shared/protocol/wall.ts';
import { classes } from '../../ui/classes.ts';
import { PresenceIcon, type PresenceShape } from '../../ui/icons.tsx';
import { duration, timeOfDay, timeWithSeconds } from '../../ui/time.ts';
import { number, t } from '../../ui/words.ts';
import styles from './Foot.module.css';
import { type Shown, STALE_MS } from './parts.tsx';

const SHAPES = [
  ['available', 'available'],
  ['limit', 'atLimit'],
  ['away', 'away'],
  ['break', 'break'],
  ['offline', 'offline'],
] as const satisfies readonly (readonly [PresenceShape, keyof WallBoard['people']])[];

/** Lines there is room for. */
const MOST_ALERTS = 3;
/** How far back a level below its goal is known, ms. */
const KNOWN_MS = 3_600_000;

interface FootProps {
  readonly board: WallBoard;
  readonly shown: readonly Shown[];
  readonly now: number;
}

export function Foot({ board, shown, now }: FootProps) {
  const { people, at } = board;
  const stale = now - at >= STALE_MS;
  const known = shown.flatMap(({ queue }) => (queue === null ? [] : [queue]));
  const sum = (of: (queue: (typeof known)[number]) => number): number =>
    known.reduce((total, queue) => total + of(queue), 0);
  return (
    <footer className={styles.foot}>
      <section className={classes(styles.people, stale && styles.stale)} aria-label={t('wall.people')}>
        <dl className={styles.shapes}>
          {SHAPES.map(([shape, field]) => (
            <div key={shape} className={styles.shape}>
              <dt>{t(`presence.${shape}`)}</dt>
              <dd>
                <PresenceIcon shape={shape} />
                {number(people[field])}
              </dd>
            </div>
          ))}
        </dl>
        <p>
          {t('wall.load', {
            load: people.load,
            capacity: people.capacity,
            count: sum(({ withPeople }) => withPeople),
          })}
          <br />
          {t('wall.day', {
            abandoned: sum(({ today }) => today.abandoned),
            entered: sum(({ today }) => today.entered),
            missed: sum(({ today }) => today.missed),
            offers: sum(({ today }) => today.offers),
          })}
        </p>
      </section>
      <Alerts board={board} shown={shown} now={now} stale={stale} />
    </footer>
  );
}

interface Line {
  readonly key: string;
  readonly tone: 'breach' | 'warn' | 'stale';
  readonly icon: ReactNode;
  readonly text: string;
  readonly when: string;
}

const since = (at: number | undefined): string =>
  at === undefined ? '' : t('wall.since', { time: timeOfDay(at) });

function lineOf(alert: WallAlert, now: number): Line {
  const { name, queue, kind } = alert;
  const key = `${kind} ${queue}`;
  const breach = { key, tone: 'breach', icon: <TriangleAlert aria-hidden /> } as const;
  const warn = { key, tone: 'warn', icon: <Hourglass aria-hidden /> } as const;
  switch (alert.kind) {
    case 'over_target': {
      const { count, seconds } = alert;
      const text = t('wall.overTarget', { name, count, time: duration(seconds * 1_000) });
      return { ...breach, text, when: since(alert.since) };
    }
    case 'nobody':
      return { ...breach, text: t('wall.nobody', { name }), when: since(alert.since) };
    case 'below_goal': {
      const minutes = t('age.minutes', {
        count: Math.max(1, Math.floor(Math.min(now - alert.since, KNOWN_MS) / 60_000)),
      });
      return { ...warn, text: t('wall.belowGoal', { name, time: minutes }), when: since(alert.since) };
    }
    case 'closing':
      return {
        ...{ key, tone: 'warn', icon: <Clock aria-hidden /> },
        text: t('wall.closing', { name, time: timeOfDay(alert.at) }),
        when: duration(alert.at - now),
      };
  }
}

function staleLine({ id, queue, at, age }: Shown): Line {
  const name = queue?.name ?? id;
  const icon = <WifiOff aria-hidden />;
  return {
    ...{ key: `stale ${id}`, tone: 'stale', icon },
    text: at === null ? `${name}: ${t('wall.noData')}` : t('wall.stale', { name, time: timeWithSeconds(at) }),
    when: at === null ? '' : duration(age),
  };
}

interface AlertsProps extends FootProps {
  readonly stale: boolean;
}

/** One line a queue, its worst; that it closes is another matter. */
function worst(alerts: readonly WallAlert[]): WallAlert[] {
  const named = new Set<string>();
  return alerts.filter(({ kind, queue }) => {
    if (kind === 'closing') return true;
    const first = !named.has(queue);
    named.add(queue);
    return first;
  });
}

/** While nothing is known, what was alarming a moment ago is not claimed any more. */
function Alerts({ board, shown, now, stale }: AlertsProps) {
  const lines = [
    ...(stale ? [] : worst(board.alerts).map((alert) => lineOf(alert, now))),
    ...shown.filter((one) => one.stale).map(staleLine),
  ];
  const hidden = lines.length > MOST_ALERTS ? lines.length - MOST_ALERTS + 1 : 0;
  const seen = hidden > 0 ? lines.slice(0, MOST_ALERTS - 1) : lines;
  return (
    <section className={styles.alerts} aria-label={t('wall.alerts')}>
      <ul>
        {seen.map(({ key, tone, icon, text, when }) => (
          <li key={key} className={classes(styles.alert, styles[tone])}>
            {icon}
            <span className={styles.text}>{text}</span>
            <span className={styles.when}>{when}</span>
          </li>
        ))}
        {hidden > 0 && <li className={styles.alert}>{t('wall.more', { count: hidden })}</li>}
        {lines.length < MOST_ALERTS && !stale && (
          <li className={classes(styles.alert, styles.calm)}>
            {lines.length === 0 ? t('wall.noneLate') : t('wall.noneElse')}
          </li>
        )}
      </ul>
    </section>
  );
}
