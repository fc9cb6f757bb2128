// Owns how often something is said aloud: the first at once, then at most once in each pause; of what comes meanwhile the
// newest is kept, because a list of old news helps nobody.

export interface Pace {
  say(text: string): void;
  stop(): void;
}

/** `after` runs something in so many ms and gives back what cancels it; `speak` is called at most once in `pauseMs`. */
export function createPace(
  pauseMs: number,
  { now, after }: { readonly now: () => number; readonly after: (ms: number, run: () => void) => () => void },
  speak: (text: string) => void,
): Pace {
  let last = Number.NEGATIVE_INFINITY;
  let next: string | null = null;
  let cancel: (() => void) | null = null;
  function out(): void {
    cancel = null;
    if (next === null) return;
    last = now();
    speak(next);
    next = null;
  }
  return {
    say(text) {
      next = text;
      const wait = last + pauseMs - now();
      if (wait <= 0) out();
      else cancel ??= after(wait, out);
    },
    stop() {
      cancel?.();
      cancel = null;
    },
  };
}
