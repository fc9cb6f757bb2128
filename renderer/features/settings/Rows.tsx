// Owns the rows of the settings: 36 px, name left, value right; what somebody else decides is grey and says who.
import { Lock } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import type { Settings } from '#shared/contract/settings.ts';
import { SMALL } from '../../ui/icons.tsx';
import { Switch as Toggle } from '../../ui/Switch.tsx';
import styles from './Rows.module.css';

/** Saves at once; the place shows when, or why not. */
export type Save = (change: Partial<Settings>) => void;

interface SectionProps {
  /** Its place in the list of sections. */
  readonly id: string;
  readonly title: string;
  /** At the right of the heading, e.g. how many were changed. */
  readonly figure?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ id, title, figure, children }: SectionProps) {
  const heading = useId();
  return (
    <section id={`settings-${id}`} className={styles.section} aria-labelledby={heading} tabIndex={-1}>
      <header className={styles.head}>
        <h3 id={heading} className={styles.heading}>
          {title}
        </h3>
        {figure !== undefined && <span className={styles.figure}>{figure}</span>}
      </header>
      {children}
    </section>
  );
}

interface RowProps {
  readonly title: ReactNode;
  readonly what?: string | undefined;
  readonly children?: ReactNode;
}

export function Row({ title, what, children }: RowProps) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>
        {title} {what !== undefined && <span className={styles.what}>{what}</span>}
      </span>
      {children}
    </div>
  );
}

/** `by`: who decides it, in words. */
export function FixedRow({
  title,
  value,
  by,
}: {
  readonly title: string;
  readonly value: string;
  readonly by: string;
}) {
  return (
    <div className={styles.row}>
      <span className={styles.name}>
        {title} <span className={styles.what}>{by}</span>
      </span>
      <span className={styles.fixed}>
        <Lock {...SMALL} /> {value}
      </span>
    </div>
  );
}

interface SwitchProps {
  readonly title: string;
  readonly what?: string | undefined;
  readonly on: boolean;
  readonly disabled?: boolean;
  readonly onChange: (on: boolean) => void;
}

export function Switch({ title, what, on, disabled = false, onChange }: SwitchProps) {
  return (
    <Toggle className={styles.row} on={on} disabled={disabled} onChange={onChange}>
      <span className={styles.name}>
        {title} {what !== undefined && <span className={styles.what}>{what}</span>}
      </span>
    </Toggle>
  );
}

/** A value that is only read. */
export const Value = ({ children }: { readonly children: ReactNode }) => (
  <span className={styles.value}>{children}</span>
);
