// Owns the chart of a conversation's turns: what each category gives the sum, stacked; where live's score ends; both thresholds;
// a baton where each fires first. The same figures stand in a table for who does not see it.
import { useLayoutEffect, useMemo } from 'react';
import type { CaseResult } from '#shared/contract/triggers.ts';
import type { TurnVerdict } from '#shared/domain/trigger/combine.ts';
import { CATEGORIES, type Policy } from '#shared/domain/trigger/policy.ts';
import { usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { useWidth } from '../../ui/width.ts';
import { score, t } from '../../ui/words.ts';
import { capital, categoryName } from './figures.ts';
import { weighted } from './made-of.ts';
import { type Column, type Plot, plotOf } from './plot.ts';
import { Swatch } from './Swatch.tsx';
import { hundredths } from './sentences.ts';
import styles from './TurnsChart.module.css';

interface TurnsChartProps {
  readonly found: CaseResult;
  readonly live: Policy;
  readonly draft: Policy;
  /** The turn that is looked at. */
  readonly here: number;
  readonly onTurn: (turn: number) => void;
}

const firesBy = (by: TurnVerdict['by']): string =>
  by === 'combined' ? t('chart.fires') : t('chart.firesBy', { category: t(`category.${by}`) });

/** What stands beside the thresholds' lines. */
const namesOf = (live: Policy, draft: Policy) => ({
  live: t('chart.live', { value: hundredths(live.combined.threshold) }),
  draft: t('chart.draft', { value: hundredths(draft.combined.threshold) }),
});

const turnName = (turn: number | null): string =>
  turn === null ? t('change.notFiring') : t('said.turn', { turn });

export function TurnsChart({ found, live, draft, here, onTurn }: TurnsChartProps) {
  const [place, width] = useWidth();
  const scale = usePage((state) => state.settings.textSize / 100);
  const { turns, fires } = found;
  const names = namesOf(live, draft);
  const letters = Math.max(names.live.length, names.draft.length);
  const plot = useMemo(
    () => plotOf(turns, live, draft, fires, width, scale, letters),
    [turns, live, draft, fires, width, scale, letters],
  );
  const chosen = plot.columns.find(({ turn }) => turn === here);
  // A long conversation is scrolled to the turn that is looked at.
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null || chosen === undefined || plot.width <= width) return;
    element.scrollLeft = chosen.x - width / 2;
  }, [place, chosen, plot.width, width]);
  const what = t('chart.what', {
    turns: found.total,
    draft: turnName(fires.draft),
    live: turnName(fires.live),
  });
  return (
    <>
      <div className={styles.legend}>
        {CATEGORIES.map((category) => (
          <span key={category} className={styles.key}>
            <Swatch category={category} /> {categoryName(category)}
          </span>
        ))}
        <span className={styles.key} title={t('chart.aloneWhat')}>
          <span className={styles.outlined} aria-hidden="true" /> {t('chart.aloneKey')}
        </span>
        <span className={styles.hint}>{t('chart.hint')}</span>
      </div>
      <div ref={place} className={styles.place} tabIndex={plot.width > width ? 0 : undefined}>
        {width > 0 && (
          <svg
            className={styles.chart}
            width={plot.width}
            height={plot.height}
            viewBox={`0 0 ${plot.width} ${plot.height}`}
            role="img"
            aria-label={what}
          >
            <defs>
              <pattern
                id="timing"
                width="4"
                height="4"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect className={styles.hatch} width="1.8" height="4" />
              </pattern>
            </defs>
            {chosen !== undefined && (
              <rect
                className={styles.chosen}
                x={chosen.x - 5}
                y={plot.top - 8 * scale}
                width={chosen.width + 10}
                height={plot.height - plot.top + 8 * scale - 2}
                rx={3}
              />
            )}
            <Grid plot={plot} />
            {plot.columns.map((column) => (
              <Bar
                key={column.turn}
                column={column}
                plot={plot}
                here={column.turn === here}
                onTurn={onTurn}
              />
            ))}
            <Thresholds plot={plot} live={live} draft={draft} />
          </svg>
        )}
      </div>
      <Table found={found} live={live} draft={draft} what={what} />
    </>
  );
}

const Grid = ({ plot }: { readonly plot: Plot }) => (
  <>
    {plot.grid.map(({ value, y }) => (
      <g key={value}>
        <line className={styles.grid} x1={plot.left} x2={plot.right} y1={y} y2={y} />
        <text className={styles.axis} x={plot.left - 6} y={y + 4} textAnchor="end">
          {hundredths(value)}
        </text>
      </g>
    ))}
  </>
);

interface BarProps {
  readonly column: Column;
  readonly plot: Plot;
  readonly here: boolean;
  readonly onTurn: (turn: number) => void;
}

/** How far a tick stands over the bar, px. */
const OVER = 4;

