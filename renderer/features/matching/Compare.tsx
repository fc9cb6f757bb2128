// Owns what a lead sees of a choice: each offer of a handoff with everybody who was compared, who could not and why, and what
// would have made it somebody else's. Refuses: deciding; it shows what the router stored.
import { useEffect, useState } from 'react';
import { type Calibration, INSIDE } from '#shared/domain/waiting/estimate.ts';
import type { Excluded, MatchExplanation } from '#shared/schema/match.ts';
import type { QueueRow } from '#shared/schema/queue.ts';
import { useNow } from '../../state/clock.ts';
import { isLive, linkOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { rowIn } from '../../state/shards.ts';
import { Button } from '../../ui/Button.tsx';
import { classes } from '../../ui/classes.ts';
import { Dialog } from '../../ui/Dialog.tsx';
import { otherwise } from '../../ui/match.ts';
import { Failed, Loading } from '../../ui/States.tsx';
import { TargetClock } from '../../ui/TargetClock.tsx';
import { timeWithSeconds, waitRange } from '../../ui/time.ts';
import { number, score, t } from '../../ui/words.ts';
import styles from './Compare.module.css';

type Offers = readonly MatchExplanation[];

export function Compare({ handoff }: { readonly handoff: string }) {
  const { compare, give, explainMatch } = useActions();
  const waiting = usePage((state) => rowIn(tablesOf(state).queue, handoff));
  const name = usePage(
    (state) =>
      waiting?.name ??
      [...tablesOf(state).conversations.values()].find((view) => view.handoff.id === handoff)?.conversation
        .customer.name,
  );
  const [offers, setOffers] = useState<Offers | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: trying again asks again.
  useEffect(() => {
    let gone = false;
    setError(null);
    explainMatch(handoff).then(
      (answer) => gone || setOffers(answer.offers),
      (why: unknown) => gone || setError(why),
    );
    return () => {
      gone = true;
    };
  }, [explainMatch, handoff, tries]);
  return (
    <Dialog
      wide
      title={t('match.title')}
      detail={
        <span className={styles.whose}>
          {name} {waiting !== undefined && <Due row={waiting} />}
        </span>
      }
      onClose={() => compare(null)}
      footer={
        <>
          <span className={styles.how}>{offers?.length !== 0 && t('match.how')}</span>
          {waiting !== undefined && <Button onClick={() => give(handoff)}>{t('give.open')}</Button>}
          <Button onClick={() => compare(null)}>{t('match.done')}</Button>
        </>
      }
    >
      {error !== null && (
        <Failed title={t('match.failed')} error={error} onAgain={() => setTries((count) => count + 1)} />
      )}
      {error === null && offers === null && <Loading rows={4} />}
      <Told handoff={handoff} />
      {offers?.length === 0 && <p className={styles.none}>{t('match.waiting')}</p>}
      {offers?.toReversed().map((offer, at) => (
        <One key={offer.offer} offer={offer} place={offers.length - at} />
      ))}
    </Dialog>
  );
}

/** The dialog stands over its row, and over its time. Without a link nobody knows what is due. */
function Due({ row: { dueAt, queuedAt } }: { readonly row: QueueRow }) {
  const live = usePage(isLive);
  const now = useNow() + usePage((state) => linkOf(state)?.clockOffset ?? 0);
  return live ? <TargetClock left={dueAt - now} of={dueAt - queuedAt} /> : null;
}

/** While it waits: how long that still takes, and how right such words were. */
function Told({ handoff }: { readonly handoff: string }) {
  const list = usePage((state) =>
    [...tablesOf(state).waits.values()].find(({ rows }) => rows.some((row) => row.handoff === handoff)),
  );
  const row = list?.rows.find((one) => one.handoff === handoff);
  if (list === undefined || row === undefined) return null;
  const place = row.position + 1;
  const { line, free } = list.calibration;
  return (
    <section className={styles.offer}>
      <h3 className={styles.heading}>{t('match.told')}</h3>
      <p className={styles.next}>
        {row.waitRange === undefined
          ? t('queue.waitUnknown', { place })
          : t('queue.wait', { place, range: waitRange(row.waitRange) })}
      </p>
      {row.waitRange === undefined && <p className={styles.meta}>{t('match.toldUnknown')}</p>}
      <p className={styles.meta}>
        {line.of === 0 ? t('match.uncalibrated') : t('match.calibration', { ...line, ...shares(line) })}{' '}
        {free.of > 0 && t('match.calibrationFree', { ...free, ...shares(free) })}
      </p>
    </section>
  );
}

const shares = ({ inside, of }: Calibration) => ({
  share: Math.round((100 * inside) / of),
  meant: 100 * INSIDE,
});

const thousandths = (value: number): string => score(Math.round(value * 1_000_000));

function One({ offer, place }: { readonly offer: MatchExplanation; readonly place: number }) {
  const { candidates, excluded, next, of, at, mode, urgency, excludedBy } = offer;
  const out = Object.values(excludedBy).reduce((sum, count) => sum + count, 0);
  return (
    <section className={styles.offer}>
      <h3 className={styles.heading}>
        {t('match.offerAt', { number: place, time: timeWithSeconds(at) })}
        <span className={styles.meta}>
          {t(`match.${mode}`)}, {t('match.urgency', { value: thousandths(urgency) })}
        </span>
      </h3>
      {next !== undefined && <p className={styles.next}>{otherwise(next)}</p>}
      <Candidates offer={offer} />
      {of > candidates.length && (
        <p className={styles.meta}>{t('match.more', { count: of - candidates.length })}</p>
      )}
      {excluded.length > 0 && (
        <>
          <h4 className={styles.small}>{t('match.excluded')}</h4>
          <ul className={styles.excluded}>
            {excluded.map((one) => (
              <li key={one.person}>
                <strong>{one.name}</strong> {whyOut(one)}
              </li>
            ))}
          </ul>
          {out > excluded.length && (
            <p className={styles.meta}>{t('match.more', { count: out - excluded.length })}</p>
          )}
        </>
      )}
    </section>
  );
}

const whyOut = ({ why, skill = '', needs = 0, has = 0 }: Excluded): string =>
  why === 'skill' ? t('match.why.skill', { skill, needs, has }) : t(`match.why.${why}`);

function Candidates({ offer: { candidates, person } }: { readonly offer: MatchExplanation }) {
  const columns = ['worth', 'fitness', 'proficiency', 'loadNow', 'busyness', 'burden'] as const;
  return (
    <table className={styles.table}>
      <caption className={styles.small}>{t('match.candidates')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('match.person')}</th>
          {columns.map((column) => (
            <th key={column} scope="col" title={column === 'busyness' ? t('match.busynessWhat') : undefined}>
              {t(`match.${column}`)}
            </th>
          ))}
          <th scope="col">{t('match.remarks')}</th>
        </tr>
      </thead>
      <tbody>
        {candidates.map((one) => (
          <tr key={one.person} className={classes(one.person === person && styles.chosen)}>
            <th scope="row">{one.name}</th>
            <td>{thousandths(one.worth)}</td>
            <td>{thousandths(one.fit)}</td>
            <td>{number(one.proficiency)}</td>
            <td>{number(one.load)}</td>
            <td>{thousandths(one.busyness)}</td>
            <td>{thousandths(one.burden)}</td>
            <td className={styles.remarks}>
              {[
                one.person === person && t('match.chosen'),
                one.knows && t('match.knows'),
                one.passed && t('match.passedOn'),
                one.given !== undefined && t('match.givenOther'),
              ]
                .filter((words) => words !== false)
                .join(', ')}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
