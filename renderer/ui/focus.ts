// Owns keeping the focus in the window when what had it goes away by itself.
import { type FocusEvent, type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';

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

/** To where it was, or home when that is gone; from nobody who has it by now. */
function bringBack(to: EventTarget | null): void {
  if (document.activeElement !== document.body) return;
  if (to instanceof HTMLElement) to.focus();
  if (document.activeElement === document.body) document.getElementById(HOME_ID)?.focus();
}

/** Brings the focus back to where it was when this was drawn first. */
export function useFocusBack(): () => void {
  const [before] = useState(() => document.activeElement);
  return () => bringBack(before);
}

/** For the `onFocus` of what may go away with the focus in it: it goes back to where it came from. */
export function useFocusBackAfter(): (event: FocusEvent) => void {
  const from = useRef<EventTarget | null>(null);
  useEffect(() => () => bringBack(from.current), []);
  return ({ currentTarget, relatedTarget }) => {
    if (!currentTarget.contains(relatedTarget)) from.current = relatedTarget;
  };
}
