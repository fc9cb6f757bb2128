// Owns what a screen reader hears: offers at once, the rest politely and at most once in five seconds.
import { useEffect, useRef, useState } from 'react';
import { usePage } from '../state/page.ts';
import styles from './Announcer.module.css';

const PAUSE_MS = 5_000;

function usePaced(said: { readonly n: number; readonly text: string }): string {
  const [text, setText] = useState('');
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (said.n === 0) return undefined;
    const wait = Math.max(0, last.current + PAUSE_MS - Date.now());
    const timer = setTimeout(() => {
      last.current = Date.now();
      setText(said.text);
    }, wait);
    return () => clearTimeout(timer);
  }, [said]);
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
