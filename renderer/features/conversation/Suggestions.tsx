// Owns the list over the text box while `/` or `@` is typed: names with what matched, and how the chosen words will read.
import type { Trigger } from '../../state/replies.ts';
import { Cap } from '../../ui/Caps.tsx';
import { classes } from '../../ui/classes.ts';
import { Marked } from '../../ui/Marked.tsx';
import { t } from '../../ui/words.ts';
import styles from './Suggestions.module.css';

export interface Suggested {
  readonly key: string;
  readonly title: string;
  readonly ranges: readonly (readonly [number, number])[];
  readonly detail: string;
  /** What is put where the sign stood. */
  readonly text: string;
}

export interface SuggestionsProps {
  readonly id: string;
  readonly kind: Trigger['kind'];
  readonly label: string;
  readonly items: readonly Suggested[];
  /** Element id of the one that Enter takes. */
  readonly active: string;
  readonly preview: string | undefined;
  readonly onChoose: (item: Suggested) => void;
}

export function Suggestions({ id, label, items, active, preview, onChoose }: SuggestionsProps) {
  return (
    <div className={styles.suggestions}>
      <div id={id} role="listbox" aria-label={label}>
        {items.map((item) => {
          const here = `${id}-${item.key}`;
          return (
            // biome-ignore lint/a11y/useKeyWithClickEvents: keys go to the text box, which has the focus.
            // biome-ignore lint/a11y/useFocusableInteractive: the text box has the focus, this is its active option.
            <div
              key={item.key}
              id={here}
              role="option"
              aria-selected={here === active}
              className={classes(styles.item, here === active && styles.active)}
              // The focus stays in the text box.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => onChoose(item)}
            >
              <span className={styles.title}>
                <Marked text={item.title} ranges={item.ranges} className={styles.match} />
              </span>
              <span className={styles.detail}>{item.detail}</span>
            </div>
          );
        })}
      </div>
      <div className={styles.foot}>
        <p className={styles.preview}>{preview}</p>
        <span className={styles.keys}>
          <Cap>↵</Cap> {t('replies.insert')} <Cap>Esc</Cap> {t('replies.close')}
        </span>
      </div>
    </div>
  );
}
