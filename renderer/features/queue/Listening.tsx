// Owns what a lead, or anyone where the queue allows it, reads of a conversation with a bot while it goes on: what was said so
// far, asked for again with each turn.
// Refuses: saying anything in it.
import { useEffect, useRef, useState } from 'react';
import type { Output } from '#shared/contract/calls.ts';
import { useActions } from '../../state/page.ts';
import type { Watched } from '../../state/queue.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Failed, Loading } from '../../ui/States.tsx';
import { timeWithSeconds } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import styles from './Listening.module.css';

interface ListeningProps {
  /** As it was listed last. */
  readonly row: Watched;
  /** It is not with its bot any more. */
  readonly over: boolean;
  readonly onClose: () => void;
}

type Turns = Output<'conversation.listen'>['turns'];

export function Listening({ row, over, onClose }: ListeningProps) {
  const { conversation, name, botName, turns: count } = row.watched;
  const { listen } = useActions();
  const [turns, setTurns] = useState<Turns | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [tries, setTries] = useState(0);
  const end = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn and another try ask again.
  useEffect(() => {
    let gone = false;
    listen(conversation).then(
      (answer) => {
        if (gone) return;
        setError(null);
        setTurns(answer.turns);
      },
      (why: unknown) => gone || setError(why),
    );
    return () => {
      gone = true;
    };
  }, [listen, conversation, count, tries]);
  useEffect(() => {
    if (turns !== null) end.current?.scrollIntoView({ block: 'end' });
  }, [turns]);
  const title = t('queue.listening', { name, bot: botName });
  return (
    <Dialog
      wide
      title={title}
      onClose={onClose}
      footer={
        <>
          <span className={styles.how}>
            {over ? t('queue.listeningOver') : t(`queue.listeningHow.${row.text}`)}
          </span>
          <Button onClick={onClose}>{t('queue.listeningDone')}</Button>
        </>
      }
    >
      {turns === null && error !== null && (
        <Failed title={title} error={error} onAgain={() => setTries((before) => before + 1)} />
      )}
      {turns === null && error === null && <Loading rows={4} />}
      {turns !== null && (
        <div className={styles.turns} role="log" aria-label={title}>
          {turns.map(({ role, text, at }, index) => (
            // Turns only ever come after the others: the place is what one is known by.
            <div key={index} className={styles.turn}>
              <span className={styles.speaker}>{role === 'END_USER' ? name : botName}</span>
              <span className={styles.text} dir="auto">
                {text}
              </span>
              <span className={styles.time}>{timeWithSeconds(at)}</span>
            </div>
          ))}
          <div ref={end} />
        </div>
      )}
    </Dialog>
  );
}
