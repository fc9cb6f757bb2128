// Owns searching in what is in order, in as many steps as its length has bits.

/** How many of `items` come before the first for which it is not so; for none behind that one may it be so again. */
export function countWhile<T>(items: readonly T[], isSo: (item: T) => boolean): number {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    // In bounds: low <= middle < high.
    if (isSo(items[middle] as T)) low = middle + 1;
    else high = middle;
  }
  return low;
}
