// Owns putting off what need not be in the frame that answers a key: it gets a frame of its own.
import { useEffect, useState } from 'react';

/** The value as it was at the last paint. */
export function usePainted<T>(value: T): T {
  const [painted, setPainted] = useState(value);
  useEffect(() => {
    let after: ReturnType<typeof setTimeout> | undefined;
    // The frame that shows the change is drawn after its own callbacks, so it takes one more step to be past it.
    const frame = requestAnimationFrame(() => {
      after = setTimeout(() => setPainted(value));
    });
    return () => {
      cancelAnimationFrame(frame);
      clearTimeout(after);
    };
  }, [value]);
  return painted;
}
