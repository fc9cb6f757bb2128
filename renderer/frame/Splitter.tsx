// Owns the line between two panes: dragged or moved by keys, remembered on this device. A media query gives the first width.
import { type KeyboardEvent, type PointerEvent, useCallback, useEffect, useRef, useState } from 'react';
import { classes } from '../ui/classes.ts';
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
  /** The edge of its pane on which it is; the pane is its parent. */
  readonly edge: 'left' | 'right';
  readonly onResize: (width: number) => void;
}

const STEP = 16;

export function Splitter({ label, range, edge, onResize }: SplitterProps) {
  const line = useRef<HTMLDivElement>(null);
  const [now, setNow] = useState(range.least);
  const width = (): number => line.current?.parentElement?.getBoundingClientRect().width ?? range.least;
  useEffect(() => {
    const pane = line.current?.parentElement;
    if (pane == null) return undefined;
    const resized = new ResizeObserver(() => setNow(Math.round(pane.getBoundingClientRect().width)));
    resized.observe(pane);
    return () => resized.disconnect();
  }, []);
  function onPointerDown(event: PointerEvent<HTMLDivElement>): void {
    const handle = event.currentTarget;
    const from = event.clientX;
    const before = width();
    handle.setPointerCapture(event.pointerId);
    handle.onpointermove = ({ clientX }) =>
      onResize(clamp(before + (edge === 'right' ? clientX - from : from - clientX), range));
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    const grows = edge === 'right' ? 'ArrowRight' : 'ArrowLeft';
    const shrinks = edge === 'right' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key !== grows && event.key !== shrinks) return;
    event.preventDefault();
    onResize(clamp(width() + (event.key === grows ? STEP : -STEP), range));
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: an hr cannot take the focus; this is the window splitter pattern of ARIA.
    <div
      ref={line}
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuemin={range.least}
      aria-valuemax={range.most}
      aria-valuenow={now}
      tabIndex={0}
      className={classes(styles.splitter, styles[edge])}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
