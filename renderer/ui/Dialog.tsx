// Owns dialogs: header, body, footer with the effect in words at its left; Esc closes, the focus goes back to where it was.
import { Dialog as Radix } from 'radix-ui';
import { createContext, type KeyboardEvent, type ReactNode, useContext } from 'react';
import { classes } from './classes.ts';
import styles from './Dialog.module.css';
import { useFocusBack } from './focus.ts';

/** What stays in sight above every dialog. It comes last in it: the focus begins with the dialog's own. */
export const AboveDialogs = createContext<ReactNode>(null);

interface DialogProps {
  readonly title: string;
  readonly detail?: ReactNode;
  /** At the end of the header: a field, a button. */
  readonly tools?: ReactNode;
  readonly onClose: () => void;
  readonly onKeyDown?: (event: KeyboardEvent) => void;
  readonly children: ReactNode;
  readonly footer: ReactNode;
  readonly wide?: boolean;
}

/** Open while it is mounted. */
export function Dialog({
  title,
  detail,
  tools,
  onClose,
  onKeyDown,
  children,
  footer,
  wide = false,
}: DialogProps) {
  const focusBack = useFocusBack();
  const above = useContext(AboveDialogs);
  return (
    <Radix.Root
      open
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Radix.Portal>
        <Radix.Overlay className={styles.overlay} />
        <Radix.Content
          className={classes(styles.dialog, wide && styles.wide)}
          aria-describedby={undefined}
          onKeyDown={onKeyDown}
          onCloseAutoFocus={(event) => {
            // Its own way back is to a button that opened it; these open by keys.
            event.preventDefault();
            focusBack();
          }}
        >
          <header className={styles.header}>
            <Radix.Title className={styles.title}>{title}</Radix.Title>
            {detail !== undefined && <span className={styles.detail}>{detail}</span>}
            {tools !== undefined && <span className={styles.tools}>{tools}</span>}
          </header>
          <div className={styles.body}>{children}</div>
          <footer className={styles.footer}>{footer}</footer>
          {above}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
