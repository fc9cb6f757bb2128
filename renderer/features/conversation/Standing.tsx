// Owns the lines under a head that say how a conversation stands: held, a colleague is asked, I am asked, passed on to me.
import { ArrowLeftRight, MessageCircleQuestion, Pause, Users } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import type { Handoff } from '#shared/schema/handoff.ts';
import { useNow } from '../../state/clock.ts';
import { silence } from '../../state/idle.ts';
import { linkOf, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { duration, whenOf } from '../../ui/time.ts';
import { explain, t, reason as wordsOfReason } from '../../ui/words.ts';
import { useHint } from './current.ts';
import styles from './Standing.module.css';

export function Standing({ view }: { readonly view: ConversationView }) {
  const { handoff, right } = view;
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const now = useNow() + offset;
  const me = usePage((state) => meOf(state)?.id);
  const { resume, endConsult, insert, announce } = useActions();
  const silent = silence(view, now);
  const waits = usePage((state) => (state.typed[view.id]?.reply ?? '') !== '');
  const hint = useHint();
  const { hold, consult, transfer } = handoff;
  /** Whoever is asked answers in a note. */
  const answered = usePage(
    (state) =>
      consult !== undefined &&
      [...tablesOf(state).entries.values()].some(
        ({ conversation, entry }) =>
          conversation === view.id &&
          entry.type === 'note' &&
          entry.author.id === consult.person &&
          entry.at >= consult.since,
      ),
  );
  const say = (error: unknown): void => announce(explain(error), 'assertive');
  const mine = right === 'owner';
  return (
    <>
      {hold !== undefined && mine && (
        <Line icon={<Pause {...SMALL} />} words={heldWords(hold, now)}>
          <Button look="quiet" hint={hint('hold')} onClick={() => void resume(handoff.id).catch(say)}>
            {t('hold.resume')}
          </Button>
        </Line>
      )}
      {consult !== undefined && (mine || consult.person === me) && (
        <Line
          icon={<Users {...SMALL} />}
          words={
            consult.person === me
              ? t('consult.byYou', {
                  name: handoff.ownerName ?? t('mark.unknownPerson'),
                  question: consult.question,
                })
              : t(answered ? 'consult.answered' : 'consult.with', {
                  name: consult.name,
                  time: duration(now - consult.since),
                  question: consult.question,
                })
          }
        >
          <Button look="quiet" onClick={() => void endConsult(handoff.id).catch(say)}>
            {t('consult.end')}
          </Button>
        </Line>
      )}
      {silent !== null && !waits && (
        <Line
          icon={<MessageCircleQuestion {...SMALL} />}
          words={t('idle.silent', { name: view.conversation.customer.name, time: duration(silent) })}
        >
          <Button look="quiet" onClick={() => insert(view.id, t('idle.words'))}>
            {t('idle.ask')}
          </Button>
        </Line>
      )}
      {transfer !== undefined && transfer.by !== me && handoff.firstReplyAt === undefined && (
        <Line
          icon={<ArrowLeftRight {...SMALL} />}
          words={[passedOn(transfer), transfer.note].filter(Boolean).join(' ')}
        />
      )}
    </>
  );
}

/** Work that a lead gave away has no reason but that. */
function passedOn({ byName: name, reason }: NonNullable<Handoff['transfer']>): string {
  return reason === 'other'
    ? t('transfer.fromPlain', { name })
    : t('transfer.from', { name, reason: wordsOfReason(reason) });
}

/** `now` and the times of a hold are by the router's clock. */
function heldWords({ until, reason }: NonNullable<Handoff['hold']>, now: number): string {
  const words =
    until === undefined ? t('hold.untilWords') : t('hold.untilTime', { time: whenOf(until, now) });
  return reason === undefined ? words : t('hold.for', { words, reason: wordsOfReason(reason) });
}

interface LineProps {
  readonly icon: ReactNode;
  readonly words: string;
  readonly children?: ReactNode;
}

function Line({ icon, words, children }: LineProps) {
  return (
    <div className={styles.line}>
      {icon}
      <span className={styles.words} title={words}>
        {words}
      </span>
      {children}
    </div>
  );
}
