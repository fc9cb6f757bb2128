// Owns the switch: on or off at once, as against a choice that waits for a button. Its words are its label.
import type { ReactNode } from 'react';
import styles from './Switch.module.css';

interface SwitchProps {
  /** Of the line: words, then the switch. */
  readonly className: string | undefined;
  /** Where there are no words in its line. */
  readonly label?: string;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
  readonly children?: ReactNode;
}

export const Switch = ({ className, label, on, disabled = false, onChange, children }: SwitchProps) => (
  <label className={className}>
    {children}
    <input
      type="checkbox"
      role="switch"
      aria-label={label}
      aria-checked={on}
      className={styles.switch}
      checked={on}
      disabled={disabled}
      onChange={(event) => onChange(event.target.checked)}
    />
  </label>
);
