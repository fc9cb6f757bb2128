// Owns the times at which the desk must act by itself, earliest first. A timer that no longer holds is skipped when
// it comes up, so nothing has to be canceled.
import { createHeap } from '#shared/lib/heap.ts';

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

export class Timers {
  readonly #heap = createHeap(isBefore);
  readonly #holds: (timer: Timer) => boolean;

  constructor(holds: (timer: Timer) => boolean) {
    this.#holds = holds;
  }

  add(timer: Timer): void {
    this.#heap.push(timer);
  }

  /** The earliest timer that still holds. */
  first(): Timer | undefined {
    for (;;) {
      const first = this.#heap.first();
      if (first === undefined || this.#holds(first)) return first;
      this.#heap.pop();
    }
  }

  /** Takes the earliest timer that holds and is due. */
  take(now: number): Timer | undefined {
    const first = this.first();
    if (first === undefined || first.at > now) return undefined;
    return this.#heap.pop();
  }
}
