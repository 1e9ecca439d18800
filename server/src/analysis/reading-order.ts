import { overlaps, type Span } from '../note/span.js';
import type { NoteDocument } from './document.js';

/** Sentences in the order in which they are to be read. */
export interface ReadingOrder {
  /** Each different sentence once. */
  readonly sentences: readonly string[];
  /** How many of them, from the front, are visible. */
  readonly visible: number;
}

/** First the visible text, from top to bottom; then what follows; last what precedes it. */
export function readingOrder(document: NoteDocument): ReadingOrder {
  const visible: string[] = [];
  const after: string[] = [];
  const before: string[] = [];
  const firstOnScreen = Math.min(...document.viewport.map((span) => span.start));
  const seen = new Set<string>();
  for (const { text, span } of document.sentences) {
    if (isVisible(document.viewport, span) && !seen.has(text)) {
      seen.add(text);
      visible.push(text);
    }
  }
  for (const { text, span } of document.sentences) {
    if (!seen.has(text)) {
      seen.add(text);
      (span.start < firstOnScreen && Number.isFinite(firstOnScreen) ? before : after).push(text);
    }
  }
  return { sentences: [...visible, ...after, ...before], visible: visible.length };
}

function isVisible(viewport: readonly Span[], span: Span): boolean {
  return viewport.some((part) => overlaps(part, span));
}
