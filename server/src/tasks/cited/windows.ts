/** What a passage takes of the room: one for a Latin letter, three for others, which make more tokens. */
export function weightOf({ text }: { readonly text: string }): number {
  let weight = 8;
  for (let i = 0; i < text.length; i++) weight += text.charCodeAt(i) < 0x250 ? 1 : 3;
  return weight;
}

/** Pieces of a note that fit into one call each; a heading begins one where the last is half full. */
export function windowsOf<P extends { readonly text: string; readonly heading?: string | undefined }>(
  passages: readonly P[],
  room: number,
): P[][] {
  const windows: P[][] = [];
  let [open, weight]: [P[], number] = [[], 0];
  for (const passage of passages) {
    const own = weightOf(passage);
    const isNewSection = passage.heading !== open.at(-1)?.heading && weight > room / 2;
    if (open.length > 0 && (weight + own > room || isNewSection)) {
      windows.push(open);
      [open, weight] = [[], 0];
    }
    open.push(passage);
    weight += own;
  }
  return open.length > 0 ? [...windows, open] : windows;
}
