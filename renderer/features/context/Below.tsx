// Owns the line at the foot of a pane that cannot show everything: it names what is below, and each name jumps there.
import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { SMALL } from '../../ui/icons.tsx';
import { t } from '../../ui/words.ts';
import styles from './Below.module.css';

/** The space below the words of a part, px: nothing is missed in it. */
const UNDER = 10;

interface BelowProps {
  readonly scroller: RefObject<HTMLElement | null>;
  /** Another value means that the content may have changed. */
  readonly changed: unknown;
}

export function Below({ scroller, changed }: BelowProps) {
  const [names, setNames] = useState<readonly string[]>([]);
  const line = useRef<HTMLElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: looks again at new content.
  useEffect(() => {
    const pane = scroller.current;
    if (pane === null) return undefined;
    const look = (): void => {
      const end = pane.getBoundingClientRect().bottom;
      // What would show without this line needs none.
      const fits = pane.scrollHeight <= pane.clientHeight + (line.current?.offsetHeight ?? 0);
      const below = [...pane.querySelectorAll<HTMLElement>('[data-section]')].filter(
        (section) => !fits && section.getBoundingClientRect().bottom - UNDER > end,
      );
      const next = below.map(({ dataset }) => dataset.section ?? '');
      setNames((before) => (before.join('\n') === next.join('\n') ? before : next));
    };
    // It looks first after the next layout: asking now would lay everything out once more.
    const resized = new ResizeObserver(look);
    resized.observe(pane);
    pane.addEventListener('scroll', look, { passive: true });
    return () => {
      resized.disconnect();
      pane.removeEventListener('scroll', look);
    };
  }, [scroller, changed]);
  if (names.length === 0) return null;
  return (
    <nav ref={line} className={styles.below} aria-label={t('context.below')}>
      <ChevronDown {...SMALL} />
      {names.map((name) => (
        <button
          key={name}
          type="button"
          className={styles.name}
          onClick={() =>
            scroller.current?.querySelector(`[data-section="${CSS.escape(name)}"]`)?.scrollIntoView()
          }
        >
          {name}
        </button>
      ))}
    </nav>
  );
}
