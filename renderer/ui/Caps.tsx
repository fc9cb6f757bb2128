// Owns how keys are drawn.
import { Fragment } from 'react';
import { caps, type KeyName } from '../keys/bindings.ts';
import { isMac } from '../keys/keys.tsx';
import styles from './Caps.module.css';
import { t } from './words.ts';

/** One cap with given letters; `joined` inside buttons: one cap holds the whole stroke. */
export const Cap = ({ children }: { readonly children: string }) => (
  <kbd className={styles.cap}>{children}</kbd>
);

/** The keys of an action: in a button one cap, in the sheet one per key. */
export function Caps({ name, apart = false }: { readonly name: KeyName; readonly apart?: boolean }) {
  return (
    <span className={styles.caps} aria-hidden={!apart}>
      {caps(name, isMac).map((stroke, index) => (
        <Fragment key={stroke.join()}>
          {index > 0 && <span className={styles.then}>{t('keys.then')}</span>}
          {apart ? stroke.map((cap) => <Cap key={cap}>{cap}</Cap>) : <Cap>{stroke.join(' ')}</Cap>}
        </Fragment>
      ))}
    </span>
  );
}
