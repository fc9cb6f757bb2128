// Owns the figures of a what-if: today beside what-if with the paired difference and its interval, of the changed hours and of the
// rest, load, cost, and what to read with care.
import type {
  Compared,
  WhatIfBasis,
  WhatIfMeasures,
  WhatIfPlan,
  WhatIfResult,
} from '#shared/schema/what-if.ts';
import { FEW_HANDOFFS } from '#shared/schema/what-if.ts';
import { classes } from '../../ui/classes.ts';
import { number, t } from '../../ui/words.ts';
import {
  differenceOf,
  hourName,
  type Interval,
  isShare,
  isShown,
  type MeasureName,
  signed,
  spoken,
  written,
} from './measures.ts';
import styles from './Results.module.css';

interface ResultsProps {
  readonly plan: WhatIfPlan;
  readonly result: WhatIfResult;
  readonly basis: WhatIfBasis | null;
}

export function Results({ plan, result, basis }: ResultsProps) {
  const { change } = plan;
  const { all, within, rest, load } = result;
  const isSpan = spoken(plan, result) === within && within !== null;
  const span = t('figure.range', { least: hourName(change.from), most: hourName(change.to) });
  return (
    <>
      <Block
        title={isSpan ? span : t('whatif.all')}
        measures={isSpan ? within : all}
        arrivals={change.arrivals}
      />
      {isSpan && rest !== null && (
        <Block title={t('whatif.rest')} measures={rest} arrivals={change.arrivals} />
      )}
      <section className={styles.section}>
        <table className={styles.table}>
          <caption className={styles.caption}>{isSpan ? t('whatif.all') : t('whatif.row.load')}</caption>
          <Columns />
          <tbody>
            <Row name="load" compared={load} />
          </tbody>
        </table>
      </section>
      {change.people > 0 && (
        <section className={styles.section}>
          <h3 className={styles.heading}>{t('whatif.cost')}</h3>
          <p className={styles.cost}>
            {t('whatif.personHours', { hours: change.people * (change.to - change.from) })}
          </p>
        </section>
      )}
      <Care plan={plan} result={result} basis={basis} />
    </>
  );
}

const Columns = () => (
  <thead>
    <tr>
      <td />
      <th scope="col">{t('whatif.base')}</th>
      <th scope="col">{t('whatif.then')}</th>
      <th scope="col">{t('whatif.difference')}</th>
    </tr>
  </thead>
);

/** More or fewer arrivals are told: they are of other customers too. */
function handoffsOf({ handoffs }: WhatIfMeasures, arrivals: number): string {
  const count = Math.round(handoffs);
  const more = Math.round(arrivals * 100) - 100;
  return more === 0
    ? t('whatif.handoffs', { count })
    : t('whatif.handoffsThen', { count, more: `${more > 0 ? '+' : ''}${number(more)}` });
}

interface BlockProps {
  readonly title: string;
  readonly measures: WhatIfMeasures;
  /** Factor on the arrivals. */
  readonly arrivals: number;
}

const Block = ({ title, measures, arrivals }: BlockProps) => (
  <section className={styles.section}>
    <table className={styles.table}>
      <caption className={styles.caption}>
        {title} <span className={styles.aside}>{handoffsOf(measures, arrivals)}</span>
      </caption>
      <Columns />
      <tbody>
        {(['wait', 'inTarget', 'left'] as const).map((name) => (
          <Row key={name} name={name} compared={measures[name]} />
        ))}
      </tbody>
    </table>
  </section>
);

interface RowProps {
  readonly name: Exclude<MeasureName, 'waiting'>;
  readonly compared: Compared | null;
}

function Row({ name, compared }: RowProps) {
  if (compared === null)
    return (
      <tr>
        <th scope="row">{t(`whatif.row.${name}`)}</th>
        <td colSpan={3} className={styles.aside}>
          {t('whatif.unknown')}
        </td>
      </tr>
    );
  const { difference } = compared;
  const unit = isShare(name) ? ' %' : '';
  const range = ({ low, high }: Interval, write: typeof written): string =>
    low === null || high === null
      ? ''
      : t('figure.range', { least: write(name, low), most: write(name, high) });
  return (
    <tr>
      <th scope="row">{t(`whatif.row.${name}`)}</th>
      {(['base', 'whatIf'] as const).map((which) => (
        <td key={which}>
          <bdi dir="ltr">
            {written(name, compared[which].mean)}
            {unit}
          </bdi>
          <span className={styles.range}>{range(compared[which], written)}</span>
        </td>
      ))}
      <td className={classes(!isShown(name, difference) && styles.chance)}>
        <strong>
          <bdi dir="ltr">{signed(name, differenceOf(name, compared))}</bdi>
        </strong>
        {isShare(name) && <span className={styles.points}> {t('whatif.points')}</span>}
        <span className={styles.range}>{range(difference, signed)}</span>
      </td>
    </tr>
  );
}

function Care({ plan, result, basis }: ResultsProps) {
  const { seeds } = result;
  const counted = spoken(plan, result).handoffs;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('whatif.care')}</h3>
      <ul className={styles.care}>
        {counted < FEW_HANDOFFS && <li>{t('whatif.careFew', { count: Math.round(counted) })}</li>}
        {basis !== null && basis.spoken !== null && basis.spoken < 1 && (
          <li>{t('whatif.careLanguage', { share: Math.round(basis.spoken * 100) })}</li>
        )}
        <li>{t('whatif.careBands', { seeds })}</li>
      </ul>
    </section>
  );
}
