// Owns giving a conversation back to the bot at once: the outcome is chosen, the bot is told, then one more key.
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { LIMITS } from '#shared/schema/primitives.ts';
import { useActions } from '../../state/page.ts';
import { ActionDialog, Field } from '../../ui/ActionDialog.tsx';
import { t } from '../../ui/words.ts';
import { Choices } from './Choices.tsx';

const OUTCOMES = ['solved', 'task', 'waiting', 'not_needed', 'unsolved'] as const;
type Outcome = (typeof OUTCOMES)[number];

interface ToBotProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

export function ToBot({ view, onClose }: ToBotProps) {
  const { giveBack } = useActions();
  const [outcome, setOutcome] = useState<Outcome>('solved');
  const [told, setTold] = useState('');
  const { conversation, handoff } = view;
  const words = t(`toBot.${outcome}`);
  return (
    <ActionDialog
      viaOutbox
      title={t('toBot.title', { name: conversation.customer.name })}
      effect={t('toBot.what', { name: conversation.customer.name })}
      confirm={t('toBot.return')}
      onClose={onClose}
      onDigit={(digit) => setOutcome((before) => OUTCOMES[digit - 1] ?? before)}
      run={() =>
        giveBack(
          handoff.id,
          told.trim() === '' ? words : t('toBot.reasonOf', { outcome: words, words: told.trim() }),
        )
      }
    >
      <Choices
        autoFocus
        label={t('toBot.reason')}
        value={outcome}
        options={OUTCOMES.map((value) => ({ value, label: t(`toBot.${value}`) }))}
        onChange={setOutcome}
      />
      <Field
        label={t('toBot.told')}
        value={told}
        most={LIMITS.label - words.length - 4}
        placeholder={t('toBot.toldHint')}
        onChange={setTold}
      />
    </ActionDialog>
  );
}
