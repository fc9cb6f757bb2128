// Owns the card of what could not be done, one at a time: who has it now, why, and the words, until the person decides.
import { useMemo, useRef, useState } from 'react';
import { type Conflict, conflictsOf } from '../../state/conflicts.ts';
import { linkOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { useFocusHome } from '../../ui/focus.ts';
import { timeOfDay } from '../../ui/time.ts';
import { refusal, t } from '../../ui/words.ts';
import styles from './Conflicts.module.css';

export function Conflicts() {
  const known = usePage((state) => state.copy !== null);
  const outbox = usePage((state) => tablesOf(state).outbox);
  const conversations = usePage((state) => tablesOf(state).conversations);
  // A locked copy shows no conversation: words typed for one are not given up for that.
  const locked = usePage((state) => linkOf(state)?.locked === true);
  const typed = usePage((state) => state.typed);
  const conflicts = useMemo(
    () => conflictsOf({ outbox, conversations }, locked ? {} : typed),
    [outbox, conversations, typed, locked],
  );
  const [chosen, choose] = useState<string | null>(null);
  const at = Math.max(
    0,
    conflicts.findIndex(({ id }) => id === chosen),
  );
  const shown = conflicts[at];
  if (!known || shown === undefined) return null;
  const { length: of } = conflicts;
  return (
    <Card
      key={shown.id}
      conflict={shown}
      at={at}
      of={of}
      asked={shown.id === chosen}
      onNext={() => choose(conflicts[(at + 1) % of]?.id ?? null)}
    />
  );
}

/** Whom it is about first: there may be several of these, and another conversation is open above. */
function titleOf({ refused, customer }: Conflict): string {
  const owner = refused?.owner;
  const title =
    refused === undefined
      ? t('conflict.notYours')
      : owner === undefined
        ? t('conflict.refused')
        : t('conflict.taken', { name: owner.name });
  return customer === undefined ? title : t('conflict.of', { name: customer, title });
}

function lostOf({ refused, text, customer: name }: Conflict): string {
  if (text !== undefined)
    return name === undefined ? t('conflict.notSent') : t('conflict.notSentTo', { name });
  const what = t.find(`operation.${refused?.kind ?? 'other'}`) ?? t('operation.other');
  return name === undefined ? t('conflict.notDone', { what }) : t('conflict.notDoneFor', { what, name });
}

function whatOf(conflict: Conflict): string {
  const why = conflict.refused?.refusal;
  return [why === undefined ? '' : refusal(why), lostOf(conflict)].filter(Boolean).join(' ');
}

interface CardProps {
  readonly conflict: Conflict;
  /** Its place among all of them, from 0. */
  readonly at: number;
  readonly of: number;
  /** The person went to it with `onNext`, from the one before. */
  readonly asked: boolean;
  readonly onNext: () => void;
}

function Card({ conflict, at, of, asked, onNext }: CardProps) {
  const { id, refused, text, writable } = conflict;
  const { discard, dropTyped, insert, select } = useActions();
  const [copied, setCopied] = useState(false);
  const card = useRef<HTMLElement>(null);
  useFocusHome(card);
  const drop = (): void => (refused === undefined ? dropTyped(id) : discard(id));
  return (
    <section ref={card} className={styles.card} aria-label={titleOf(conflict)} role="alert">
      <div className={styles.head}>
        <h3 className={styles.title}>{titleOf(conflict)}</h3>
        {refused?.owner !== undefined && (
          <span className={styles.since}>
            {t('conflict.since', { time: timeOfDay(refused.owner.since) })}
          </span>
        )}
        {of > 1 && (
          <>
            <span className={styles.since}>{t('conflict.at', { at: at + 1, of })}</span>
            <Button className={styles.next} autoFocus={asked} onClick={onNext}>
              {t('conflict.next')}
            </Button>
          </>
        )}
      </div>
      <p className={styles.what}>{whatOf(conflict)}</p>
      {text !== undefined && <p className={styles.text}>{text}</p>}
      <div className={styles.foot}>
        {writable !== undefined && text !== undefined && (
          <Button
            onClick={() => {
              select(writable);
              insert(writable, text);
              drop();
            }}
          >
            {t('conflict.sendAgain')}
          </Button>
        )}
        {text !== undefined && (
          <Button
            look={writable === undefined ? 'plain' : 'quiet'}
            onClick={() => {
              navigator.clipboard.writeText(text).then(
                () => setCopied(true),
                () => setCopied(false),
              );
            }}
          >
            {copied ? t('conflict.copied') : t('conflict.copy')}
          </Button>
        )}
        <span className={styles.space} />
        <Button look="quiet" onClick={drop}>
          {text === undefined ? t('conflict.dismiss') : t('conflict.discard')}
        </Button>
      </div>
    </section>
  );
}
