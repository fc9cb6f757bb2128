// Owns radio rows with a digit each: one of a few ways, chosen by pointer, arrows or digit.
import { useId } from 'react';
import { Cap } from '../../ui/Caps.tsx';
import styles from './Choices.module.css';

interface ChoicesProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly label: string; readonly detail?: string }[];
  readonly onChange: (value: T) => void;
  readonly autoFocus?: boolean;
}

export function Choices<T extends string>({
  label,
  value,
  options,
  onChange,
  autoFocus = false,
}: ChoicesProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.legend}>{label}</legend>
      {options.map((option, index) => (
        <label key={option.value} className={styles.choice}>
          <input
            type="radio"
            name={name}
            className={styles.radio}
            checked={option.value === value}
            // biome-ignore lint/a11y/noAutofocus: the person opened this dialog to choose here.
            autoFocus={autoFocus && index === 0}
            onChange={() => onChange(option.value)}
          />
          <span className={styles.words}>
            {option.label}
            {option.detail !== undefined && <span className={styles.detail}> {option.detail}</span>}
          </span>
          <Cap>{String(index + 1)}</Cap>
        </label>
      ))}
    </fieldset>
  );
}
