// Owns the mood line: a zero line, a node for each of the customer's turns, the point where a person joined, and the words
// for it. Small in a row, with turns under it in the context. Refuses: working the mood out; the judgement brings it.
import type { Mood } from '#shared/schema/handoff.ts';
import { usePage } from '../state/page.ts';
import { classes } from './classes.ts';
import styles from './MoodLine.module.css';
import { levelOf, trendOf } from './mood.ts';
import { t } from './words.ts';

export const moodWords = (moods: readonly Mood[]): string =>
  t('context.moodOf', {
    mood: t(`mood.${levelOf(moods.at(-1)?.mood ?? 0)}`),
    trend: t(`mood.${trendOf(moods)}`),
  });

/** The last mood in words and in its colour, after a line of its own where more than one is known. */
export function MoodNow({ moods }: { readonly moods: readonly Mood[] }) {
  return (
    <span className={classes(styles.now, styles[levelOf(moods.at(-1)?.mood ?? 0)])}>
      {moods.length > 1 && <MoodLine moods={moods} width={36} height={16} />}
      {moodWords(moods)}
    </span>
  );
}

interface MoodLineProps {
  readonly moods: readonly Mood[];
  readonly width: number;
  readonly height: number;
  /** Nodes and the turns under them. */
  readonly turns?: boolean;
}

/** Room for a node at each end, px. */
const EDGE = 4;
const LABELS = 16;
/** Turns that are named under the line; more would touch. */
const NAMED = 6;

export function MoodLine({ moods, width, height, turns = false }: MoodLineProps) {
  const larger = usePage((state) => state.settings.textSize / 100);
  const joined = turns ? 1 : 0;
  const room = height - (turns ? LABELS : 0);
  const whole = turns ? room + LABELS * larger : height;
  const steps = Math.max(1, moods.length - 1 + joined);
  const x = (at: number): number => EDGE + (at * (width - 2 * EDGE)) / steps;
  const y = (mood: number): number => room / 2 - (mood / 1_000_000) * (room / 2 - EDGE);
  const every = Math.ceil(moods.length / NAMED);
  return (
    <svg
      className={styles.line}
      viewBox={`0 0 ${width} ${whole}`}
      width={turns ? '100%' : width}
      height={turns ? undefined : height}
      role="img"
      aria-label={moodWords(moods)}
    >
      <line className={styles.zero} x1={0} x2={width} y1={room / 2} y2={room / 2} />
      {moods.slice(1).map(({ turn, mood }, at) => (
        <line
          key={turn}
          className={styles[levelOf(mood)]}
          x1={x(at)}
          y1={y(moods[at]?.mood ?? 0)}
          x2={x(at + 1)}
          y2={y(mood)}
        />
      ))}
      {moods.map(({ turn, mood }, at) =>
        turns || at === moods.length - 1 ? (
          <circle
            key={turn}
            className={styles[levelOf(mood)]}
            cx={x(at)}
            cy={y(mood)}
            r={turns ? 3 : 1.5}
            fill={turns ? 'var(--pane)' : 'currentColor'}
          />
        ) : null,
      )}
      {turns &&
        moods.map(({ turn }, at) =>
          (moods.length - 1 - at) % every === 0 ? (
            <text key={turn} className={styles.label} x={x(at)} y={whole - 3 * larger} textAnchor="middle">
              {t('conversation.turnShort', { turn })}
            </text>
          ) : null,
        )}
      {turns && (
        <>
          <line className={styles.joined} x1={x(moods.length)} x2={x(moods.length)} y1={2} y2={room} />
          <text className={styles.you} x={width} y={whole - 3 * larger}>
            {t('mood.joined')}
          </text>
        </>
      )}
    </svg>
  );
}
