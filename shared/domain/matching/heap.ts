// Owns a binary heap of columns by their distance; the smaller number first where distances are equal.

export interface Heap {
  clear(): void;
  push(column: number): void;
  /** The distance of a column in the heap became smaller. */
  moved(column: number): void;
  /** The nearest column, or -1. */
  pop(): number;
}

export function createHeap(distance: Float64Array): Heap {
  const heap: number[] = [];
  const place = new Int32Array(distance.length);
  const before = (a: number, b: number): boolean => {
    const difference = (distance[a] as number) - (distance[b] as number);
    return difference < 0 || (difference === 0 && a < b);
  };
  function rise(from: number): void {
    const column = heap[from] as number;
    let at = from;
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as number;
      if (!before(column, parent)) break;
      heap[at] = parent;
      place[parent] = at;
      at = up;
    }
    heap[at] = column;
    place[column] = at;
  }
  function sink(column: number): void {
    const { length } = heap;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      if (child + 1 < length && before(heap[child + 1] as number, heap[child] as number)) child += 1;
      const lower = heap[child] as number;
      if (!before(lower, column)) break;
      heap[at] = lower;
      place[lower] = at;
      at = child;
    }
    heap[at] = column;
    place[column] = at;
  }
  return {
    clear() {
      heap.length = 0;
    },
    push(column) {
      heap.push(column);
      rise(heap.length - 1);
    },
    moved: (column) => rise(place[column] as number),
    pop() {
      const top = heap[0];
      const last = heap.pop();
      if (top === undefined || last === undefined) return -1;
      if (heap.length > 0) sink(last);
      return top;
    },
  };
}
