// Owns what a screen reader hears: offers at once, the rest politely and at most once in five seconds.
import { useEffect, useState } from 'react';
import { usePage } from '../state/page.ts';
import styles from './Announcer.module.css';
import { createPace } from './pace.ts';

const PAUSE_MS = 5_000;

const CLOCK = {
  now: Date.now,
  after(ms: number, run: () => void) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

function usePaced(said: { readonly n: number; readonly text: string }): string {
  const [text, setText] = useState('');
  const [pace] = useState(() => createPace(PAUSE_MS, CLOCK, setText));
  useEffect(() => {
    if (said.n > 0) pace.say(said.text);
  }, [said, pace]);
  useEffect(() => pace.stop, [pace]);
  return text;
}

export function Announcer() {
  const assertive = usePage((state) => state.assertive);
  const polite = usePaced(usePage((state) => state.polite));
  return (
    <>
      <div className={styles.heard} aria-live="assertive">
        {assertive.text}
      </div>
      <div className={styles.heard} aria-live="polite">
        {polite}
      </div>
    </>
  );
}
