// Owns the wall as a whole: head, lanes or tiles, people and alerts, and what it says where it has nothing to show.
// Refuses: where its figures come from (source.ts), and judging them (shared/domain/wall).
import { Maximize, WifiOff } from 'lucide-react';
import { type ReactNode, useEffect, useReducer, useSyncExternalStore } from 'react';
import type { WallBoard, WallQueue } from '#shared/protocol/wall.ts';
import { useNow } from '../../state/clock.ts';
import { classes } from '../../ui/classes.ts';
import { Mark } from '../../ui/Mark.tsx';
import { age, duration, timeOfDay, timeWithSeconds } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { Foot } from './Foot.tsx';
import { Lane, LaneHead } from './Lane.tsx';
import { Blank, type Shown, STALE_MS } from './parts.tsx';
import type { Fed, WallSource } from './source.ts';
import { Tile } from './Tile.tsx';
import styles from './Wall.module.css';

/** So many queues have tiles; more have lanes. */
const MOST_TILES = 4;
/** How much larger the figures of few tiles are; among four, two digits would reach the wait beside them. */
const GROW: Readonly<Record<number, number>> = { 1: 1.4, 2: 1.2, 4: 0.86 };
/** Lanes at their full size; more of them shrink. */
const FULL_LANES = 8;
/** More lanes than this have one line each. */
const TWO_LINES = 13;
/** The picture moves a little, so that no screen keeps it: 2 px every 10 minutes, around a square. */
const SHIFTS = [
  [0, 0],
  [2, 0],
  [2, 2],
  [0, 2],
] as const;
const SHIFT_MS = 600_000;

interface WallProps {
  readonly source: WallSource;
  /** Whether a page is all there is: then it has a way to fill the screen. */
  readonly onFullScreen?: (() => void) | undefined;
  /** What stands at the end of the head, e.g. a way to a window of its own. */
  readonly children?: ReactNode;
}

/** Draws again at the moment at which what is shown becomes stale, not only at the next full second. */
function useStaleMoment(fed: Fed, source: WallSource): void {
  const [, draw] = useReducer((n: number) => n + 1, 0);
  const { board } = fed;
  useEffect(() => {
    if (board === null) return undefined;
    const timer = setTimeout(draw, Math.max(0, board.at + STALE_MS - source.routerNow()));
    return () => clearTimeout(timer);
  }, [board, source]);
}

export function Wall({ source, onFullScreen, children }: WallProps) {
  const fed = useSyncExternalStore(source.subscribe, source.read);
  useNow();
  useStaleMoment(fed, source);
  const now = source.routerNow();
  const [x, y] = SHIFTS[Math.floor(now / SHIFT_MS) % SHIFTS.length] ?? [0, 0];
  const { board, title } = fed;
  const shown = board === null ? [] : queuesOf(board, fed, now);
  const stale = board !== null && now - board.at >= STALE_MS;
  const most = mostOf(shown);
  return (
    <div className={styles.wall}>
      <div
        className={classes(styles.stage, stale && styles.stale)}
        style={{ transform: `translate(${x}px, ${y}px)` }}
      >
        <header className={styles.head}>
          <Mark size={32} dashed />
          <h1 className={styles.title}>{title ?? t('wall.title')}</h1>
          {shown.length > 0 && !stale && <p className={styles.note}>{t('wall.note', { most })}</p>}
          <span className={styles.space} />
          {children}
          {onFullScreen !== undefined && (
            <button
              type="button"
              className={styles.full}
              aria-label={t('wall.fullScreen')}
              aria-keyshortcuts="F"
              onClick={onFullScreen}
            >
              <Maximize aria-hidden />
            </button>
          )}
          <Link fed={fed} shown={shown} now={now} />
          <time className={styles.clock}>{timeWithSeconds(now)}</time>
        </header>
        <Body fed={fed} shown={shown} most={most} now={now} />
      </div>
    </div>
  );
}

interface FedProps {
  readonly fed: Fed;
  readonly shown: readonly Shown[];
  readonly now: number;
}

