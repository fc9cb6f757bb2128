// Owns which part of the list is in view, and nothing of what is in it: heights are known, so no line is ever measured.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

export interface InView {
  /** Scrolled by, px; in whole steps, so that a list that scrolls is not drawn anew for each pixel. */
  readonly top: number;
  readonly height: number;
  /** Nothing lies below the view: exact, where `top` goes in steps. */
  readonly atEnd: boolean;
}

/** `step`: what is drawn above and below the view is at least as high. `there` is false until the list is in the page. */
export function useInView(scroller: RefObject<HTMLElement | null>, step: number, there: boolean): InView {
  const [inView, setInView] = useState<InView>({ top: 0, height: 0, atEnd: true });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!there || element === null) return undefined;
    const look = (): void => {
      const top = Math.floor(element.scrollTop / step) * step;
      const height = element.clientHeight;
      const atEnd = element.scrollHeight - element.scrollTop - height <= 2;
      setInView((before) =>
        before.top === top && before.height === height && before.atEnd === atEnd
          ? before
          : { top, height, atEnd },
      );
    };
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    // A list that grows or shrinks ends elsewhere, though nobody scrolled.
    if (element.firstElementChild !== null) sizes.observe(element.firstElementChild);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, step, there]);
  return inView;
}

/** Whether a button of the pointer, or a finger, is down that was pressed in the list. */
export function usePressed(scroller: RefObject<HTMLElement | null>): () => boolean {
  const pressed = useRef(false);
  useEffect(() => {
    const down = ({ target }: PointerEvent): void => {
      pressed.current = target instanceof Node && scroller.current?.contains(target) === true;
    };
    const up = (): void => {
      pressed.current = false;
    };
    window.addEventListener('pointerdown', down, true);
    for (const end of ['pointerup', 'pointercancel'] as const) window.addEventListener(end, up, true);
    return () => {
      window.removeEventListener('pointerdown', down, true);
      for (const end of ['pointerup', 'pointercancel'] as const) window.removeEventListener(end, up, true);
    };
  }, [scroller]);
  return useCallback(() => pressed.current, []);
}

/** Scrolls as little as shows the line `top` px below the top of the list. */
export function reveal(scroller: HTMLElement | null, top: number, height: number): void {
  if (scroller === null) return;
  const { scrollTop, clientHeight } = scroller;
  if (top < scrollTop) scroller.scrollTop = top;
  else if (top + height > scrollTop + clientHeight) scroller.scrollTop = top + height - clientHeight;
}
