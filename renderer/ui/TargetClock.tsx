// Owns the clock of a target: time left, hourglass under a third, triangle past it. Fixed width, so that nothing moves.
import { Hourglass, TriangleAlert } from 'lucide-react';
import { SMALL } from './icons.tsx';
import styles from './TargetClock.module.css';
import { target, type Urgency } from './time.ts';
import { t } from './words.ts';

/** Made once: every clock of the page is drawn anew each second. */
const SIGNS = { warn: <Hourglass {...SMALL} />, breach: <TriangleAlert {...SMALL} /> } as const;

interface ClockProps {
  readonly urgency: Urgency;
  readonly text: string;
  readonly spoken: string;
}

export const Clock = ({ urgency, text, spoken }: ClockProps) => (
  <span className={styles[urgency]} role="img" aria-label={spoken}>
    {urgency !== 'calm' && SIGNS[urgency]}
    <bdi dir="ltr">{text}</bdi>
  </span>
);

export function TargetClock({ left, of }: { readonly left: number; readonly of: number }) {
  const { text, urgency } = target(left, of);
  const spoken =
    urgency === 'breach' ? t('clock.over', { time: text.slice(1) }) : t('clock.left', { time: text });
  return <Clock urgency={urgency} text={text} spoken={spoken} />;
}
