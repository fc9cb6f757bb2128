// Owns the table of what makes up a turn's score: the words that count, the signal they speak for, its weight and what it gives.
import type { CaseResult } from '#shared/contract/triggers.ts';
import type { Policy } from '#shared/domain/trigger/policy.ts';
import { money, score, t } from '../../ui/words.ts';
import styles from './Case.module.css';
import { capital } from './figures.ts';
import { heardAs, madeOf, type Part } from './made-of.ts';
import { Swatch } from './Swatch.tsx';
import { hundredths } from './sentences.ts';

type Turn = CaseResult['turns'][number];

interface PartsProps {
  readonly found: CaseResult;
  readonly turn: Turn;
  readonly policy: Policy;
  readonly grounds: string;
}

/** Rows of their own; the small ones after them are one. */
const MOST = 5;

/** Words as long as a line. */
const LONGEST = 90;
const shortened = (words: string): string =>
  words.length > LONGEST ? `${words.slice(0, LONGEST - 1).trimEnd()}…` : words;

function accountWords({ account }: CaseResult, source: string): string {
  if (account === undefined) return t('parts.account');
  const { tier, value, currency, renewal } = account;
  const words = {
    tier: tier === undefined ? undefined : t(`tier.${tier}`),
    worth: value === undefined ? undefined : t('account.valueOf', { value: money(value, currency) }),
    renewal,
  }[source];
  return words ?? t('parts.account');
}

/** What was said for it, in its turn; or what else it comes from. */
function wordsOf(found: CaseResult, { category, source, turn: at }: Part): string {
  if (category === 'value') return accountWords(found, source);
  const turn = found.turns.find(({ index }) => index === at);
  const own = (turn?.quotes ?? []).filter(({ signal }) => signal === heardAs(source));
  const quoted = [...new Set(own.map(({ start, end }) => turn?.text.slice(start, end) ?? ''))]
    .map((words) => t('parts.quote', { words }))
    .join(', ');
  if (source === 'rising')
    return quoted === '' ? t('parts.falling') : `${shortened(quoted)}, ${t('parts.falling')}`;
  if (quoted !== '') return shortened(quoted);
  return turn?.role === 'AUTOMATED_AGENT' ? t('parts.fromBot') : '';
}

export function Parts({ found, turn, policy, grounds }: PartsProps) {
  const { draft, index, role } = turn;
  const { by, sum, limit } = draft;
  const all = madeOf(policy, draft);
  const parts = all.length > MOST + 1 ? all.slice(0, MOST) : all;
  const rest = all.slice(parts.length);
  const title =
    by === 'combined'
      ? t('parts.title', { sum: score(sum), turn: index })
      : t('parts.titleAlone', { category: t(`category.${by}`), sum: score(sum), turn: index });
  return (
    <section className={styles.section}>
      <header className={styles.sectionHead}>
        <h3 className={styles.heading}>{title}</h3>
        <span className={styles.aside} title={t('parts.howWhat')}>
          {t('parts.how')}
        </span>
      </header>
      <p className={styles.grounds}>{role === 'HUMAN_AGENT' ? t('parts.person') : grounds}</p>
      {parts.length === 0 ? (
        role !== 'HUMAN_AGENT' && <p className={styles.aside}>{t('parts.nothing')}</p>
      ) : (
        <table className={styles.parts}>
          <thead>
            <tr>
              <th scope="col">{t('parts.words')}</th>
              <th scope="col">{t('parts.signal')}</th>
              <th scope="col">{t('parts.weight')}</th>
              <th scope="col">{t('parts.amount')}</th>
              <th scope="col">{t('parts.score')}</th>
            </tr>
          </thead>
          <tbody>
            {parts.map((part) => {
              const name = t.find(`signal.${part.source}`) ?? part.source;
              const faded = part.turn > 0 && part.turn !== index;
              return (
                <tr key={`${part.category} ${part.source} ${part.turn}`}>
                  <td className={styles.words} dir="auto">
                    {wordsOf(found, part)}
                  </td>
                  <th scope="row" className={styles.signal}>
                    <Swatch category={part.category} /> <bdi>{name}</bdi>{' '}
                    {faded && (
                      <span className={styles.from} title={t('parts.faded', { turn: part.turn })}>
                        {t('said.turn', { turn: part.turn })}
                      </span>
                    )}
                  </th>
                  <td>{hundredths(part.weight)}</td>
                  <td>{hundredths(part.signal)}</td>
                  <td className={styles.adds}>{score(part.adds)}</td>
                </tr>
              );
            })}
            {rest.length > 0 && (
              <tr>
                <td className={styles.aside} colSpan={4}>
                  {t('parts.more', { count: rest.length })}
                </td>
                <td className={styles.adds}>{score(rest.reduce((sum, { adds }) => sum + adds, 0))}</td>
              </tr>
            )}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row" colSpan={2}>
                {by === 'combined' ? t('parts.combined') : capital(t(`category.${by}`))}
              </th>
              <td colSpan={2} className={styles.limit}>
                {t('parts.firesAt', { limit: score(limit) })}
              </td>
              <td className={styles.adds}>{score(sum)}</td>
            </tr>
          </tfoot>
        </table>
      )}
    </section>
  );
}
