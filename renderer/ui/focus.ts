// Owns keeping the focus in the window when what had it goes away by itself.
import { type RefObject, useLayoutEffect } from 'react';

/** Where the focus falls when its element left. */
export const HOME_ID = 'conversation';

export function useFocusHome(element: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const mine = element.current;
    return () => {
      // The cleanup runs while the element is still there.
      if (mine?.contains(document.activeElement)) document.getElementById(HOME_ID)?.focus();
    };
  }, [element]);
}
