interface LineRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/**
 * Ranges of whole lines that several editors show of one document, without overlaps, from top to bottom: plain
 * objects, since the editor's own ranges turn into arrays on their way through JSON.
 */
export function mergeRanges(ranges: readonly LineRange[]): LineRange[] {
  const merged: LineRange[] = [];
  for (const { start, end } of [...ranges].sort((a, b) => a.start.line - b.start.line)) {
    const range = { start: plain(start), end: plain(end) };
    const last = merged.at(-1);
    if (!last || range.start.line > last.end.line) merged.push(range);
    else if (range.end.line > last.end.line)
      merged[merged.length - 1] = { start: last.start, end: range.end };
  }
  return merged;
}

function plain({ line, character }: LineRange['start']): LineRange['start'] {
  return { line, character };
}
