// Owns which part of the list is in view, and nothing of what is in it: heights are known, so no line is ever measured.
import { type RefObject, useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react';

interface InView {
  /** Scrolled by, px; in whole steps, so that a list that scrolls is not drawn anew for each pixel. */
  readonly top: number;
  readonly height: number;
}
interface View extends InView {
  /** Scrolls as little as shows the line `top` px below the top of the list. */
  reveal(top: number, height: number): void;
}

/** Looks at first, and when the list scrolls or changes its size; `there` is false until it is in the page. */
function useLook(scroller: RefObject<HTMLElement | null>, look: () => void, there: boolean): void {
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!there || element === null) return undefined;
    look();
    const sizes = new ResizeObserver(look);
    sizes.observe(element);
    element.addEventListener('scroll', look, { passive: true });
    return () => {
      sizes.disconnect();
      element.removeEventListener('scroll', look);
    };
  }, [scroller, look, there]);
}

/** `step`: what is drawn above and below the view is at least as high. `there` is false until the list is in the page. */
export function useInView(scroller: RefObject<HTMLElement | null>, step: number, there: boolean): View {
  const [inView, setInView] = useState<InView>({ top: 0, height: 0 });
  // Asked here and not in the state: a list is not even called again for what it has drawn.
  const last = useRef(inView);
  const look = useCallback((): void => {
    const element = scroller.current;
    if (element === null) return;
    const top = Math.floor(element.scrollTop / step) * step;
    const height = element.clientHeight;
    const before = last.current;
    if (before.top === top && before.height === height) return;
    last.current = { top, height };
    setInView(last.current);
  }, [scroller, step]);
  useLook(scroller, look, there);
  function reveal(top: number, height: number): void {
    const element = scroller.current;
    if (element === null) return;
    const { scrollTop, clientHeight } = element;
    if (top < scrollTop) element.scrollTop = top;
    else if (top + height > scrollTop + clientHeight) element.scrollTop = top + height - clientHeight;
    else return;
    // What moved and what came into view are drawn together: the event of the scroll comes a task later.
    look();
  }
  return { ...inView, reveal };
}

/** Between which places of the list the view is, px: exact, for what is small enough to be drawn anew for each pixel. */
export function useScrolled(scroller: RefObject<HTMLElement | null>): {
  readonly top: number;
  readonly bottom: number;
} {
  const [scrolled, setScrolled] = useState({ top: 0, bottom: 0 });
  const look = useCallback((): void => {
    if (scroller.current === null) return;
    const { scrollTop: top, clientHeight } = scroller.current;
    const bottom = top + clientHeight;
    setScrolled((before) => (before.top === top && before.bottom === bottom ? before : { top, bottom }));
  }, [scroller]);
  useLook(scroller, look, true);
  return scrolled;
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
