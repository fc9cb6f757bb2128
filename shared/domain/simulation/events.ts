// Owns the list of what is to happen: earliest first, and of two at the same moment the one that was put in first.

export interface Events<T> {
  push(at: number, what: T): void;
  /** Time of the earliest, or null. */
  next(): number | null;
  pop(): T | null;
}

interface Item<T> {
  readonly at: number;
  readonly order: number;
  readonly what: T;
}

const before = <T>(a: Item<T>, b: Item<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

export function createEvents<T>(): Events<T> {
  const heap: Item<T>[] = [];
  let order = 0;
  return {
    push(at, what) {
      const item = { at, order: order++, what };
      let place = heap.length;
      while (place > 0) {
        const up = (place - 1) >> 1;
        const parent = heap[up] as Item<T>;
        if (!before(item, parent)) break;
        heap[place] = parent;
        place = up;
      }
      heap[place] = item;
    },
    next: () => heap[0]?.at ?? null,
    pop() {
      const top = heap[0];
      const item = heap.pop();
      if (top === undefined || item === undefined) return null;
      if (heap.length === 0) return top.what;
      let place = 0;
      for (;;) {
        let child = 2 * place + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1] as Item<T>, heap[child] as Item<T>)) child += 1;
        const lower = heap[child] as Item<T>;
        if (!before(lower, item)) break;
        heap[place] = lower;
        place = child;
      }
      heap[place] = item;
      return top.what;
    },
  };
}
