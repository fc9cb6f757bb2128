// Owns precision, recall and in time: a point with its 95 % interval on one scale, the draft over live, each with what it is a
// share of. What is unknown says so, and why.
import type { BacktestResult } from '#shared/contract/triggers.ts';
import { classes } from '../../ui/classes.ts';
import { t } from '../../ui/words.ts';
import styles from './Backtest.module.css';
import { hundredths } from './sentences.ts';

type Share = NonNullable<BacktestResult['draft']['precision']>;
type Which = 'draft' | 'live';

interface Measure {
  readonly key: 'precision' | 'recall' | 'inTime';
  readonly draft: Share | null;
  readonly live: Share | null;
  /** Where there is no share. */
  readonly why: string;
}

function measuresOf({ draft, live, inTime }: BacktestResult): readonly Measure[] {
  const known = (recall: Share | 'unknown' | null): Share | null => (recall === 'unknown' ? null : recall);
  return [
    { key: 'precision', draft: draft.precision, live: live.precision, why: t('backtest.notJudged') },
    {
      key: 'recall',
      draft: known(draft.recall),
      live: known(live.recall),
      why: draft.recall === 'unknown' ? t('backtest.recallUnknown') : t('backtest.noneNeeded'),
    },
    { key: 'inTime', draft: inTime.draft, live: inTime.live, why: t('backtest.noneInTime') },
  ];
}

/** Fewer than so many say little. */
const FEW = 30;
const WIDTH = 90;
const HEIGHT = 32;
/** Half a point stands over at each end. */
const EDGE = 5;

/** The scale begins at the tenth below the lowest end; it has to begin somewhere below 1. */
function scaleOf(measures: readonly Measure[]): { readonly from: number; readonly ticks: readonly number[] } {
  const lows = measures
    .flatMap(({ draft, live }) => [draft?.low, live?.low])
    .filter((low) => low !== undefined);
  const lowest = Math.min(9, ...lows.map((low) => Math.floor(low * 10)));
  const step = 10 - lowest > 5 ? 2 : 1;
  const from = lowest - ((10 - lowest) % step);
  return {
    from: Math.max(0, from) / 10,
    ticks: Array.from(
      { length: Math.floor((10 - Math.max(0, from)) / step) + 1 },
      (_, at) => (Math.max(0, from) + at * step) / 10,
    ),
  };
}

export function Shares({ result }: { readonly result: BacktestResult }) {
  const measures = measuresOf(result);
  const { from, ticks } = scaleOf(measures);
  const x = (value: number): number => EDGE + ((value - from) / (1 - from)) * (WIDTH - 2 * EDGE);
  const any = measures.some(({ draft, live }) => draft !== null || live !== null);
  return (
    <section className={styles.section}>
      <header className={styles.shareHead}>
        <h3 className={styles.quiet}>{t('backtest.against')}</h3>
        <span className={styles.legend}>
          <span className={styles.filled} aria-hidden="true" /> {t('backtest.legendDraft')}
        </span>
        <span className={styles.legend}>
          <span className={styles.hollow} aria-hidden="true" /> {t('backtest.legendLive')}
        </span>
      </header>
      {measures.map((measure) => (
        <div key={measure.key} className={styles.share}>
          <span className={styles.measure} title={t(`backtest.${measure.key}What`)}>
            {t(`backtest.${measure.key}`)}
          </span>
          {measure.draft === null && measure.live === null ? (
            <span className={styles.unknown}>
              <strong>{t('backtest.unknown')}</strong> {measure.why}
            </span>
          ) : (
            <>
              <Intervals measure={measure} x={x} ticks={ticks} />
              <span className={styles.figures}>
                <Figures share={measure.draft} which="draft" measure={measure} />
                <Figures share={measure.live} which="live" measure={measure} />
              </span>
            </>
          )}
        </div>
      ))}
      {any && (
        <div className={styles.share} aria-hidden="true">
          <span className={styles.measure} />
          <svg
            className={styles.scale}
            viewBox={`0 0 ${WIDTH} 12`}
            width={WIDTH}
            height={12}
            aria-hidden="true"
          >
            {ticks.map((tick) => (
              <text key={tick} x={x(tick)} y={10} textAnchor="middle">
                {tick.toFixed(1)}
              </text>
            ))}
          </svg>
        </div>
      )}
      <p className={styles.plain}>{t('backtest.plain')}</p>
    </section>
  );
}

interface IntervalsProps {
  readonly measure: Measure;
  readonly x: (value: number) => number;
  readonly ticks: readonly number[];
}

const ROWS: readonly { readonly which: Which; readonly y: number }[] = [
  { which: 'draft', y: 8 },
  { which: 'live', y: 24 },
];

function Intervals({ measure, x, ticks }: IntervalsProps) {
  return (
    <svg
      className={styles.intervals}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      width={WIDTH}
      height={HEIGHT}
      aria-hidden="true"
      focusable="false"
    >
      {ticks.map((tick) => (
        <line key={tick} className={styles.grid} x1={x(tick)} x2={x(tick)} y1={0} y2={HEIGHT} />
      ))}
      {ROWS.map(({ which, y }) => {
        const share = measure[which];
        if (share === null) return null;
        return (
          <g key={which} className={classes(styles[which], share.of < FEW && styles.few)}>
            <line x1={x(share.low)} x2={x(share.high)} y1={y} y2={y} />
            <circle cx={x(share.value)} cy={y} r={which === 'draft' ? 4 : 3.5} />
          </g>
        );
      })}
    </svg>
  );
}

interface FiguresProps {
  readonly share: Share | null;
  readonly which: Which;
  readonly measure: Measure;
}

function Figures({ share, which, measure }: FiguresProps) {
  if (share === null) return <span className={styles.unknown}>{t('backtest.unknown')}</span>;
  const { hits, of } = share;
  const values = { value: hundredths(share.value), low: hundredths(share.low), high: hundredths(share.high) };
  const words = t('backtest.heard', {
    ...values,
    ...{ hits, of, measure: t(`backtest.${measure.key}`) },
    which: t(which === 'draft' ? 'backtest.legendDraft' : 'backtest.legendLive'),
  });
  return (
    <span className={styles.numbers} title={of < FEW ? `${words}. ${t('backtest.few')}` : words}>
      <strong className={which === 'draft' ? styles.draftValue : styles.liveValue}>{values.value}</strong>
      <span>{t('figure.range', { least: values.low, most: values.high })}</span>
      <span className={styles.of}>{t('backtest.shareOf', { hits, of })}</span>
    </span>
  );
}
