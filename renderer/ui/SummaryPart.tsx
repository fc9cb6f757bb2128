// Owns how the summary of a team's own model reads: whose it is, each sentence with the turns that bear it out, what was left out,
// how old it is, and why there is none. Refuses: checking it, and taking the place of what is drawn from the turns.
import { TriangleAlert } from 'lucide-react';
import type { Summary } from '#shared/schema/summary.ts';
import { linkOf, usePage } from '../state/page.ts';
import asked from './asked.module.css';
import { classes } from './classes.ts';
import hatch from './hatch.module.css';
import { SMALL } from './icons.tsx';
import styles from './Package.module.css';
import { Section } from './Section.tsx';
import { TurnLink } from './TurnLink.tsx';
import { age, whenOf } from './time.ts';
import { t } from './words.ts';

/** Why there is nothing, or nothing newer; `now`: the router's time. */
function reasonOf(
  { source, state, reason, at, writtenAt }: Summary,
  fixed: boolean,
  now: number,
): string | null {
  if (state === 'failed')
    return t('summary.failed', {
      source,
      time: whenOf(at, now),
      why: t(`lookup.${reason ?? 'unreachable'}`),
    });
  if (state === 'known') return null;
  if (fixed) return writtenAt === undefined ? t('summary.late', { source }) : null;
  return t(writtenAt === undefined ? 'summary.asking' : 'summary.anew', { source });
}

interface SummaryPartProps {
  readonly summary: Summary;
  /** Accepted: nothing comes any more. */
  readonly fixed: boolean;
  readonly now: number;
  readonly onTurn: (turn: number) => void;
}

export function SummaryPart({ summary, fixed, now, onTurn }: SummaryPartProps) {
  const { source, sentences, refused, of = 0, writtenAt, state } = summary;
  // When it was written is the router's time.
  const here = now + usePage((page) => linkOf(page)?.clockOffset ?? 0);
  const why = reasonOf(summary, fixed, here);
  const isOld = state === 'failed' && sentences.length > 0;
  return (
    <Section
      title={t('summary.title')}
      aside={
        writtenAt !== undefined &&
        t('summary.aged', { age: age(here - writtenAt), turn: t('conversation.turnShort', { turn: of }) })
      }
    >
      <p className={asked.from}>{t('summary.by', { source })}</p>
      {why !== null && (
        <p className={classes(asked.why, isOld && hatch.hatch)}>
          {state === 'failed' && <TriangleAlert {...SMALL} />} {why}
        </p>
      )}
      {sentences.length > 0 && (
        <p dir="auto" className={styles.situation}>
          {sentences.map(({ text, turns }) => (
            <span key={`${turns.join()} ${text}`}>
              {text}{' '}
              {turns.map((turn) => (
                <span key={turn}>
                  <TurnLink turn={turn} onTurn={onTurn} />{' '}
                </span>
              ))}
            </span>
          ))}
        </p>
      )}
      {writtenAt !== undefined && sentences.length === 0 && (
        <p className={asked.why}>{t('summary.none', { source })}</p>
      )}
      {refused > 0 && <p className={asked.from}>{t('summary.refused', { count: refused })}</p>}
    </Section>
  );
}
