// Owns the two plots of a what-if over the day: what it was beside what it would be, with bands, and the paired difference under
// it. The same figures stand in a table for who does not see them.
import { useMemo } from 'react';
import { FEW_HANDOFFS, type WhatIfPlan, type WhatIfResult } from '#shared/schema/what-if.ts';
import { usePage } from '../../state/page.ts';
import { classes } from '../../ui/classes.ts';
import { useWidth } from '../../ui/width.ts';
import { number, t } from '../../ui/words.ts';
import styles from './HourPlots.module.css';
import { type HourPlot, hourPlot, type Point } from './hours.ts';
import { type Drawn, hourName, type Interval, isShown, signed, written } from './measures.ts';

interface HourPlotsProps {
  readonly drawn: Drawn;
  readonly plan: WhatIfPlan;
  readonly result: WhatIfResult;
}

type Hour = WhatIfResult['hours'][number];

/** Radius of a point, px. */
const POINT = 3.5;
const HEIGHTS = { values: 260, difference: 170 } as const;
/** Where there is more width than this, px, plots are as much higher, up to twice; where there is less, a tenth lower at most. */
const USUAL_WIDTH = 860;

/** A tick is round: no more decimals than it needs. */
function tickName(drawn: Drawn, value: number, isDifference: boolean): string {
  if (drawn === 'wait') return isDifference ? signed(drawn, value) : written(drawn, value);
  const round = Math.round(value * (drawn === 'inTarget' ? 1_000 : 10)) / 10;
  return `${isDifference && round > 0 ? '+' : ''}${number(round)}`;
}

export function HourPlots({ drawn, plan, result }: HourPlotsProps) {
  const [place, width] = useWidth();
  const scale = usePage((state) => state.settings.textSize / 100);
  const { people, from, to } = plan.change;
  const [values, difference] = useMemo(() => {
    const height = scale * Math.max(0.9, Math.min(2, width / scale / USUAL_WIDTH));
    const changed = people > 0 ? ([from, to] as const) : null;
    const of = (which: 'base' | 'whatIf' | 'difference') => (hour: Hour) => hour[drawn]?.[which] ?? null;
    return [
      hourPlot(
        result,
        drawn,
        [of('base'), of('whatIf')],
        changed,
        { width, scale, height: HEIGHTS.values * height },
        'values',
      ),
      hourPlot(
        result,
        drawn,
        [of('difference')],
        changed,
        { width, scale, height: HEIGHTS.difference * height },
        'difference',
      ),
    ];
  }, [result, drawn, people, from, to, width, scale]);
  const more = Math.round(plan.change.arrivals * 100) - 100;
  const compared =
    more === 0
      ? t('whatif.minusSame')
      : t(more > 0 ? 'whatif.minusMore' : 'whatif.minusFewer', { percent: Math.abs(more) });
  const isFew = values.points.some((line) => line.some(({ few }) => few));
  return (
    <div className={styles.plots}>
      <header className={styles.head}>
        <h3 className={styles.title}>{t(`whatif.${drawn}What`)}</h3>
        <span className={styles.hint}>
          {drawn === 'wait' && `${t('whatif.p95')}; `}
          {t('whatif.bands')}
          {isFew && `; ${t('whatif.few', { few: FEW_HANDOFFS })}`}
        </span>
        <span className={styles.legend}>
          <Key which="base" /> {t('whatif.base')}
          <Key which="then" /> {t('whatif.then')}
        </span>
      </header>
      <div ref={place}>
        {width > 0 && (
          <Frame plot={values} drawn={drawn} what={t(`whatif.${drawn}What`)} isDifference={false}>
            {(['base', 'then'] as const).map((which, at) => (
              <g key={which} className={styles[which]}>
                {values.lines[at]?.map(({ band }) => (
                  <polygon key={band} className={styles.band} points={band} />
                ))}
                {values.lines[at]?.map(({ points }) => (
                  <polyline key={points} className={styles.line} points={points} />
                ))}
                {values.points[at]?.map((point) => (
                  <Dot key={point.hour} point={point} />
                ))}
              </g>
            ))}
          </Frame>
        )}
      </div>
      <header className={styles.head}>
        <h3 className={styles.title}>
          {t('whatif.minus')}, {compared}
        </h3>
        <span className={styles.hint}>{t('whatif.minusWhat')}</span>
      </header>
      {width > 0 && (
        <Frame plot={difference} drawn={drawn} what={`${t('whatif.minus')}, ${compared}`} isDifference>
          <g className={styles.then}>
            {difference.points[0]?.map((point) => {
              const own = result.hours.find(({ hour }) => hour === point.hour)?.[drawn]?.difference;
              const shown = own !== undefined && isShown(drawn, own) && !point.few;
              return (
                <g key={point.hour} className={classes(!shown && styles.chance)}>
                  <line className={styles.bar} x1={point.x} x2={point.x} y1={point.low} y2={point.high} />
                  <circle
                    className={shown ? styles.dot : styles.ring}
                    cx={point.x}
                    cy={point.y}
                    r={POINT + 0.5}
                  />
                </g>
              );
            })}
          </g>
        </Frame>
      )}
      <Table drawn={drawn} result={result} />
    </div>
  );
}

