// Owns putting off what need not be in the frame that answers a key: it gets a frame of its own.
import { useEffect, useRef, useState } from 'react';

/** Calls `run` once the next frame is drawn; returns the function that calls it off. A hidden page draws none until it is seen. */
function afterPaint(run: () => void): () => void {
  let after: ReturnType<typeof setTimeout> | undefined;
  // The frame that shows a change is drawn after its own callbacks, so it takes one more step to be past it.
  const frame = requestAnimationFrame(() => {
    after = setTimeout(run);
  });
  return () => {
    cancelAnimationFrame(frame);
    clearTimeout(after);
  };
}

/** The value as it was at the last paint. */
export function usePainted<T>(value: T): T {
  const [painted, setPainted] = useState(value);
  useEffect(() => afterPaint(() => setPainted(value)), [value]);
  return painted;
}

/** Handlers of what has the focus within: `came` at once; `left` after the frame that shows where it went, unless it is back. */
export function useFocusWithin(came: () => void, left: () => void) {
  const within = useRef(false);
  return {
    onFocus(): void {
      within.current = true;
      came();
    },
    onBlur(): void {
      within.current = false;
      afterPaint(() => {
        if (!within.current) left();
      });
    },
  };
}
