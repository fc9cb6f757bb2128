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
import { t } from '../../ui/words.ts';
import {
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
      <Block title={isSpan ? span : t('whatif.all')} measures={isSpan ? within : all} />
      {isSpan && rest !== null && <Block title={t('whatif.rest')} measures={rest} />}
      <section className={styles.section}>
        <table className={styles.table}>
          <caption className={styles.caption}>{isSpan ? t('whatif.all') : t('whatif.row.load')}</caption>
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

interface BlockProps {
  readonly title: string;
  readonly measures: WhatIfMeasures;
}

const Block = ({ title, measures }: BlockProps) => (
  <section className={styles.section}>
    <table className={styles.table}>
      <caption className={styles.caption}>
        {title}{' '}
        <span className={styles.aside}>{t('whatif.handoffs', { count: Math.round(measures.handoffs) })}</span>
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('whatif.base')}</th>
          <th scope="col">{t('whatif.then')}</th>
          <th scope="col">{t('whatif.difference')}</th>
        </tr>
      </thead>
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
      <td className={classes(!isShown(difference) && styles.chance)}>
        <strong>
          <bdi dir="ltr">{signed(name, difference.mean)}</bdi>
        </strong>
        <span className={styles.range}>{range(difference, signed)}</span>
      </td>
    </tr>
  );
}

function Care({ plan, result, basis }: ResultsProps) {
  const { recorded, all, seeds } = result;
  const counted = spoken(plan, result).handoffs;
  const share = (value: number): string => written('left', value);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('whatif.care')}</h3>
      <ul className={styles.care}>
        {counted < FEW_HANDOFFS && <li>{t('whatif.careFew', { count: Math.round(counted) })}</li>}
        {recorded !== null && all.wait !== null && (
          <li>
            {t('whatif.careRecorded', {
              wait: written('wait', recorded.wait),
              left: share(recorded.left),
              baseWait: written('wait', all.wait.base.mean),
              baseLeft: share(all.left.base.mean),
            })}
          </li>
        )}
        {basis !== null && basis.spoken !== null && basis.spoken < 1 && (
          <li>{t('whatif.careLanguage', { share: Math.round(basis.spoken * 100) })}</li>
        )}
        <li>{t('whatif.careBands', { seeds })}</li>
      </ul>
    </section>
  );
}
