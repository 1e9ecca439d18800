/**
 * How many leading items satisfy `holds`: a binary search, so `holds` must be true of a beginning of the list and
 * false of the rest. The result is also the index of the first item that does not satisfy it.
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
