// Owns what dialogs that do something share: the effect in words at the left of the footer, Esc and Ctrl Enter, what
// went wrong in the same place. Closes when the core took it; the words stay when it did not.
import { Clock, TriangleAlert } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import { isMac } from '../keys/keys.tsx';
import { reachOf, shutBy, usePage } from '../state/page.ts';
import styles from './ActionDialog.module.css';
import { Button } from './Button.tsx';
import { Cap } from './Caps.tsx';
import { classes } from './classes.ts';
import { Dialog } from './Dialog.tsx';
import { ICON, SMALL } from './icons.tsx';
import { explain, t } from './words.ts';

interface ActionDialogProps {
  readonly title: string;
  readonly detail?: ReactNode;
  /** What happens, in words. */
  readonly effect: ReactNode;
  readonly confirm: string;
  readonly cancel?: string;
  readonly danger?: boolean;
  /** Something that cannot be chosen stands dashed; `missing` says what is needed first. */
  readonly missing?: string | null;
  /** It goes by the outbox: without a link it is done later, and where nothing gets out it cannot be done. */
  readonly viaOutbox?: boolean;
  /** Rejects with CallError. */
  readonly run: () => Promise<unknown>;
  readonly onClose: () => void;
  /** Digits outside text choose. */
  readonly onDigit?: (digit: number) => void;
  readonly children: ReactNode;
}

const inText = (target: EventTarget): boolean =>
  target instanceof HTMLElement && target.matches('textarea, input:not([type=radio], [type=checkbox])');

export function ActionDialog(props: ActionDialogProps) {
  const {
    title,
    detail,
    effect,
    confirm,
    cancel = t('dialog.cancel'),
    danger = false,
    missing: incomplete = null,
    viaOutbox = false,
    run,
    onClose,
    onDigit,
    children,
  } = props;
  const reach = usePage(reachOf);
  const by = usePage(shutBy);
  const shut = viaOutbox && by !== null ? t(`reach.${by}`) : null;
  const missing = shut ?? incomplete;
  const [error, setError] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState(false);
  function go(): void {
    setAsked(true);
    if (busy || missing !== null) return;
    setBusy(true);
    run().then(onClose, (why: unknown) => {
      setBusy(false);
      setError(why);
    });
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { code, ctrlKey, metaKey, altKey, target } = event;
    const enter = code === 'Enter' || code === 'NumpadEnter';
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(code)?.[1];
    if (enter && (isMac ? metaKey : ctrlKey)) go();
    else if (enter && target instanceof HTMLInputElement && target.type === 'radio') go();
    else if (digit !== undefined && onDigit !== undefined && !inText(target) && !altKey && !ctrlKey)
      onDigit(Number(digit));
    else return;
    event.preventDefault();
  }
  const refused = missing !== null && (asked || shut !== null);
  const words = error !== null ? t('dialog.failed', { why: explain(error) }) : refused ? missing : effect;
  const wrong = error !== null || refused;
  return (
    <Dialog
      title={title}
      detail={detail}
      onClose={onClose}
      onKeyDown={onKeyDown}
      footer={
        <>
          <span className={classes(styles.effect, wrong && styles.wrong)} role={wrong ? 'alert' : undefined}>
            {wrong && <TriangleAlert {...SMALL} />}
            <span>{words}</span>
          </span>
          <Button look="quiet" onClick={onClose}>
            {cancel} <Cap>Esc</Cap>
          </Button>
          <Button
            look={danger ? 'danger' : 'primary'}
            icon={danger ? <TriangleAlert {...ICON} /> : undefined}
            hint="send"
            aria-disabled={missing !== null}
            aria-busy={busy}
            onClick={go}
          >
            {confirm}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        {viaOutbox && reach === 'later' && (
          <p className={styles.later}>
            <Clock {...SMALL} /> {t('reach.later')}
          </p>
        )}
        {children}
      </div>
    </Dialog>
  );
}

interface FieldProps {
  readonly label: ReactNode;
  readonly aside?: ReactNode;
  readonly value: string;
  readonly most: number;
  readonly look?: 'note' | 'words';
  readonly rows?: number;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly onChange: (value: string) => void;
}

/** Words typed in a dialog: `note` for colleagues alone, `words` for the customer or the bot. */
export function Field(props: FieldProps) {
  const {
    label,
    aside,
    value,
    most,
    look = 'words',
    rows = 2,
    placeholder,
    autoFocus = false,
    onChange,
  } = props;
  return (
    <label className={styles.field}>
      <span className={styles.label}>
        {label}
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </span>
      <textarea
        dir="auto"
        className={classes(styles.text, look === 'note' && styles.note)}
        rows={rows}
        value={value}
        maxLength={most}
        placeholder={placeholder}
        // biome-ignore lint/a11y/noAutofocus: the person opened this dialog to write here.
        autoFocus={autoFocus}
        onChange={(event) => onChange(event.target.value)}
      />
    </label>
  );
}
