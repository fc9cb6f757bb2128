// Owns the states a pane can be in instead of having content: loading, failed, nothing there.
import { TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Button } from './Button.tsx';
import { ICON } from './icons.tsx';
import styles from './States.module.css';
import { explain, t } from './words.ts';

const QUIET_MS = 150;
const WIDTHS = ['62%', '84%', '48%', '72%', '56%', '80%'];

/** Nothing for 150 ms, then still bars at the true height of what comes. */
export function Loading({ rows = 4 }: { readonly rows?: number }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), QUIET_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={styles.loading} role="status" aria-label={t('app.loading')}>
      {late &&
        WIDTHS.slice(0, rows).map((width) => (
          <div key={width} className={styles.bars}>
            <span className={styles.square} />
            <span className={styles.lines}>
              <span className={styles.bar} style={{ width: `calc(${width} * 0.6)` }} />
              <span className={styles.bar} style={{ width }} />
            </span>
          </div>
        ))}
    </div>
  );
}

interface FailedProps {
  readonly title: string;
  readonly error: unknown;
  readonly onAgain: () => void;
}

/** In its pane: what failed, why, and the way on. */
export function Failed({ title, error, onAgain }: FailedProps) {
  return (
    <div className={styles.failed} role="alert">
      <h2 className={styles.failedTitle}>
        <TriangleAlert {...ICON} /> {title}
      </h2>
      <p className={styles.what}>{explain(error)}</p>
      <Button onClick={onAgain}>{t('conversation.again')}</Button>
    </div>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
}

export function Empty({ title, children }: EmptyProps) {
  return (
    <div className={styles.empty}>
      <h2 className={styles.emptyTitle}>{title}</h2>
      {children !== undefined && <p className={styles.what}>{children}</p>}
    </div>
  );
}
