// Owns a binary heap: the first of many by an order, in logarithmic time.

export interface Heap<T> {
  push(item: T): void;
  /** The first, which stays. */
  first(): T | undefined;
  pop(): T | undefined;
}

/** `isBefore` is a total order where equal items must not change places by chance. */
export function createHeap<T>(isBefore: (a: T, b: T) => boolean): Heap<T> {
  const heap: T[] = [];
  return {
    push(item) {
      let at = heap.length;
      heap.push(item);
      while (at > 0) {
        const up = (at - 1) >> 1;
        const above = heap[up] as T;
        if (!isBefore(item, above)) break;
        heap[at] = above;
        at = up;
      }
      heap[at] = item;
    },
    first: () => heap[0],
    pop() {
      const first = heap[0];
      const last = heap.pop();
      if (last === undefined || heap.length === 0) return first;
      let at = 0;
      for (;;) {
        let below = 2 * at + 1;
        if (below >= heap.length) break;
        if (below + 1 < heap.length && isBefore(heap[below + 1] as T, heap[below] as T)) below += 1;
        const next = heap[below] as T;
        if (!isBefore(next, last)) break;
        heap[at] = next;
        at = below;
      }
      heap[at] = last;
      return first;
    },
  };
}
