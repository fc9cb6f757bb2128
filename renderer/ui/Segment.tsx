// Owns the choice of one among a few, side by side: a radio group in one box, the active one inverse.
import { useId } from 'react';
import { Cap } from './Caps.tsx';
import { classes } from './classes.ts';
import styles from './Segment.module.css';

interface SegmentProps<T extends string> {
  readonly label: string;
  readonly value: T | null;
  readonly options: readonly { readonly value: T; readonly label: string; readonly cap?: string }[];
  readonly onChange: (value: T) => void;
  /** Fills the width, as in the wrap-up. */
  readonly wide?: boolean;
}

export function Segment<T extends string>({
  label,
  value,
  options,
  onChange,
  wide = false,
}: SegmentProps<T>) {
  const name = useId();
  return (
    <div role="radiogroup" aria-label={label} className={classes(styles.segment, wide && styles.wide)}>
      {options.map((option) => (
        <label key={option.value} className={styles.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
            className={styles.input}
          />
          <span>{option.label}</span>
          {option.cap !== undefined && <Cap>{option.cap}</Cap>}
        </label>
      ))}
    </div>
  );
}
