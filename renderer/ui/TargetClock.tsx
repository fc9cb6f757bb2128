// Owns the clock of a target: time left, hourglass under a third, triangle past it. Fixed width, so that nothing moves.
import { Hourglass, TriangleAlert } from 'lucide-react';
import { SMALL } from './icons.tsx';
import styles from './TargetClock.module.css';
import { target } from './time.ts';
import { t } from './words.ts';

export function TargetClock({ left, of }: { readonly left: number; readonly of: number }) {
  const { text, urgency } = target(left, of);
  const spoken =
    urgency === 'breach' ? t('clock.over', { time: text.slice(1) }) : t('clock.left', { time: text });
  return (
    <span className={styles[urgency]} role="img" aria-label={spoken}>
      {urgency === 'warn' && <Hourglass {...SMALL} />}
      {urgency === 'breach' && <TriangleAlert {...SMALL} />}
      <bdi dir="ltr">{text}</bdi>
    </span>
  );
}