function Bar({ column, plot, here, onTurn }: BarProps) {
  const { turn, bot, x, width, stack, top, live, fires, byItself } = column;
  const middle = x + width / 2;
  /** Beside the baton, where there is more room. */
  const ends = middle > (plot.left + plot.right) / 2;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: by keys the turns are walked in what was said.
    <g className={styles.column} onClick={() => onTurn(turn)}>
      <rect
        className={styles.target}
        x={x - 5}
        y={plot.top}
        width={width + 10}
        height={plot.height - plot.top}
      />
      <g className={bot ? styles.bot : undefined}>
        {stack.map(({ category, y, height }) => (
          <rect key={category} className={styles[category]} x={x} y={y} width={width} height={height} />
        ))}
      </g>
      {stack.map(
        ({ category, y, height, alone }) =>
          alone && <rect key={category} className={styles.alone} x={x} y={y} width={width} height={height} />,
      )}
      <line className={styles.tick} x1={x - OVER} x2={x + OVER} y1={live} y2={live} />
      <line className={styles.tick} x1={x + width - OVER} x2={x + width + OVER} y1={live} y2={live} />
      {fires !== null && <Baton x={middle} y={Math.min(top, live) - 13} live={fires === 'live'} />}
      {byItself !== null && (
        <text
          className={styles.byItself}
          x={ends ? middle - 12 : middle + 12}
          y={Math.min(top, live) - 9}
          textAnchor={ends ? 'end' : 'start'}
        >
          {t('chart.byItself', { category: categoryName(byItself) })}
        </text>
      )}
      <text
        className={classes(styles.turn, here && styles.here)}
        x={middle}
        y={plot.bottom + 14 * plot.scale}
        textAnchor="middle"
      >
        {t('said.turn', { turn })}
      </text>
      {bot && (
        <text className={styles.role} x={middle} y={plot.bottom + 27 * plot.scale} textAnchor="middle">
          {t('chart.bot')}
        </text>
      )}
    </g>
  );
}

/** The mark, small: where it fires first. */
const Baton = ({ x, y, live }: { readonly x: number; readonly y: number; readonly live: boolean }) => (
  <g className={live ? styles.batonLive : styles.baton} transform={`translate(${x} ${y}) rotate(-45)`}>
    <path className={styles.half} d="M-.5 -3H-5a3 3 0 0 0 0 6h4.5z" />
    <path className={styles.full} d="M0 -3.5H5.5a3.5 3.5 0 0 1 0 7H0z" />
  </g>
);

interface ThresholdsProps {
  readonly plot: Plot;
  readonly live: Policy;
  readonly draft: Policy;
}

function Thresholds({ plot, live, draft }: ThresholdsProps) {
  const { lines, names, left, right } = plot;
  const words = namesOf(live, draft);
  const same = live.combined.threshold === draft.combined.threshold;
  return (
    <g className={styles.lines}>
      {!same && (
        <>
          <line className={styles.liveLine} x1={left} x2={right} y1={lines.live} y2={lines.live} />
          <text className={styles.liveName} x={right + 6} y={names.live + 4}>
            {words.live}
          </text>
        </>
      )}
      <line className={styles.draftLine} x1={left} x2={right} y1={lines.draft} y2={lines.draft} />
      <text className={styles.draftName} x={right + 6} y={names.draft + 4}>
        {words.draft}
      </text>
    </g>
  );
}

type TableProps = Pick<TurnsChartProps, 'found' | 'live' | 'draft'> & { readonly what: string };

const Table = ({ found, live, draft, what }: TableProps) => (
  <table className={styles.heard}>
    <caption>{what}</caption>
    <thead>
      <tr>
        <th scope="col">{t('chart.turn')}</th>
        {CATEGORIES.map((category) => (
          <th key={category} scope="col">
            {capital(t(`category.${category}`))}
          </th>
        ))}
        <th scope="col">{t('chart.sum')}</th>
        <th scope="col">{t('chart.liveSum')}</th>
      </tr>
    </thead>
    <tbody>
      {found.turns.map((turn) => {
        const parts = weighted(draft, turn.draft);
        const before = weighted(live, turn.live);
        const sum = (values: typeof parts): number => CATEGORIES.reduce((all, each) => all + values[each], 0);
        return (
          <tr key={turn.index}>
            <th scope="row">{t('said.turn', { turn: turn.index })}</th>
            {CATEGORIES.map((category) => (
              <td key={category}>{score(parts[category])}</td>
            ))}
            <td>
              {score(sum(parts))}
              {turn.draft.fired && ` ${firesBy(turn.draft.by)}`}
            </td>
            <td>
              {score(sum(before))}
              {turn.live.fired && ` ${firesBy(turn.live.by)}`}
            </td>
          </tr>
        );
      })}
    </tbody>
  </table>
);
