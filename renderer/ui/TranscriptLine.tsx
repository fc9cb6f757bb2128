// Owns the kinds of line a transcript has: a turn, a note, something that happened, and the handoff itself.
import { Clock, FileText, Lock } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Mark as MarkEntry, Note, Turn } from '#shared/schema/conversation.ts';
import type { Judgement } from '#shared/schema/handoff.ts';
import { classes } from './classes.ts';
import { DeliveryIcon, SMALL } from './icons.tsx';
import { Mark } from './Mark.tsx';
import { Marked, type MarkedRange } from './Marked.tsx';
import { fileSize } from './size.ts';
import styles from './Transcript.module.css';
import { duration, timeOfDay, timeWithSeconds } from './time.ts';
import { reason, score, t } from './words.ts';

export type Ranges = readonly MarkedRange[];

function Time({ at }: { readonly at: number }) {
  return (
    <time className={styles.time} dateTime={new Date(at).toISOString()} title={timeWithSeconds(at)}>
      {timeOfDay(at)}
    </time>
  );
}

function NotSent({ live }: { readonly live: boolean }) {
  return (
    <span className={styles.delivery}>
      <Clock {...SMALL} /> {live ? t('delivery.queued') : t('conversation.inOutbox')}
    </span>
  );
}

/** Delivered is normal, so it is an icon with a name; anything else is said. */
function Arrival({ entry: { delivery } }: { readonly entry: Turn }) {
  if (delivery === undefined) return null;
  const words = t(`delivery.${delivery}`);
  const failed = delivery === 'failed';
  return (
    <span className={classes(styles.delivery, failed && styles.failed)} title={words}>
      <DeliveryIcon delivery={delivery} />
      {delivery === 'accepted' ? <span className={styles.heard}>{words}</span> : words}
    </span>
  );
}

interface TurnLineProps {
  readonly entry: Turn;
  readonly out: boolean;
  readonly mine: boolean;
  readonly live: boolean;
  readonly lit: boolean;
  readonly evidence: Ranges | undefined;
  readonly matches: Ranges | undefined;
  readonly aside: readonly string[] | undefined;
  readonly onFile: ((id: string) => void) | undefined;
}

