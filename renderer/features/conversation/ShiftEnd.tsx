// Owns signing out with open conversations: each gets a place first, or all of them one.
import { type ReactNode, useMemo, useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { linkOf, meOf, tablesOf, useActions, usePage } from '../../state/page.ts';
import { type Target, targetsOf } from '../../state/targets.ts';
import { type Leaving, openWork } from '../../state/work.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { MomentField } from './MomentField.tsx';
import { tomorrowMorning } from './moments.ts';
import { ReplyDue } from './ReplyDue.tsx';
import styles from './ShiftEnd.module.css';

/** A choice as a field writes it: `keep`, `finish`, `bot`, the key of a target, or nothing yet. */
type Choice = string;

/** Nothing is due: after all that is. */
const UNTIMED = Number.MAX_SAFE_INTEGER;

export function ShiftEnd() {
  const leaving = usePage((state) => state.leaving);
  return leaving ? <Ask /> : null;
}

function stateWords({ conversation, handoff, typing }: ConversationView): string {
  if (typing) return t('shift.typing');
  if (handoff.state === 'wrapping') return t('queue.wrapping');
  if (handoff.hold !== undefined) return t('shift.held');
  if (!conversation.customerPresent) return t('queue.left');
  return conversation.previewRole === 'END_USER' ? t('shift.waitsForYou') : t('shift.youWait');
}

function Ask() {
  const { signOut, showLeaving } = useActions();
  const conversations = usePage((state) => tablesOf(state).conversations);
  const people = usePage((state) => tablesOf(state).people);
  const counts = usePage((state) => tablesOf(state).counts);
  const outbox = usePage((state) => linkOf(state)?.outbox ?? 0);
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const me = usePage(meOf);
  const [now] = useState(() => Date.now());
  const [keepUntil, setKeepUntil] = useState<number | null>(() => tomorrowMorning(now));
  const [chosen, setChosen] = useState<Readonly<Record<string, Choice>>>({});
  const [dues] = useState(
    () => new Map(openWork(conversations).map((view) => [view.id, replyDue(view, me)?.at ?? UNTIMED])),
  );
  // Whoever is due first is first, as in the queue; what comes in meanwhile moves no row.
  const work = useMemo(() => {
    const due = ({ id }: ConversationView): number => dues.get(id) ?? UNTIMED;
    return openWork(conversations).toSorted((a, b) => due(a) - due(b));
  }, [conversations, dues]);
  /** Who waits for an answer is never left without one by default. */
  const isOwed = (view: ConversationView): boolean => replyDue(view, me) !== null;
  const choiceOf = (view: ConversationView): Choice => chosen[view.id] ?? (isOwed(view) ? '' : 'keep');
  const targets = new Map(
    work.map(({ id, handoff }) => [
      id,
      targetsOf({ people: people.values(), counts, me, handoff }, '').filter(
        ({ kind, impossible }) => impossible === undefined && kind !== 'skill',
      ),
    ]),
  );
  const howOf = (view: ConversationView): Leaving => {
    const choice = choiceOf(view);
    const target = targets.get(view.id)?.find(({ key }) => key === choice);
    if (target !== undefined) return { kind: 'transfer', to: target.to };
    if (choice === 'bot') return { kind: 'bot', reason: t('shift.reason') };
    return choice === 'finish' ? { kind: 'finish' } : { kind: 'keep' };
  };
  const firstWith = (choice: Choice): string | undefined =>
    work.find((view) => choiceOf(view) === choice)?.conversation.customer.name;
  const undecided = firstWith('');
  const unfinished = firstWith('finish');
  const keeps = work.some((view) => choiceOf(view) === 'keep');
  const wrongTime = keeps && (keepUntil === null || keepUntil <= now);
  function whyNot(): string | null {
    if (undecided !== undefined) return t('shift.undecided', { name: undecided });
    if (unfinished !== undefined) return t('shift.finish', { name: unfinished });
    return wrongTime ? t('hold.future') : null;
  }
  const missing = whyNot();
  return (
    <ActionDialog
      viaOutbox
      title={t('shift.title')}
      detail={t('shift.detail', { count: work.length, outbox })}
      effect={missing ?? (keeps ? t('shift.effect') : '')}
      confirm={t('shift.signOut')}
      cancel={t('shift.stay')}
      missing={missing}
      onClose={() => showLeaving(false)}
      run={() =>
        signOut(new Map(work.map((view) => [view.handoff.id, howOf(view)])), (keepUntil ?? now) + offset)
      }
    >
      <p className={styles.what}>{t('shift.what')}</p>
      <div>
        {work.length > 1 && (
          <Row
            name={t('shift.all')}
            none={t('shift.each')}
            value=""
            targets={[]}
            onChange={(choice) => setChosen(Object.fromEntries(work.map(({ id }) => [id, choice])))}
          />
        )}
        {work.map((view) => (
          <Row
            key={view.id}
            name={view.conversation.customer.name}
            none={t('shift.choose')}
            value={choiceOf(view)}
            targets={targets.get(view.id) ?? []}
            onChange={(choice) => setChosen((before) => ({ ...before, [view.id]: choice }))}
          >
            {stateWords(view)}
            <ReplyDue view={view} />
            {isOwed(view) && choiceOf(view) === 'keep' && keepUntil !== null && (
              <strong className={styles.waits}>
                {t('shift.waitsUntil', { time: whenOf(keepUntil, now) })}
              </strong>
            )}
          </Row>
        ))}
      </div>
      {keeps && (
        <div className={styles.until}>
          <span>{t('shift.until')}</span>
          <MomentField
            label={t('shift.until')}
            first={tomorrowMorning(now)}
            now={now}
            onChange={setKeepUntil}
          />
        </div>
      )}
    </ActionDialog>
  );
}

interface RowProps {
  readonly name: string;
  /** What stands there before anything is chosen. */
  readonly none: string;
  readonly value: Choice;
  readonly targets: readonly Target[];
  readonly onChange: (choice: Choice) => void;
  readonly children?: ReactNode;
}

function Row({ name, none, value, targets, onChange, children }: RowProps) {
  return (
    <label className={styles.row}>
      <span className={styles.who}>
        <span className={styles.name}>{name}</span>
        <span className={styles.state}>{children}</span>
      </span>
      <select className={styles.select} value={value} onChange={(event) => onChange(event.target.value)}>
        {value === '' && <option value="">{none}</option>}
        <option value="keep">{t('shift.keep')}</option>
        <option value="bot">{t('shift.bot')}</option>
        <option value="finish">{t('shift.finishFirst')}</option>
        {targets.map(({ key, kind, name: to }) => (
          <option key={key} value={key}>
            {kind === 'queue' ? t('shift.queue', { name: to }) : t('shift.person', { name: to })}
          </option>
        ))}
      </select>
    </label>
  );
}
