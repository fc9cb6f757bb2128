// Owns one line of a check: well, worth knowing, or not well; by shape and word, never by colour alone.
import { Check, Hourglass, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { classes } from '../../ui/classes.ts';
import { SMALL } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import styles from './CheckLine.module.css';

export type Outcome = 'well' | 'mind' | 'bad';
const ICONS = { well: Check, mind: Hourglass, bad: TriangleAlert } as const;

interface CheckLineProps {
  readonly outcome: Outcome;
  readonly title: string;
  readonly children?: ReactNode;
}
export function CheckLine({ outcome, title, children }: CheckLineProps) {
  const Icon = ICONS[outcome];
  return (
    <li className={classes(styles.line, styles[outcome])}>
      <Icon {...SMALL} />
      <span className={styles.title}>
        {title} <span className={styles.heard}>{t(`first.${outcome}`)}</span>
      </span>
      <span className={styles.value}>{children}</span>
    </li>
  );
}