export function TurnLine({ entry, out, mine, live, lit, evidence, matches, aside, onFile }: TurnLineProps) {
  const { role, author, index, text, at, attachments = [] } = entry;
  const human = role === 'HUMAN_AGENT';
  const bot = role === 'AUTOMATED_AGENT';
  const marked = matches ?? evidence;
  return (
    <div className={classes(styles.line, lit && styles.lit)}>
      <Time at={at} />
      <span className={styles.spine}>
        <span
          className={classes(bot ? styles.square : styles.disc, human && styles.person, out && styles.hollow)}
        />
      </span>
      <div className={styles.said}>
        <div className={styles.who}>
          <span className={classes(styles.name, human && styles.ours)}>
            {human && (mine || out) ? t('conversation.you') : author.name}
          </span>
          {bot && <span className={styles.role}>{t('conversation.bot')}</span>}
          {role === 'END_USER' && <span className={styles.heard}>{t('conversation.customer')}</span>}
          {human && !mine && !out && <span className={styles.role}>{t('conversation.person')}</span>}
          {human && (out ? <NotSent live={live} /> : <Arrival entry={entry} />)}
        </div>
        <p dir="auto" className={classes(bot ? styles.botWords : styles.words, out && styles.outWords)}>
          {marked === undefined ? (
            text
          ) : (
            <Marked
              text={text}
              ranges={marked}
              className={matches === undefined ? styles.evidence : styles.match}
              feltClassName={matches === undefined ? styles.felt : styles.match}
            />
          )}
        </p>
        {attachments.length > 0 && (
          <ul className={styles.files}>
            {attachments.map(({ id, name, size }) => (
              <li key={id}>
                <button
                  type="button"
                  className={styles.file}
                  title={t('file.open', { name })}
                  disabled={onFile === undefined}
                  onClick={() => onFile?.(id)}
                >
                  <FileText {...SMALL} /> {name} <span className={styles.role}>{fileSize(size)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
      {!out && (
        <span className={styles.turn} title={t('conversation.turn', { turn: index })}>
          {t('conversation.turnShort', { turn: index })}
          {aside?.map((words) => (
            <span key={words} className={styles.aside}>
              {words}
            </span>
          ))}
        </span>
      )}
    </div>
  );
}

interface NoteLineProps {
  readonly entry: Note;
  readonly out: boolean;
  readonly live: boolean;
}

export function NoteLine({ entry, out, live }: NoteLineProps) {
  return (
    <div className={styles.line}>
      <Time at={entry.at} />
      <span className={styles.spine} />
      <div className={styles.note}>
        <div className={styles.noteHead}>
          <Lock {...SMALL} />
          <strong className={styles.noteName}>{entry.author.name}</strong> {t('conversation.note')}
          {out && <NotSent live={live} />}
        </div>
        <p dir="auto" className={styles.noteWords}>
          {entry.text}
        </p>
      </div>
    </div>
  );
}

type Endings = ReadonlyMap<string, string> | undefined;

function wordsOf({ kind, person, reason: why }: MarkEntry, endings: Endings): string {
  const name = person?.name ?? t('mark.unknownPerson');
  const what =
    kind === 'handoff.offered' || kind === 'handoff.accepted'
      ? t(`mark.${kind}`, { name })
      : t(`mark.${kind}`);
  const byWhom = person !== undefined && kind === 'handoff.requeued' ? `${what}, ${name}` : what;
  // No reason of those that are named: nothing that would tell anybody more.
  return why === undefined || why === 'other'
    ? byWhom
    : t('mark.reason', { what: byWhom, reason: endings?.get(why) ?? reason(why) });
}

interface MarkLineProps {
  readonly entry: MarkEntry;
  readonly endings: Endings;
}

export function MarkLine({ entry, endings }: MarkLineProps) {
  return (
    <div className={styles.line}>
      <Time at={entry.at} />
      <span className={styles.spine} />
      <p className={styles.mark}>{wordsOf(entry, endings)}</p>
    </div>
  );
}

interface DividerProps {
  readonly entry: MarkEntry;
  readonly me: string | undefined;
  readonly judgement: Judgement | undefined;
  readonly judge: ReactNode;
}

/** The parts, their sum, and where it fires; without grounds the score alone. */
function Sum({
  judgement: { score: whole, threshold, trigger, grounds },
}: {
  readonly judgement: Judgement;
}) {
  const { sum = whole, limit = threshold, parts = [], policy } = grounds ?? {};
  const asked = trigger === 'bot_asked';
  const addends = asked
    ? []
    : parts.map(({ category, amount }) =>
        t('trigger.part', { category: t(`category.${category}`), amount: score(amount) }),
      );
  const title =
    policy === undefined ? undefined : t('trigger.under', { name: policy.name, revision: policy.revision });
  return (
    <span className={styles.addends} title={title}>
      {addends.length > 1 && `${addends.join(' + ')} = `}
      <strong>{addends.length === 1 ? addends[0] : score(asked ? whole : sum)}</strong>
      {t('conversation.firesAt', {
        threshold: score(asked ? threshold : limit),
        // The sum says it already.
        trigger: trigger === 'policy' && addends.length > 1 ? '' : t(`trigger.${trigger}`),
      })}
    </span>
  );
}

/** The handoff: dashed line, baton, solid line; below, what made it happen. */
export function HandoffDivider({ entry, me, judgement, judge }: DividerProps) {
  const { person, waited, at } = entry;
  const name = person?.name ?? t('mark.unknownPerson');
  const mine = me !== undefined && person?.id === me;
  return (
    <div className={styles.divider}>
      <span className={styles.dashed} />
      <span className={styles.baton}>
        <Mark size={20} />
      </span>
      <h3 className={styles.handoff}>
        {mine ? t('mark.handoff.acceptedYou') : t('mark.handoff.accepted', { name })}
        <span className={styles.when}>
          <time dateTime={new Date(at).toISOString()}>{timeWithSeconds(at)}</time>
          {waited !== undefined && `, ${t('mark.waited', { time: duration(waited) })}`}
        </span>
      </h3>
      <span className={styles.solid} />
      {judgement !== undefined && (
        <p className={styles.sum}>
          <Sum judgement={judgement} />
          {judge}
        </p>
      )}
    </div>
  );
}
