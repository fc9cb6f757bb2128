// Owns the figures that lanes and tiles are made of: the longest wait, a share with what it is of, the bars, the age.
import { Hourglass, TriangleAlert, WifiOff } from 'lucide-react';
import type { ReactNode } from 'react';
import { longestWait, queueTone, shareTone, type Tone, waitTone } from '#shared/domain/wall/judge.ts';
import type { WallPeople, WallQueue } from '#shared/protocol/wall.ts';
import { classes } from '../../ui/classes.ts';
import { age as ageWords, duration, timeOfDay } from '../../ui/time.ts';
import { number, t } from '../../ui/words.ts';
import styles from './parts.module.css';

/** Figures older than this are shown as what they are: no longer current, ms. */
export const STALE_MS = 3_000;

/** A queue as it is shown: live, or as it was known last. */
export interface Shown {
  readonly id: string;
  /** Null: nothing was ever known of it. */
  readonly queue: WallQueue | null;
  /** Router's time its figures are of; null with `queue`. */
  readonly at: number | null;
  readonly stale: boolean;
  /** The moment it is shown as of: now, or the last moment it was known. */
  readonly now: number;
  readonly age: number;
}

export const toneOf = ({ queue, now }: Shown): Tone => (queue === null ? 'calm' : queueTone(queue, now));

const second = (ms: number): number => Math.floor(ms / 1_000);

/** What a lane and a tile are drawn from. */
export interface QueueProps {
  readonly shown: Shown;
  /** The most arrivals of any queue in one span: the height of the bars. */
  readonly most: number;
}

/**
 * Whether a queue looks the same twice: a wall that is told often draws again only what is different, and nothing on it is
 * finer than a second.
 */
export const looksSame = (before: QueueProps, now: QueueProps): boolean =>
  before.most === now.most && isSameAs(before.shown, now.shown);

function isSameAs(a: Shown, b: Shown): boolean {
  if (a.queue !== b.queue || a.id !== b.id || a.stale !== b.stale) return false;
  if ((a.at === null) !== (b.at === null) || second(a.age) !== second(b.age)) return false;
  if (a.queue === null || b.queue === null) return true;
  const [wait, later] = [longestWait(a.queue, a.now), longestWait(b.queue, b.now)];
  return second(wait) === second(later) && waitTone(a.queue, a.now) === waitTone(b.queue, b.now);
}

const mark = (tone: Tone) =>
  tone === 'breach' ? <TriangleAlert aria-hidden /> : tone === 'warn' ? <Hourglass aria-hidden /> : null;

/** The wait of whoever waits longest, by the second. */
function Longest({ shown: { queue, stale, now } }: { readonly shown: Shown }) {
  if (queue === null || queue.longestSince === undefined)
    return <span className={styles.none}>{t('wall.none')}</span>;
  const tone = waitTone(queue, now);
  return (
    <span className={classes(styles.longest, styles[tone], stale && styles.was)}>
      {duration(longestWait(queue, now))}
      {mark(tone)}
    </span>
  );
}

/** Answered within the target, lately: never without what it is a share of. */
function Recent({ shown: { queue, stale } }: { readonly shown: Shown }) {
  if (queue === null || queue.recent.of === 0) return <span className={styles.none}>{t('wall.none')}</span>;
  const tone = stale ? 'calm' : shareTone(queue.recent, queue.goal.share);
  return (
    <span className={styles.share}>
      <span className={classes(styles.percent, styles[`text-${tone}`])}>
        {percent(queue.recent)}
        <small> {t('wall.percent')}</small>
      </span>
      <Of {...queue.recent} />
    </span>
  );
}

/** The same over the day, on a line with the goal as a tick. */
function Today({ shown: { queue } }: { readonly shown: Shown }) {
  if (queue === null || queue.today.of === 0) return <span className={styles.none}>{t('wall.none')}</span>;
  const { today, goal } = queue;
  return (
    <span className={styles.share}>
      <span className={styles.todayLine}>
        <span className={styles.percent}>
          {percent(today)}
          <small> {t('wall.percent')}</small>
        </span>
        <span className={styles.track}>
          <span className={styles.fill} style={{ inlineSize: `${percent(today)}%` }} />
          <span className={styles.tick} style={{ insetInlineStart: `${goal.share * 100}%` }} />
        </span>
      </span>
      <Of {...today} />
    </span>
  );
}

const percent = ({ within, of }: { readonly within: number; readonly of: number }): number =>
  Math.round((within / of) * 100);

function Of({ within, of }: { readonly within: number; readonly of: number }) {
  return <small className={styles.of}>{t('wall.share', { within, of })}</small>;
}

const GAP = 0.28;

