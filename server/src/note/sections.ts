import { headingOf } from './headings.js';
import { linesOf, trimmed } from './lines.js';
import type { Section } from './note.js';

/**
 * Divides a note by its headings. Sections follow each other without gaps. The text before the first heading
 * is a section without a title, left out if it is blank.
 */
export function findSections(text: string): Section[] {
  const starts: { start: number; section: Omit<Section, 'span'> }[] = [];
  for (const line of linesOf(text)) {
    const heading = headingOf(text, line);
    if (heading === undefined) continue;
    starts.push({ start: heading.span.start, section: { title: heading.title, heading: heading.span } });
  }
  const first = starts[0]?.start ?? text.length;
  const before = trimmed(text, { start: 0, end: first });
  if (before.start < before.end)
    starts.unshift({ start: 0, section: { title: undefined, heading: undefined } });
  return starts.map(({ start, section }, i) => ({
    span: { start, end: starts[i + 1]?.start ?? text.length },
    ...section,
  }));
}
