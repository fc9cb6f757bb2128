// Owns what a draft would have done with the recorded conversations: counts, shares with their intervals, load, and each
// conversation that changes. What cannot be known says why.
import { X } from 'lucide-react';
import { useMemo } from 'react';
import type { BacktestResult, PreviewView } from '#shared/contract/triggers.ts';
import { useNow } from '../../state/clock.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ICON } from '../../ui/icons.tsx';
import { Failed, Loading } from '../../ui/States.tsx';
import { dayOf, timeOfDay } from '../../ui/time.ts';
import { number, t, tenths } from '../../ui/words.ts';
import type { Answer } from './answer.ts';
import styles from './Backtest.module.css';
import { ChangedList } from './ChangedList.tsx';
import { Recorded } from './Recorded.tsx';
import { Shares } from './Shares.tsx';

interface BacktestProps {
  readonly preview: PreviewView | undefined;
  readonly answer: Answer<object, BacktestResult>;
  readonly hasDraft: boolean;
  readonly onChoose: (conversation: string) => void;
  /** Null where it is shown anyway. */
  readonly onClose: (() => void) | null;
}

export function Backtest({ preview, answer, hasDraft, onChoose, onClose }: BacktestProps) {
  const now = useNow();
  const { value, error, again, running } = answer;
  const day = Math.floor(now / 86_400_000);
  const over = useMemo(() => {
    if (preview === undefined || preview.conversations === 0) return '';
    const { read, from, to } = preview;
    if (from === undefined || to === undefined) return t('backtest.overCount', { count: read });
    const days = { from: dayOf(from, day * 86_400_000), to: dayOf(to, day * 86_400_000) };
    return days.from === days.to
      ? t('backtest.overDay', { count: read, day: days.to })
      : t('backtest.over', { count: read, ...days });
  }, [preview, day]);
  const empty = preview !== undefined && preview.conversations === 0;
  return (
    <>
      <header className={styles.head}>
        <h2 className={styles.title}>{t('backtest.title')}</h2>
        <span className={styles.over}>{over}</span>
        {!empty && value !== null && (
          <span className={styles.took}>
            {running
              ? t('backtest.running')
              : t('backtest.took', { ms: Math.max(1, Math.round(value.tookMs)) })}
          </span>
        )}
        {onClose !== null && (
          <IconButton className={styles.close} label={t('studio.closePane')} onClick={onClose}>
            <X {...ICON} />
          </IconButton>
        )}
      </header>
      <div className={styles.body}>
        {empty ? (
          <Comes />
        ) : error !== null ? (
          <Failed title={t('backtest.failed')} error={error} onAgain={again} />
        ) : value === null ? (
          <Loading rows={6} />
        ) : (
          <>
            <Counts result={value} />
            <Shares result={value} />
            <Load load={value.load} />
            <ChangedList result={value} hasDraft={hasDraft} onChoose={onChoose} />
          </>
        )}
      </div>
      {preview !== undefined && !empty && <Recorded preview={preview} />}
    </>
  );
}

const COMES = ['comesCounts', 'comesShares', 'comesLoad', 'comesList'] as const;

const Comes = () => (
  <div className={styles.comes}>
    <h3>{t('recorded.comes')}</h3>
    <ul className={styles.list}>
      {COMES.map((each) => (
        <li key={each}>{t(`recorded.${each}`)}</li>
      ))}
    </ul>
  </div>
);

/** With its sign, a real minus; the sign stays before the number in every language. */
const Signed = ({ value, write }: { readonly value: number; readonly write: (value: number) => string }) => (
  <bdi dir="ltr">
    {value > 0 && '+'}
    {write(value)}
  </bdi>
);

function Counts({ result: { draft, live, changes, earlierBy } }: { readonly result: BacktestResult }) {
  return (
    <dl className={styles.counts}>
      <div>
        <dt>{t('backtest.fires')}</dt>
        <dd className={styles.count}>{number(draft.fired)}</dd>
        <dd className={styles.beside}>{t('backtest.live', { count: number(live.fired) })}</dd>
      </div>
      <div>
        <dt>{t('backtest.new')}</dt>
        <dd className={styles.count}>
          <Signed value={changes.newly} write={number} />
        </dd>
      </div>
      <div>
        <dt>{t('backtest.gone')}</dt>
        <dd className={styles.count}>
          <Signed value={0 - changes.noLonger} write={number} />
        </dd>
      </div>
      <div>
        <dt>{t('backtest.earlier')}</dt>
        <dd className={styles.count}>{number(changes.earlier)}</dd>
        {earlierBy !== null && (
          <dd className={styles.beside}>{t('backtest.by', { turns: tenths(earlierBy) })}</dd>
        )}
      </div>
      <div>
        <dt>{t('backtest.later')}</dt>
        <dd className={styles.count}>{number(changes.later)}</dd>
      </div>
    </dl>
  );
}

/** An hour of the day by UTC, as this person's clock has it. */
const hourOf = (hour: number): string => timeOfDay(new Date().setUTCHours(hour, 0, 0, 0));

function Load({ load }: { readonly load: BacktestResult['load'] }) {
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>{t('backtest.load')}</h3>
      {load.length === 0 ? (
        <p className={styles.none}>{t('backtest.noLoad')}</p>
      ) : (
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('backtest.queue')}</th>
              <th scope="col">{t('backtest.hour')}</th>
              <th scope="col">{t('backtest.liveRate')}</th>
              <th scope="col">{t('backtest.draftRate')}</th>
            </tr>
          </thead>
          <tbody>
            {load.map(({ queue, name, hour, live, draft }) => {
              // Of what is written, so that whoever reckons it again finds the same.
              const more = (Math.round(draft * 10) - Math.round(live * 10)) / 10;
              return (
                <tr key={queue ?? ''}>
                  <th scope="row">{queue === null ? t('backtest.noQueue') : name}</th>
                  <td>{hourOf(hour)}</td>
                  <td>{tenths(live)}</td>
                  <td>
                    <span className={styles.draft}>{tenths(draft)}</span>{' '}
                    {more !== 0 && (
                      <span className={styles.more}>
                        <Signed value={more} write={tenths} />
                      </span>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
