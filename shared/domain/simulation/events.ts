// Owns the list of what is to happen: earliest first, and of two at the same moment the one that was put in first.
import { createHeap } from '../../lib/heap.ts';

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

export function createEvents<T>(): Events<T> {
  const heap = createHeap<Item<T>>((a, b) => a.at < b.at || (a.at === b.at && a.order < b.order));
  let order = 0;
  return {
    push(at, what) {
      heap.push({ at, order: order++, what });
    },
    next: () => heap.first()?.at ?? null,
    pop: () => heap.pop()?.what ?? null,
  };
}
