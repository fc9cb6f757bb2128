// Owns ending a conversation outright, and blocking the customer: why, and the last words they read.
import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { type EndReason, endReason } from '#shared/schema/handoff.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { useActions } from '../../state/page.ts';
import { ActionDialog, Field } from '../../ui/ActionDialog.tsx';
import { Chips } from '../../ui/Chips.tsx';
import { ICON } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import { Choices } from './Choices.tsx';
import styles from './EndIt.module.css';

const WAYS = ['end', 'block'] as const;

interface EndItProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

export function EndIt({ view, onClose }: EndItProps) {
  const { endConversation } = useActions();
  const [way, setWay] = useState<(typeof WAYS)[number]>('end');
  const [reason, setReason] = useState<EndReason | null>(null);
  /** Null = the words that go with the reason. */
  const [typed, setTyped] = useState<string | null>(null);
  const { customer } = view.conversation;
  const block = way === 'block';
  const suggested = reason === null ? '' : t(block ? 'end.words.blocked' : `end.words.${reason}`);
  const message = typed ?? suggested;
  return (
    <ActionDialog
      viaOutbox
      danger
      title={t('end.title', { name: customer.name })}
      detail={customer.organisation}
      effect={message.trim() === '' ? t('end.silent', { name: customer.name }) : t('end.what')}
      confirm={block ? t('end.confirmBlock') : t('end.confirm')}
      missing={reason === null ? t('end.why') : null}
      onClose={onClose}
      onDigit={(digit) => setWay((before) => WAYS[digit - 1] ?? before)}
      run={async () => {
        if (reason === null) return;
        await endConversation(view.handoff.id, { reason, block, message: message.trim() });
      }}
    >
      <Choices
        autoFocus
        label={t('end.how')}
        value={way}
        options={WAYS.map((value) => ({
          value,
          label: t(`end.${value}`),
          detail: t(`end.${value}What`),
        }))}
        onChange={setWay}
      />
      <Chips
        label={t('end.reason')}
        value={reason}
        options={endReason.options.map((value) => ({ value, label: t(`end.reason.${value}`) }))}
        onChange={setReason}
      />
      <Field
        label={t('end.reads', { name: customer.name })}
        value={message}
        most={LIMITS.turnText}
        onChange={setTyped}
      />
      {block && (
        <p className={styles.warning}>
          <Undo2 {...ICON} /> {t('end.undo')}
        </p>
      )}
    </ActionDialog>
  );
}
