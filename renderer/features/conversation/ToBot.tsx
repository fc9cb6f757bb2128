// Owns giving a conversation back to the bot at once: the reason is chosen, then one more key.
import { useState } from 'react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useActions } from '../../state/page.ts';
import { Button } from '../../ui/Button.tsx';
import { Cap } from '../../ui/Caps.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { explain, t } from '../../ui/words.ts';
import styles from './Choices.module.css';

const REASONS = ['solved', 'task', 'waiting', 'not_needed'] as const;

interface ToBotProps {
  readonly view: ConversationView;
  readonly onClose: () => void;
}

export function ToBot({ view, onClose }: ToBotProps) {
  const { giveBack } = useActions();
  const [reason, setReason] = useState<(typeof REASONS)[number]>('solved');
  const [error, setError] = useState<unknown>(null);
  const { conversation, handoff } = view;
  function go(): void {
    giveBack(handoff.id, t(`toBot.${reason}`)).then(onClose, setError);
  }
  return (
    <Dialog
      title={t('toBot.title', { bot: conversation.botName })}
      onClose={onClose}
      footer={
        <>
          <span className={styles.effect}>
            {error === null
              ? t('toBot.what', { name: conversation.customer.name })
              : t('toBot.failed', { why: explain(error) })}
          </span>
          <Button look="quiet" onClick={onClose}>
            {t('toBot.cancel')}
          </Button>
          <Button look="primary" hint="send" onClick={go}>
            {t('toBot.return')}
          </Button>
        </>
      }
    >
      <fieldset
        className={styles.choices}
        onKeyDown={(event) => {
          const chosen = REASONS[Number(/^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1] ?? 0) - 1];
          if (chosen !== undefined) setReason(chosen);
          else if (event.key === 'Enter') go();
          else return;
          event.preventDefault();
        }}
      >
        <legend className={styles.legend}>{t('toBot.reason')}</legend>
        {REASONS.map((choice, index) => (
          <label key={choice} className={styles.choice}>
            <input
              type="radio"
              name="reason"
              className={styles.radio}
              checked={choice === reason}
              autoFocus={index === 0}
              onChange={() => setReason(choice)}
            />
            <span className={styles.words}>{t(`toBot.${choice}`)}</span>
            <Cap>{String(index + 1)}</Cap>
          </label>
        ))}
      </fieldset>
    </Dialog>
  );
}
