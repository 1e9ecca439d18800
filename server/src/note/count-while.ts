/**
 * The number of leading items that satisfy `holds`, by binary search: `holds` must be true for a prefix of the
 * list and false for the rest. The result is also the index of the first item that does not satisfy it.
 */
export function countWhile<T>(items: readonly T[], holds: (item: T, index: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // `middle` lies within the list.
    if (holds(items[middle] as T, middle)) low = middle + 1;
    else high = middle;
  }
  return low;
}
