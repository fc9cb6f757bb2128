// Owns the line between two panes: dragged or moved by keys, remembered on this device. A media query gives the first width.
import { type KeyboardEvent, type PointerEvent, useCallback, useState } from 'react';
import styles from './Splitter.module.css';

interface Range {
  readonly least: number;
  readonly most: number;
}

const clamp = (width: number, { least, most }: Range): number =>
  Math.round(Math.min(most, Math.max(least, width)));
const keyOf = (name: string): string => `baton.width.${name}`;

function remembered(name: string, range: Range): number | null {
  try {
    const width = Number(localStorage.getItem(keyOf(name)));
    return width > 0 ? clamp(width, range) : null;
  } catch {
    return null;
  }
}

/** The width a person gave a pane, px; null = none yet. */
export function useWidth(name: string, range: Range): readonly [number | null, (width: number) => void] {
  const [width, setWidth] = useState(() => remembered(name, range));
  const set = useCallback(
    (next: number) => {
      setWidth(next);
      try {
        localStorage.setItem(keyOf(name), String(next));
      } catch {
        // A browser without storage: the width lasts as long as the window.
      }
    },
    [name],
  );
  return [width, set];
}

interface SplitterProps {
  readonly label: string;
  readonly range: Range;
  /** On which side of the splitter the pane is. */
  readonly side: 'left' | 'right';
  readonly onResize: (width: number) => void;
}

const STEP = 16;

export function Splitter({ label, range, side, onResize }: SplitterProps) {
  const [now, setNow] = useState<number | null>(null);
  const paneOf = (line: Element): number => {
    const pane = side === 'left' ? line.previousElementSibling : line.nextElementSibling;
    return pane?.getBoundingClientRect().width ?? range.least;
  };
  function resize(width: number): void {
    const next = clamp(width, range);
    setNow(next);
    onResize(next);
  }
  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const line = event.currentTarget;
    const from = event.clientX;
    const width = paneOf(line);
    line.setPointerCapture(event.pointerId);
    line.onpointermove = ({ clientX }) => resize(width + (side === 'left' ? clientX - from : from - clientX));
    line.onlostpointercapture = () => {
      line.onpointermove = null;
    };
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const grows = side === 'left' ? 'ArrowRight' : 'ArrowLeft';
    const shrinks = side === 'left' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== grows && event.key !== shrinks) return;
    event.preventDefault();
    resize(paneOf(event.currentTarget) + (event.key === grows ? STEP : -STEP));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot take the focus; this is the window splitter pattern of ARIA.
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      aria-valuenow={now ?? undefined}
      tabIndex={0}
      data-side={side}
      className={styles.splitter}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
