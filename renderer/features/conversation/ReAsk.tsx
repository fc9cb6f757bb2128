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

/** The words of the box once more behind it, unseen but for the line, which a space at the end of a line does not have. */
export function Underlined({ text, range: [from, to], box, className }: UnderlinedProps) {
  const words = [...text.slice(from, to).matchAll(/\S+/g)].map(
    ({ index, 0: word }) => [from + index, from + index + word.length] as const,
  );
  const behind = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const typed = box.current;
    if (typed === null) return;
    const follow = (): void => {
      if (behind.current !== null) behind.current.scrollTop = typed.scrollTop;
    };
    follow();
    typed.addEventListener('scroll', follow);
    return () => typed.removeEventListener('scroll', follow);
  }, [box]);
  return (
    <div ref={behind} dir="auto" className={classes(className, styles.behind)} aria-hidden>
      <Marked text={text} ranges={words} className={styles.asked} />
    </div>
  );
}
