// Owns in which frame what comes by itself is drawn: not in those that answer a hand, and one thing a frame, so that none is
// long because everything fell into it. Refuses: what is drawn.

/** A hidden page draws nothing, but its rows go on. */
const HIDDEN_MS = 100;
/** Frames of a key or a press: the one that answers it, and the one that draws what came into view by it. */
const OWN_FRAMES = 2;
/** However much is typed, nothing waits longer than this, ms. */
const LATEST_MS = 150;

interface Waiting {
  readonly run: () => void;
  readonly since: number;
}
const waiting: Waiting[] = [];
let asked = false;
let own = 0;

function ask(): void {
  if (asked) return;
  asked = true;
  if (document.visibilityState === 'visible') requestAnimationFrame(look);
  else setTimeout(look, HIDDEN_MS);
}

function look(): void {
  asked = false;
  const [first] = waiting;
  if (first === undefined) return;
  if (own === 0 || performance.now() - first.since >= LATEST_MS) {
    waiting.shift();
    first.run();
  }
  if (waiting.length > 0) ask();
}

/** Calls `run` in a frame of its own, before it is painted. */
export function inFrame(run: () => void): void {
  waiting.push({ run, since: performance.now() });
  ask();
}

/** From now on, until the function it returns is called, the frames after a key or a press are theirs. */
export function keepFramesOfHands(): () => void {
  const hands = ['keydown', 'pointerdown'] as const;
  for (const kind of hands) window.addEventListener(kind, keep, { capture: true });
  return () => {
    for (const kind of hands) window.removeEventListener(kind, keep, { capture: true });
  };
}
function keep(): void {
  if (own === 0) requestAnimationFrame(giveBack);
  own = OWN_FRAMES;
}
function giveBack(): void {
  own -= 1;
  if (own > 0) requestAnimationFrame(giveBack);
}
