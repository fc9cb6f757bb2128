// Owns how keys are drawn.
import { Fragment } from 'react';
import type { KeyName } from '../keys/bindings.ts';
import { isMac, useKeymap, useLayout } from '../keys/keys.tsx';
import { capsOf, type Strokes, written } from '../keys/strokes.ts';
import styles from './Caps.module.css';
import { t } from './words.ts';

/** One cap with given letters; `joined` inside buttons: one cap holds the whole stroke. */
export const Cap = ({ children }: { readonly children: string }) => (
  <kbd dir="ltr" className={styles.cap}>
    {children}
  </kbd>
);

/** Strokes as caps; `apart`: one cap per key instead of one per stroke. */
export function StrokeCaps({
  strokes,
  apart = false,
}: {
  readonly strokes: Strokes;
  readonly apart?: boolean;
}) {
  const layout = useLayout();
  return (
    <span className={styles.caps} aria-hidden={!apart}>
      {strokes.map((stroke, index) => {
        const caps = capsOf(stroke, isMac, layout);
        return (
          <Fragment key={`${index} ${written([stroke])}`}>
            {index > 0 && <span className={styles.then}>{t('keys.then')}</span>}
            {apart ? (
              caps.map((cap, at) => (
                <Fragment key={cap}>
                  {/* Drawn by the gap, read as two words. */}
                  {at > 0 && ' '}
                  <Cap>{cap}</Cap>
                </Fragment>
              ))
            ) : (
              <Cap>{caps.join(' ')}</Cap>
            )}
          </Fragment>
        );
      })}
    </span>
  );
}

/** The keys of an action as this person has them: in a button one cap, in the sheet one per key. None: nothing. */
export function Caps({ name, apart = false }: { readonly name: KeyName; readonly apart?: boolean }) {
  const strokes = useKeymap()[name];
  return strokes.length === 0 ? null : <StrokeCaps strokes={strokes} apart={apart} />;
}
