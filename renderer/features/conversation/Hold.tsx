// Owns putting a conversation aside: until when, and why. The customer's next words bring it back earlier.
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { replyDue } from '#shared/domain/handoff/reply-due.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { linkOf, meOf, useActions, usePage } from '../../state/page.ts';
import { ActionDialog } from '../../ui/ActionDialog.tsx';
import { whenOf } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { Choices } from './Choices.tsx';
import styles from './Hold.module.css';
import { MomentField } from './MomentField.tsx';
import { inMinutes, tomorrowMorning } from './moments.ts';
import { ReplyDue } from './ReplyDue.tsx';

const CHOICES = ['half', 'two', 'tomorrow', 'open', 'at'] as const;
type Choice = (typeof CHOICES)[number];

interface HoldProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

export function Hold({ view, onClose }: HoldProps) {
  const { hold } = useActions();
  const offset = usePage((state) => linkOf(state)?.clockOffset ?? 0);
  const owed = usePage((state) => replyDue(view, meOf(state)) !== null);
  const [now] = useState(() => Date.now());
  const [choice, setChoice] = useState<Choice>('half');
  const [at, setAt] = useState<number | null>(() => inMinutes(now, 60));
  const [reason, setReason] = useState('');
  const times: Readonly<Record<Choice, number | null | undefined>> = {
    half: inMinutes(now, 30),
    two: inMinutes(now, 120),
    tomorrow: tomorrowMorning(now),
    open: undefined,
    at,
  };
  const until = times[choice];
  const details: Readonly<Partial<Record<Choice, string>>> = {
    half: whenOf(inMinutes(now, 30), now),
    two: whenOf(inMinutes(now, 120), now),
  };
  const { name } = view.conversation.customer;
  return (
    <ActionDialog
      viaOutbox
      title={t('hold.title', { name })}
      effect={t('hold.what')}
      confirm={t('hold.confirm')}
      missing={until === null || (until !== undefined && until <= now) ? t('hold.future') : null}
      onClose={onClose}
      onDigit={(digit) => setChoice((before) => CHOICES[digit - 1] ?? before)}
      run={() =>
        hold(view.handoff.id, {
          ...(until === undefined || until === null ? {} : { until: until + offset }),
          ...(reason.trim() === '' ? {} : { reason: reason.trim() }),
        })
      }
    >
      {owed && (
        <p className={styles.owed}>
          <ReplyDue view={view} /> {t('hold.owed', { name })}
        </p>
      )}
      <Choices
        autoFocus
        label={t('hold.until')}
        value={choice}
        options={CHOICES.map((value) => {
          const detail = details[value];
          return { value, label: t(`hold.${value}`), ...(detail === undefined ? {} : { detail }) };
        })}
        onChange={setChoice}
      />
      {choice === 'at' && (
        <MomentField label={t('hold.at')} first={inMinutes(now, 60)} now={now} onChange={setAt} />
      )}
      <label className={styles.field}>
        {t('hold.reason')}
        <input
          type="text"
          className={styles.input}
          value={reason}
          maxLength={LIMITS.label}
          placeholder={t('hold.reasonHint')}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
    </ActionDialog>
  );
}
