// Owns how a context package reads: one column, each line with the turn it comes from. Refuses: whose it is and what is done
// with it.
import { CircleCheck, CircleX, Minus } from 'lucide-react';
import { type ComponentType, Fragment, type ReactNode } from 'react';
import { stakesOf, stepsOf } from '#shared/domain/context/outlook.ts';
import type { ContextPackage } from '#shared/schema/context.ts';
import type { Customer } from '#shared/schema/conversation.ts';
import type { Mood } from '#shared/schema/handoff.ts';
import { AccountPart } from './AccountPart.tsx';
import { factsOf } from './facts.ts';
import { ICON } from './icons.tsx';
import { Listed } from './Listed.tsx';
import { MoodLine, moodWords } from './MoodLine.tsx';
import { turningPoints } from './mood.ts';
import { Outlook } from './Outlook.tsx';
import styles from './Package.module.css';
import { Section } from './Section.tsx';
import { SummaryPart } from './SummaryPart.tsx';
import { TurnLink } from './TurnLink.tsx';
import { dayOf } from './time.ts';
import { type Told, toldOf } from './told.ts';
import { t } from './words.ts';

const Still = () => <Minus {...ICON} />;
const Outcome = ({ worked = false }: Told) => (
  <span role="img" aria-label={worked ? t('context.worked') : t('context.failed')}>
    {worked ? <CircleCheck {...ICON} /> : <CircleX {...ICON} />}
  </span>
);

interface LinesProps {
  readonly title: string;
  readonly lines: readonly Told[];
  readonly onTurn: (turn: number) => void;
  readonly icon?: ComponentType<Told>;
}

/** A part of the package that is lines, each with its turn; nothing where there are none. */
function Lines({ title, lines, onTurn, icon: Icon }: LinesProps) {
  if (lines.length === 0) return null;
  return (
    <Section title={title}>
      <ul>
        {lines.map((line) => (
          <li key={`${line.turn} ${line.text}`} className={styles.row}>
            {Icon !== undefined && (
              <span className={styles.icon}>
                <Icon {...line} />
              </span>
            )}
            <span dir="auto" className={styles.words}>
              {line.text}
            </span>
            <TurnLink turn={line.turn} onTurn={onTurn} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** A booking reference, an order number: letters and digits that must not be misread. */
const isReference = (value: string): boolean => /^(?=.*\d)[A-Z0-9-]{5,16}$/.test(value);

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
  const { intent, goal, greeting } = context;
  const { situation, highlights, tried, open, promised } = toldOf(context);
  const facts = factsOf(context);
  const title = goal ?? intent;
  const known = { context, customer, moods, now };
  const outlook = { account: customer.account, now, onTurn };
  return (
    <>
      {title !== undefined || situation.length > 0 ? (
        <section className={styles.section} data-section={t('context.goal')}>
          {title === undefined ? (
            <h3 className={styles.heading}>{t('context.goal')}</h3>
          ) : (
            <h3 dir="auto" className={styles.goal}>
              {title}
            </h3>
          )}
          {situation.length > 0 && (
            <p dir="auto" className={styles.situation}>
              {situation.map(({ text, turn, by }) => (
                <Fragment key={`${turn} ${text}`}>
                  {by !== undefined && t(`context.said.${by}`)} {text}{' '}
                  <TurnLink turn={turn} onTurn={onTurn} />{' '}
                </Fragment>
              ))}
            </p>
          )}
        </section>
      ) : (
        highlights.length + facts.length + tried.length === 0 && (
          <p className={styles.section}>{t('context.nothing')}</p>
        )
      )}
      {context.summary !== undefined && (
        <SummaryPart summary={context.summary} fixed={context.fixed} now={now} onTurn={onTurn} />
      )}
      {moods.length > 1 && (
        <Section title={t('context.mood')} aside={moodWords(moods)}>
          <MoodLine moods={moods} width={344} height={64} turns />
          <p className={styles.turning}>
            {turningPoints(moods).map(({ turn, way }) => (
              <span key={turn}>
                {t(`mood.${way}`)} <TurnLink turn={turn} onTurn={onTurn} />
              </span>
            ))}
          </p>
        </Section>
      )}
      <Outlook
        title={t('context.stake')}
        lines={stakesOf(known).map((stake) => ({ ...stake, of: 'stake' }))}
        {...outlook}
      />
      <Lines title={t('context.highlights')} lines={highlights} onTurn={onTurn} />
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
      <Lines title={t('context.tried')} lines={tried} onTurn={onTurn} icon={Outcome} />
      <Lines title={t('context.open')} lines={open} onTurn={onTurn} icon={Still} />
      <Lines title={t('context.promised')} lines={promised} onTurn={onTurn} icon={Still} />
      <AccountPart customer={customer} now={now} />
      {customer.earlier !== undefined && (
        <Section title={t('context.earlier')}>
          <ul>
            {customer.earlier.map(({ conversation, at, channel, intent, person, disposition }) => (
              <li key={conversation} className={styles.row}>
                <span className={styles.label}>{dayOf(at, now)}</span>
                <span dir="auto" className={styles.words}>
                  {intent ?? t(`channel.${channel}`)}
                  <span className={styles.reason}>
                    <Listed parts={[person ?? t('context.botAlone'), disposition]} />
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Outlook
        title={t('context.next')}
        lines={stepsOf(known).map((step) => ({ ...step, of: 'step' }))}
        {...outlook}
      />
      {greeting !== undefined && greeting !== '' && (
        <Section title={t('context.greeting')} aside={greetingAside}>
          <p dir="auto" className={styles.situation}>{`“${greeting}”`}</p>
        </Section>
      )}
      {children}
    </>
  );
}
