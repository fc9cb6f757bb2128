// Owns knowing how wide an element is, for what is drawn to its measure.
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** 0 before it is known, px. */
export function useWidth(): readonly [RefObject<HTMLDivElement | null>, number] {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const look = (): void => setWidth(Math.floor(element.clientWidth));
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    return () => sizes.disconnect();
  }, []);
  return [place, width];
}
