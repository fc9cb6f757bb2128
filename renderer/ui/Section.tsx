// Owns one part of the context pane: its heading, what stands beside that, and its name for whoever jumps there.
import type { ReactNode } from 'react';
import styles from './Package.module.css';

interface SectionProps {
  readonly title: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

export function Section({ title, aside, children }: SectionProps) {
  return (
    <section className={styles.section} data-section={title}>
      <h3 className={styles.heading}>
        {title}
        {aside !== undefined && <span className={styles.aside}>{aside}</span>}
      </h3>
      {children}
    </section>
  );
}
