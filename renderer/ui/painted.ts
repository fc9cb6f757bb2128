// Owns putting off what need not be in the frame that answers a key: it gets a frame of its own.
import { useEffect, useState } from 'react';

/** Calls `run` once the next frame is drawn; returns the function that calls it off. A hidden page draws none until it is seen. */
export function afterPaint(run: () => void): () => void {
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
