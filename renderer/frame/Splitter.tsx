// Owns the line between two panes: dragged or moved by keys, remembered on this device for each size of window. Home or a
// double click gives the width of the design back, which is the style sheet's.
import {
  type KeyboardEvent,
  type PointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { classes } from '../ui/classes.ts';
import styles from './Splitter.module.css';

interface Range {
  readonly least: number;
  readonly most: number;
}

const clamp = (width: number, { least, most }: Range): number =>
  Math.round(Math.min(most, Math.max(least, width)));
/** Kinds of windows by the steps at which the design changes the widths of its panes. */
const STEPS = [matchMedia('(min-width: 1401px)'), matchMedia('(min-width: 2200px)')];
const stepOf = (): number => STEPS.filter(({ matches }) => matches).length;
function watchSteps(watch: () => void): () => void {
  for (const step of STEPS) step.addEventListener('change', watch);
  return () => {
    for (const step of STEPS) step.removeEventListener('change', watch);
  };
}
const keyOf = (name: string, step: number): string => `baton.width.${name}.${step}`;

function remembered(name: string, step: number, range: Range): number | null {
  try {
    const width = Number(localStorage.getItem(keyOf(name, step)));
    return width > 0 ? clamp(width, range) : null;
  } catch {
    return null;
  }
}

/** The width a person gave a pane in a window of this size, px; null = that of the design. */
export function useWidth(
  name: string,
  range: Range,
): readonly [number | null, (width: number | null) => void] {
  const step = useSyncExternalStore(watchSteps, stepOf);
  const [widths, setWidths] = useState<ReadonlyMap<number, number | null>>(new Map());
  const width = widths.has(step) ? (widths.get(step) ?? null) : remembered(name, step, range);
  const set = useCallback(
    (next: number | null) => {
      setWidths((before) => new Map(before).set(step, next));
      try {
        if (next === null) localStorage.removeItem(keyOf(name, step));
        else localStorage.setItem(keyOf(name, step), String(next));
      } catch {
        // A browser without storage: the width lasts as long as the window.
      }
    },
    [name, step],
  );
  return [width, set];
}

interface SplitterProps {
  readonly label: string;
  readonly range: Range;
  /** The edge of its pane on which it is; the pane is its parent. */
  readonly edge: 'start' | 'end';
  /** Null = the width of the design. */
  readonly onResize: (width: number | null) => void;
}

const STEP = 16;

/** 1 where the pane grows when the line moves to the right, else -1. */
function growsBy(line: HTMLElement, edge: 'start' | 'end'): 1 | -1 {
  const mirrored = getComputedStyle(line).direction === 'rtl';
  return (edge === 'end') === mirrored ? -1 : 1;
}

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
      onResize(clamp(before + (clientX - from) * growsBy(handle, edge), range));
    handle.onlostpointercapture = () => {
      handle.onpointermove = null;
    };
  }
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>): void {
    if (event.key === 'Home') {
      event.preventDefault();
      return onResize(null);
    }
    const by = { ArrowRight: STEP, ArrowLeft: -STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onResize(clamp(width() + by * growsBy(event.currentTarget, edge), range));
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
      onDoubleClick={() => onResize(null)}
    />
  );
}