/** Arrivals, and within them handoffs, in spans of five minutes. */
export function Bars({ shown: { queue, stale }, most }: { readonly shown: Shown; readonly most: number }) {
  const bars = queue?.bars ?? [];
  const sum = (place: 0 | 1): number => bars.reduce((total, bar) => total + bar[place], 0);
  const height = (value: number): number => (100 * Math.min(value, most)) / most;
  return (
    <svg
      className={classes(styles.bars, stale && styles.outlined)}
      viewBox="0 0 12 100"
      preserveAspectRatio="none"
      role="img"
      aria-label={t('wall.bars', { arrivals: sum(0), handoffs: sum(1) })}
    >
      {bars.map(([arrivals, handoffs], place) => {
        // Bars are known by their place alone: the oldest is the first.
        const at = { x: place + GAP / 2, width: 1 - GAP };
        const rest = Math.max(arrivals, handoffs);
        return (
          <g key={place}>
            <rect className={styles.arrivals} {...at} y={100 - height(rest)} height={height(rest)} />
            <rect className={styles.handoffs} {...at} y={100 - height(handoffs)} height={height(handoffs)} />
          </g>
        );
      })}
    </svg>
  );
}

export function Expected({ shown: { queue } }: { readonly shown: Shown }) {
  if (queue === null || queue.expectedWait === undefined)
    return <span className={styles.none}>{t('wall.none')}</span>;
  return <span className={styles.expected}>{duration(queue.expectedWait * 1_000)}</span>;
}

/** How old the figures are; where they are no longer current, an icon says so. */
export function Age({ shown: { at, stale, age } }: { readonly shown: Shown }) {
  if (at === null)
    return (
      <span className={styles.age}>
        <WifiOff aria-hidden /> {t('wall.noData')}
      </span>
    );
  if (!stale) return <span className={styles.age}>{ageWords(Math.max(1_000, age))}</span>;
  return (
    <span className={styles.age} title={t('wall.ageStale', { time: ageWords(age) })}>
      <WifiOff aria-label={t('wall.noData')} role="img" /> {ageWords(age)}
    </span>
  );
}

/** Who could take from it now, or why nobody does. */
const takers = ({ available, atLimit }: WallPeople): string =>
  available === 0 && atLimit > 0
    ? t('wall.atLimit', { count: atLimit })
    : t('wall.available', { count: available });

/** The target of the queue and who could take from it now, or that it is closed. */
export function Goal({ shown: { queue } }: { readonly shown: Shown }) {
  if (queue === null) return null;
  const { goal, open, opensAt, people } = queue;
  if (!open)
    return <>{opensAt === undefined ? t('wall.closed') : t('wall.opens', { time: timeOfDay(opensAt) })}</>;
  return (
    <>
      {t('wall.goal', { share: Math.round(goal.share * 100), time: duration(goal.seconds * 1_000) })}
      <span className={styles.available}>, {takers(people)}</span>
    </>
  );
}

const waiting = ({ queue }: Shown): string => (queue === null ? t('wall.none') : number(queue.waiting));

interface BlankProps {
  readonly title: string;
  readonly what: string;
  readonly alert?: boolean;
}

/** Instead of everything: why there is nothing. */
export function Blank({ title, what, alert = false }: BlankProps) {
  return (
    <div className={styles.blank} role={alert ? 'alert' : 'status'}>
      <h2>{title}</h2>
      <p>{what}</p>
    </div>
  );
}

interface FigureProps {
  readonly name: ReactNode;
  readonly className: string | undefined;
  readonly children: ReactNode;
}

/** A lane shows the name in its head and says it with the figure; a tile shows it above. */
export function Figure({ name, className, children }: FigureProps) {
  return (
    <div className={className}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What the bars are, each word beside its colour. */
export function BarsName() {
  return (
    <>
      <span className={classes(styles.key, styles.arrivals)} />
      {t('wall.arrivals')} <span className={classes(styles.key, styles.handoffs)} />
      {t('wall.handoffs')}
    </>
  );
}

/** From so many waiting on, three digits need more room than there is at full size. */
const MANY = 100;

interface MainFiguresProps {
  readonly shown: Shown;
  /** Where each figure stands and how large it is. `many`: the size of a crowd, where it differs. */
  readonly styles: Readonly<Record<string, string>>;
}

/** The four figures every queue is judged by, in the order they are read. */
export function MainFigures({ shown, styles: place }: MainFiguresProps) {
  return (
    <>
      <Figure name={t('wall.waiting')} className={place.waiting}>
        <span className={classes((shown.queue?.waiting ?? 0) >= MANY && place.many)}>{waiting(shown)}</span>
      </Figure>
      <Figure name={t('wall.longest')} className={place.longest}>
        <Longest shown={shown} />
      </Figure>
      <Figure name={t('wall.recent')} className={place.recent}>
        <Recent shown={shown} />
      </Figure>
      <Figure name={t('wall.today')} className={place.today}>
        <Today shown={shown} />
      </Figure>
    </>
  );
}
