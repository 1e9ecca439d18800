import type { MarkedSpan } from './report.js';

/** A piece of text with the marks that cover it. */
export interface MarkedPiece {
  readonly text: string;
  readonly gold: readonly string[];
  readonly found: readonly string[];
}

/** Splits a text wherever a mark of the gold or of the answer begins or ends. */
export function markedPieces(
  text: string,
  gold: readonly MarkedSpan[],
  found: readonly MarkedSpan[],
): MarkedPiece[] {
  const cuts = [0, text.length, ...[...gold, ...found].flatMap(({ start, end }) => [start, end])];
  const places = [...new Set(cuts)].filter((cut) => cut >= 0 && cut <= text.length).sort((a, b) => a - b);
  const over = (spans: readonly MarkedSpan[], start: number, end: number): string[] =>
    spans.filter((span) => span.start <= start && end <= span.end).map(({ type }) => type);
  return places.slice(0, -1).map((start, index) => {
    const end = places[index + 1] ?? text.length;
    return { text: text.slice(start, end), gold: over(gold, start, end), found: over(found, start, end) };
  });
}
