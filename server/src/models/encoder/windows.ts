/** A run of words that a model reads at once; of what it says, that about the words from `own` to `ownEnd` counts. */
export interface Window {
  readonly from: number;
  /** Half-open, as `ownEnd`. */
  readonly to: number;
  readonly own: number;
  readonly ownEnd: number;
}

/**
 * Divides words into windows of at most `room` pieces, which overlap by about a quarter: each word is read where it
 * has most around it. One window where all of them fit.
 *
 * @param sizes how many pieces each word has; a word that does not fit is a window of its own.
 */
export function windowsOver(sizes: readonly number[], room: number): Window[] {
  const windows: { from: number; to: number; own: number; ownEnd: number }[] = [];
  for (let from = 0; from < sizes.length;) {
    let to = from;
    for (let used = 0; to < sizes.length && (to === from || used + (sizes[to] ?? 0) <= room); to += 1) {
      used += sizes[to] ?? 0;
    }
    const former = windows.at(-1);
    const own = former ? Math.ceil((from + former.to) / 2) : from;
    if (former) former.ownEnd = own;
    windows.push({ from, to, own, ownEnd: to });
    if (to === sizes.length) break;
    from = backFrom(sizes, from, to, room / 4);
  }
  return windows;
}

/** The first word of the last `overlap` pieces before `to`, behind `from`. */
function backFrom(sizes: readonly number[], from: number, to: number, overlap: number): number {
  let next = to;
  for (let used = 0; next > from + 1 && used + (sizes[next - 1] ?? 0) <= overlap; next -= 1) {
    used += sizes[next - 1] ?? 0;
  }
  return next;
}
