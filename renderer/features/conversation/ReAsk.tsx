// Owns how the warning looks that a reply asks for what is known: a row inside the top edge of the box, and a dotted line
// under the words. Refuses: when (reask.ts).
import { Quote } from 'lucide-react';
import { type RefObject, useLayoutEffect, useRef } from 'react';
import { Cap } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Marked } from '../../ui/Marked.tsx';
import { t } from '../../ui/words.ts';
import styles from './ReAsk.module.css';

export interface ReAskProps {
  readonly label: string;
  readonly value: string;
  readonly turn: number | undefined;
  /** Stretch of the text, in UTF-16 units. */
  readonly range: readonly [from: number, to: number];
  readonly onTurn: (turn: number) => void;
  readonly onInsert: () => void;
  readonly onIgnore: () => void;
}

export function ReAskRow({ label, value, turn, onTurn, onInsert, onIgnore }: ReAskProps) {
  return (
    <section className={styles.row} aria-label={t('reask.have', { label })}>
      <Quote {...SMALL} />
      <span className={styles.have}>
        {t('reask.have', { label })} <bdi className={styles.value}>{value}</bdi>
      </span>
      {turn === undefined ? (
        <span className={styles.source}>{t('reask.known')}</span>
      ) : (
        <button type="button" className={styles.turn} onClick={() => onTurn(turn)}>
          {t('reask.said', { turn })}
        </button>
      )}
      <span className={styles.keys}>
        <button type="button" className={styles.act} onClick={onInsert}>
          <Cap>Tab</Cap> {t('reask.insert')}
        </button>
        <button type="button" className={styles.act} onClick={onIgnore}>
          <Cap>Esc</Cap> {t('reask.ignore')}
        </button>
      </span>
    </section>
  );
}

interface UnderlinedProps {
  readonly text: string;
  readonly range: readonly [from: number, to: number];
  readonly box: RefObject<HTMLTextAreaElement | null>;
  /** Of the box: the words must stand in the same places. */
  readonly className: string | undefined;
}

/** The words of the box once more behind it, unseen but for the line. */
export function Underlined({ text, range, box, className }: UnderlinedProps) {
  const behind = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const words = box.current;
    if (words === null) return;
    const follow = (): void => {
      if (behind.current !== null) behind.current.scrollTop = words.scrollTop;
    };
    follow();
    words.addEventListener('scroll', follow);
    return () => words.removeEventListener('scroll', follow);
  }, [box]);
  return (
    <div ref={behind} dir="auto" className={classes(className, styles.behind)} aria-hidden>
      <Marked text={text} ranges={[range]} className={styles.asked} />
    </div>
  );
}
