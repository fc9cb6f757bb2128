// Owns how a context package reads: one column, each line with the turn it comes from. Refuses: whose it is and what is done
// with it.
import { CircleCheck, CircleX, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContextPackage } from '#shared/schema/context.ts';
import type { Account, Customer } from '#shared/schema/conversation.ts';
import type { Mood } from '#shared/schema/handoff.ts';
import { factsOf } from './facts.ts';
import { ICON } from './icons.tsx';
import { MoodLine, moodWords } from './MoodLine.tsx';
import styles from './Package.module.css';
import { isoDay } from './time.ts';
import { money, t } from './words.ts';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={styles.section} data-section={title}>
      <h3 className={styles.heading}>
        {title}
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}

interface TurnLinkProps {
  readonly turn: number | undefined;
  readonly onTurn: (turn: number) => void;
}

function TurnLink({ turn, onTurn }: TurnLinkProps) {
  if (turn === undefined) return null;
  return (
    <button
      type="button"
      className={styles.turn}
      title={t('conversation.turn', { turn })}
      onClick={() => onTurn(turn)}
      onFocus={() => onTurn(turn)}
    >
      {t('conversation.turnShort', { turn })}
    </button>
  );
}

/** A booking reference, an order number: letters and digits that must not be misread. */
const isReference = (value: string): boolean => /^(?=.*\d)[A-Z0-9-]{5,16}$/.test(value);

function accountRows(
  { language, verified }: Customer,
  account: Account | undefined,
  now: number,
): [string, string][] {
  const { tier, plan, value, currency, renewal, since, openDeals, owner } = account ?? {};
  const rows: [string, string | undefined][] = [
    [
      t('account.value'),
      value === undefined ? undefined : t('account.valueOf', { value: money(value, currency) }),
    ],
    [t('account.plan'), plan],
    [t('account.tier'), tier === undefined ? undefined : t(`tier.${tier}`)],
    [t('account.renewal'), renewal === undefined ? undefined : isoDay(renewal, now)],
    [t('account.since'), since === undefined ? undefined : isoDay(since, now)],
    [t('account.openDeals'), openDeals === undefined ? undefined : String(openDeals)],
    [t('account.owner'), owner],
    [t('account.language'), language],
    [t('account.identity'), verified ? undefined : t('account.unverified')],
  ];
  return rows.flatMap(([name, words]) => (words === undefined ? [] : [[name, words] as [string, string]]));
}

export interface PackageProps {
  readonly context: ContextPackage;
  readonly customer: Customer;
  /** Of the customer's turns before a person joined. */
  readonly moods: readonly Mood[];
  readonly now: number;
  readonly onTurn: (turn: number) => void;
  /** Beside the greeting: how to insert it, or nothing. */
  readonly greetingAside?: ReactNode;
  readonly children?: ReactNode;
}

export function Package({ context, customer, moods, now, onTurn, greetingAside, children }: PackageProps) {
  const { intent, goal, situation, highlights = [], tried = [], open = [], greeting } = context;
  const facts = factsOf(context);
  const account = accountRows(customer, customer.account, now);
  const title = goal ?? intent;
  return (
    <>
      {title !== undefined || situation !== undefined ? (
        <section className={styles.section} data-section={t('context.goal')}>
          {title !== undefined && (
            <h3 dir="auto" className={styles.goal}>
              {title}
            </h3>
          )}
          {situation !== undefined && (
            <p dir="auto" className={styles.situation}>
              {situation}
            </p>
          )}
        </section>
      ) : (
        highlights.length + facts.length + tried.length === 0 && (
          <p className={styles.section}>{t('context.nothing')}</p>
        )
      )}
      {moods.length > 1 && (
        <Section title={t('context.mood')} aside={moodWords(moods)}>
          <MoodLine moods={moods} width={344} height={64} turns />
        </Section>
      )}
      {highlights.length > 0 && (
        <Section title={t('context.highlights')}>
          <ul>
            {highlights.map(({ text, turn }) => (
              <li key={text} className={styles.row}>
                <span dir="auto" className={styles.words}>
                  {text}
                </span>
                <TurnLink turn={turn} onTurn={onTurn} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {facts.length > 0 && (
        <Section title={t('context.facts')}>
          <dl>
            {facts.map(({ label, value, turn }) => (
              <div key={`${label} ${value}`} className={styles.row}>
                <dt className={styles.label}>{label}</dt>
                <dd className={styles.value}>
                  <span dir="auto" className={isReference(value) ? styles.reference : styles.words}>
                    {value}
                  </span>
                  <TurnLink turn={turn} onTurn={onTurn} />
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {tried.length > 0 && (
        <Section title={t('context.tried')}>
          <ul>
            {tried.map(({ text, worked, turn }) => (
              <li key={text} className={styles.row}>
                <span
                  className={styles.icon}
                  role="img"
                  aria-label={worked ? t('context.worked') : t('context.failed')}
                >
                  {worked ? <CircleCheck {...ICON} /> : <CircleX {...ICON} />}
                </span>
                <span dir="auto" className={styles.words}>
                  {text}
                </span>
                <TurnLink turn={turn} onTurn={onTurn} />
              </li>
            ))}
          </ul>
        </Section>
      )}
      {open.length > 0 && (
        <Section title={t('context.open')}>
          <ul>
            {open.map((question) => (
              <li key={question} className={styles.row}>
                <span className={styles.icon}>
                  <Minus {...ICON} />
                </span>
                <span dir="auto" className={styles.words}>
                  {question}
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {account.length > 0 && (
        <Section title={t('context.account')} aside={t('context.accountFrom')}>
          <dl>
            {account.map(([name, words]) => (
              <div key={name} className={styles.row}>
                <dt className={styles.label}>{name}</dt>
                <dd className={styles.words}>
                  <bdi>{words}</bdi>
                </dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {greeting !== undefined && greeting !== '' && (
        <Section title={t('context.greeting')} aside={greetingAside}>
          <p dir="auto" className={styles.situation}>{`“${greeting}”`}</p>
        </Section>
      )}
      {children}
    </>
  );
}