function Link({ fed: { board, nextTryAt, refused }, shown, now }: FedProps) {
  if (refused !== null || board === null) return null;
  const ms = now - board.at;
  const live = shown.filter(({ stale }) => !stale).length;
  if (ms < STALE_MS && live === shown.length)
    return (
      <p className={styles.link}>
        <span className={styles.dot} />
        {t('wall.live', { age: age(Math.max(1_000, ms)) })}
      </p>
    );
  const next =
    nextTryAt === null
      ? ''
      : `, ${t('wall.nextTry', { time: duration(Math.max(1_000, nextTryAt - performance.now())) })}`;
  return (
    <p className={classes(styles.link, styles.lost)}>
      <WifiOff aria-hidden />
      {ms < STALE_MS
        ? t('wall.someLive', { live, count: shown.length })
        : `${t('wall.lost', { time: timeWithSeconds(board.at) })}${next}`}
    </p>
  );
}

interface BodyProps extends FedProps {
  readonly most: number;
}

function Body({ fed, shown, most, now }: BodyProps) {
  const { board, refused, refusedAt } = fed;
  if (refused === 'revoked')
    return (
      <Blank
        title={t('wall.revoked')}
        what={t('wall.revokedWhat', { time: timeOfDay(refusedAt ?? now) })}
        alert
      />
    );
  if (refused !== null) return <Blank title={t(`wall.${refused}`)} what={t(`wall.${refused}What`)} alert />;
  if (board === null) return <Connecting />;
  if (shown.length === 0) return <Blank title={t('wall.empty')} what={t('wall.emptyWhat')} />;
  return (
    <>
      <Queues shown={shown} most={most} />
      <Foot board={board} shown={shown} now={now} />
    </>
  );
}

/** Each queue with the moment its figures are of: what is missing or cut off stands as it was. */
function queuesOf(board: WallBoard, { lastSeen }: Fed, now: number): Shown[] {
  const gone = new Set(board.missing);
  const known = new Map<string, WallQueue>(board.queues.map((queue) => [queue.id, queue]));
  const ids = [...known.keys(), ...board.missing.filter((id) => !known.has(id))];
  return ids.map((id) => {
    const at = gone.has(id) ? (lastSeen[id] ?? null) : board.at;
    const stale = at === null || now - at >= STALE_MS;
    return {
      id,
      queue: known.get(id) ?? null,
      at,
      stale,
      now: stale ? (at ?? now) : now,
      age: now - (at ?? now),
    };
  });
}

/** All bars of a wall have one measure, so that they can be compared. */
const mostOf = (shown: readonly Shown[]): number =>
  Math.max(
    4,
    ...shown.flatMap(
      ({ queue }) => queue?.bars.map(([arrivals, handoffs]) => Math.max(arrivals, handoffs)) ?? [],
    ),
  );

function Queues({ shown, most }: Pick<BodyProps, 'shown' | 'most'>) {
  if (shown.length <= MOST_TILES)
    return (
      <ul
        className={styles.tiles}
        style={
          {
            '--tiles': String(shown.length),
            '--grow': String(GROW[shown.length] ?? 1),
          } as React.CSSProperties
        }
      >
        {shown.map((one) => (
          <Tile key={one.id} shown={one} most={most} />
        ))}
      </ul>
    );
  const scale = Math.min(1, FULL_LANES / shown.length);
  return (
    <div
      className={styles.lanes}
      data-lanes={shown.length > TWO_LINES ? 'tiny' : shown.length > FULL_LANES ? 'small' : 'full'}
      style={{ '--scale': String(scale), '--lanes': String(shown.length) } as React.CSSProperties}
    >
      <LaneHead />
      <ul className={styles.rows}>
        {shown.map((one) => (
          <Lane key={one.id} shown={one} most={most} />
        ))}
      </ul>
    </div>
  );
}

/** Nothing is known yet: still bars where the lanes will be, and large what is waited for. */
function Connecting() {
  return (
    <div className={styles.connecting}>
      <div className={classes(styles.lanes, styles.waiting)} aria-hidden>
        {[0, 1, 2, 3, 4, 5].map((lane) => (
          <span key={lane} className={styles.still} />
        ))}
      </div>
      <Blank title={t('wall.connecting')} what={t('wall.connectingWhat')} />
    </div>
  );
}
