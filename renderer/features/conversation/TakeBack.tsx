// Owns the line over the text box while the last reply can still be taken back: how long, and both ways on.
import { Clock } from 'lucide-react';
import type { ConversationView } from '#shared/contract/views.ts';
import { useNow } from '../../state/clock.ts';
import { useActions, usePage } from '../../state/page.ts';
import { undoable } from '../../state/writing.ts';
import { Button } from '../../ui/Button.tsx';
import { SMALL } from '../../ui/icons.tsx';
import { countdown, duration } from '../../ui/time.ts';
import { t } from '../../ui/words.ts';
import { useHint } from './current.ts';
import styles from './TakeBack.module.css';

export function TakeBack({ view }: { readonly view: ConversationView }) {
  const waiting = usePage((state) => undoable(state, view.id));
  const now = useNow();
  const hint = useHint();
  const { takeBack, hurry } = useActions();
  if (waiting?.sendAt === undefined) return null;
  // The two times were read one after the other, so the whole is a little more than it was set to.
  const whole = Math.floor((waiting.sendAt - waiting.at) / 1_000) * 1_000;
  const left = countdown(waiting.sendAt - now, whole) * 1_000;
  return (
    <div className={styles.line}>
      <Clock {...SMALL} />
      <span className={styles.words}>
        {t('undo.goes')} <span className={styles.time}>{duration(left)}</span>
      </span>
      <Button look="quiet" hint={hint('hurry')} onClick={() => hurry(view.id)}>
        {t('undo.now')}
      </Button>
      <Button hint={hint('takeBack')} onClick={() => void takeBack(view.id)}>
        {t('undo.back')}
      </Button>
    </div>
  );
}