const Key = ({ which }: { readonly which: 'base' | 'then' }) => (
  <svg
    className={styles[which]}
    width="28"
    height="12"
    viewBox="0 0 28 12"
    aria-hidden="true"
    focusable="false"
  >
    <rect className={styles.band} width="28" height="12" />
    <line className={styles.line} x1="1" x2="27" y1="6" y2="6" />
  </svg>
);

/** Of few handoffs a point stands alone, with its interval. */
const Dot = ({ point }: { readonly point: Point }) => (
  <g className={classes(point.few && styles.few)}>
    {point.few && <line className={styles.bar} x1={point.x} x2={point.x} y1={point.low} y2={point.high} />}
    <circle className={point.few ? styles.ring : styles.dot} cx={point.x} cy={point.y} r={POINT} />
  </g>
);

interface FrameProps {
  readonly plot: HourPlot;
  readonly drawn: Drawn;
  readonly what: string;
  readonly isDifference: boolean;
  readonly children: React.ReactNode;
}

const Frame = ({ plot, drawn, what, isDifference, children }: FrameProps) => (
  <svg
    className={styles.plot}
    width={plot.width}
    height={plot.height}
    viewBox={`0 0 ${plot.width} ${plot.height}`}
    role="img"
    aria-label={what}
  >
    {plot.changed !== null && (
      <rect
        className={styles.changed}
        x={plot.changed.x}
        y={plot.top}
        width={plot.changed.width}
        height={plot.bottom - plot.top}
      />
    )}
    {plot.ticks.map(({ value, y }) => (
      <g key={value}>
        <line
          className={isDifference && value === 0 ? styles.zero : styles.grid}
          x1={plot.left}
          x2={plot.right}
          y1={y}
          y2={y}
        />
        <text x={plot.left - 8} y={y + 4} textAnchor="end">
          {tickName(drawn, value, isDifference)}
        </text>
      </g>
    ))}
    {plot.hours.map(({ hour, x }) => (
      <text key={hour} x={x} y={plot.bottom + 16 * plot.scale} textAnchor="middle">
        {hourName(hour)}
      </text>
    ))}
    {children}
  </svg>
);

const Table = ({ drawn, result }: Omit<HourPlotsProps, 'plan'>) => {
  const cell = (interval: Interval | undefined, write: typeof written): string => {
    if (interval === undefined) return t('whatif.unknown');
    const { mean, low, high } = interval;
    if (low === null || high === null) return write(drawn, mean);
    return `${write(drawn, mean)}, ${t('figure.range', { least: write(drawn, low), most: write(drawn, high) })}`;
  };
  return (
    <div className={styles.heard}>
      <table>
        <caption>{t(`whatif.${drawn}What`)}</caption>
        <thead>
          <tr>
            {(['hour', 'count', 'base', 'then', 'difference'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`whatif.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {result.hours.map((each) => (
            <tr key={each.hour}>
              <th scope="row">{hourName(each.hour)}</th>
              <td>{number(Math.round(each.handoffs))}</td>
              <td>{cell(each[drawn]?.base, written)}</td>
              <td>{cell(each[drawn]?.whatIf, written)}</td>
              <td>{cell(each[drawn]?.difference, signed)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
};
