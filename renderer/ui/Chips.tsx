// Owns the choice of one among a few words that stand in a line and may wrap: reasons, times. The active one is inverse.
import { useId } from 'react';
import styles from './Chips.module.css';

interface ChipsProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
}

export function Chips<T extends string>({ label, value, options, onChange }: ChipsProps<T>) {
  const name = useId();
  return (
    <fieldset className={styles.chips}>
      <legend className={styles.legend}>{label}</legend>
      {options.map((option) => (
        <label key={option.value} className={styles.chip}>
          <input
            type="radio"
            name={name}
            className={styles.input}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.label}
        </label>
      ))}
    </fieldset>
  );
}
