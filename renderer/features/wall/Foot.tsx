// Owns the foot of the wall: who is there, what the day has brought, and what needs somebody now.
import { Clock, Hourglass, TriangleAlert, WifiOff } from 'lucide-react';
import type { WallBoard } from '#shared/protocol/wall.ts';
import { classes } from '../../ui/classes.ts';
import hatched from '../../ui/hatch.module.css';
import { PresenceIcon, type PresenceShape } from '../../ui/icons.tsx';
import { timeWithSeconds } from '../../ui/time.ts';
import { number, t } from '../../ui/words.ts';
import { type LineKind, linesOf, ROWS, rowsOf } from './alerts.ts';
import styles from './Foot.module.css';
import { type Shown, STALE_MS } from './parts.tsx';

const SHAPES = [
  ['available', 'available'],
  ['limit', 'atLimit'],
  ['away', 'away'],
  ['break', 'break'],
  ['offline', 'offline'],
] as const satisfies readonly (readonly [PresenceShape, keyof WallBoard['people']])[];

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

interface FootProps {
  readonly board: WallBoard;
  readonly shown: readonly Shown[];
  readonly now: number;
}

export function Foot({ board, shown, now }: FootProps) {
  const { people, at } = board;
  const stale = now - at >= STALE_MS;
  const known = shown.flatMap(({ queue }) => (queue === null ? [] : [queue]));
  const today = (field: 'abandoned' | 'entered' | 'missed' | 'offers'): number =>
    sum(known.map((queue) => queue.today[field]));
  return (
    <footer className={styles.foot}>
      <section
        className={classes(styles.people, stale && styles.stale, stale && hatched.hatch)}
        aria-label={t('wall.people')}
      >
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
          {people.capacity === 0
            ? t('wall.noLoad')
            : t('wall.load', { load: people.load, capacity: people.capacity })}
          {stale && `, ${t('wall.asOf', { time: timeWithSeconds(at) })}`}
        </p>
        <p>
          {t('wall.day', {
            abandoned: today('abandoned'),
            entered: today('entered'),
            missed: today('missed'),
            offers: today('offers'),
          })}
        </p>
      </section>
      <Alerts board={board} shown={shown} now={now} />
    </footer>
  );
}

const LOOKS = {
  late: ['breach', TriangleAlert],
  nobody: ['breach', TriangleAlert],
  noData: ['stale', WifiOff],
  wasLate: ['was', TriangleAlert],
  wasNobody: ['was', TriangleAlert],
  wasBelow: ['was', Hourglass],
  below: ['warn', Hourglass],
  closing: ['warn', Clock],
} as const satisfies Record<LineKind, readonly [string, typeof Clock]>;

function Alerts({ board, shown, now }: FootProps) {
  const lines = linesOf(board, shown, now);
  const rows = rowsOf(lines);
  return (
    <section className={styles.alerts} aria-label={t('wall.alerts')}>
      <ul className={classes(sum(rows) === ROWS && styles.full)}>
        {lines.map(({ kind, text }, place) => {
          const [tone, Icon] = LOOKS[kind];
          return (
            <li key={kind} className={classes(styles.alert, styles[tone])}>
              <Icon aria-hidden />
              <span className={styles.text} style={{ WebkitLineClamp: rows[place] }}>
                {text}
              </span>
            </li>
          );
        })}
        {lines.length === 0 && <li className={styles.alert}>{t('wall.noneLate')}</li>}
      </ul>
    </section>
  );
}
