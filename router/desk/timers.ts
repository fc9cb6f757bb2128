// Owns the times at which the desk must act by itself, earliest first. A timer that no longer holds is skipped when
// it comes up, so nothing has to be canceled.

export type Timer =
  | { readonly at: number; readonly kind: 'offer'; readonly conversation: string; readonly offer: string }
  | { readonly at: number; readonly kind: 'pause'; readonly conversation: string; readonly person: string }
  | { readonly at: number; readonly kind: 'hold'; readonly conversation: string }
  | { readonly at: number; readonly kind: 'relax'; readonly conversation: string }
  | { readonly at: number; readonly kind: 'grace'; readonly person: string }
  | { readonly at: number; readonly kind: 'day'; readonly person: string }
  | { readonly at: number; readonly kind: 'unstaffed'; readonly queue: string }
  | { readonly at: number; readonly kind: 'kept'; readonly conversation: string; readonly person: string };

/** Total, so that a desk built anew acts in the same order. */
function isBefore(a: Timer, b: Timer): boolean {
  if (a.at !== b.at) return a.at < b.at;
  return orderOf(a) < orderOf(b);
}

const orderOf = (timer: Timer): string =>
  `${timer.kind} ${'conversation' in timer ? timer.conversation : ''} ${'person' in timer ? timer.person : ''} ${'queue' in timer ? timer.queue : ''}`;

/** A binary heap. */
export class Timers {
  readonly #heap: Timer[] = [];
  readonly #holds: (timer: Timer) => boolean;

  constructor(holds: (timer: Timer) => boolean) {
    this.#holds = holds;
  }

  add(timer: Timer): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(timer, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = timer;
  }

  /** The earliest timer that still holds. */
  first(): Timer | undefined {
    for (;;) {
      const first = this.#heap[0];
      if (first === undefined || this.#holds(first)) return first;
      this.#drop();
    }
  }

  /** Takes the earliest timer that holds and is due. */
  take(now: number): Timer | undefined {
    const first = this.first();
    if (first === undefined || first.at > now) return undefined;
    this.#drop();
    return first;
  }

  #drop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    if (last === undefined || heap.length === 0) return;
    let at = 0;
    for (;;) {
      const left = heap[2 * at + 1];
      const right = heap[2 * at + 2];
      const below = right !== undefined && left !== undefined && isBefore(right, left) ? right : left;
      if (below === undefined || !isBefore(below, last)) break;
      heap[at] = below;
      at = 2 * at + (below === left ? 1 : 2);
    }
    heap[at] = last;
  }
}
