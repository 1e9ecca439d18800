import { trimmed } from '../note/lines.js';
import { textOf, type Span } from '../note/span.js';
import { offsetMap } from './code-points.js';
import type { ExportedAnnotations } from './exported.js';

export { readBrat } from './brat-reader.js';

/**
 * Writes brat standoff (`.ann`; Stenetorp et al. 2012): a `T` line for each entity, an `A` line for each assertion,
 * an `R` line for each relation, in the order given. Offsets count code points of the text. brat accepts a mention
 * only if its words are exactly the text at its offsets, and those must fit on one line of the file. A mention that
 * holds a line end or a tab is therefore split into fragments around it.
 */
export function writeBrat({ text, entities, relations }: ExportedAnnotations): string {
  const { toCodePoints } = offsetMap(text);
  const ids = new Map(entities.map(({ id }, i) => [id, `T${i + 1}`]));
  const lines = entities.map(({ id, type, span }) => {
    const fragments = fragmentsOf(text, span);
    const offsets = fragments
      .map(({ start, end }) => `${toCodePoints(start)} ${toCodePoints(end)}`)
      .join(';');
    const words = fragments.map((fragment) => textOf(text, fragment)).join(' ');
    return `${ids.get(id) ?? ''}\t${nameOf(type)} ${offsets}\t${words}`;
  });
  let attributes = 0;
  for (const { id, assertion } of entities) {
    if (assertion !== undefined) lines.push(`A${++attributes}\tAssertion ${ids.get(id) ?? ''} ${assertion}`);
  }
  let written = 0;
  for (const { code, head, tail } of relations) {
    const [from, to] = [ids.get(head), ids.get(tail)];
    if (from !== undefined && to !== undefined) {
      lines.push(`R${++written}\t${nameOf(code)} Arg1:${from} Arg2:${to}`);
    }
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** What separates fields or lines for some reader: tabs, and all that Python's `splitlines` takes for a line end. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

/** The stretches of `span` between breaks, without white space at their ends. */
function fragmentsOf(text: string, span: Span): Span[] {
  const fragments: Span[] = [];
  let start = span.start;
  for (const { index, 0: gap } of textOf(text, span).matchAll(breaks)) {
    fragments.push({ start, end: span.start + index });
    start = span.start + index + gap.length;
  }
  return [...fragments, { start, end: span.end }]
    .map((fragment) => trimmed(text, fragment))
    .filter((fragment) => fragment.start < fragment.end);
}

function nameOf(name: string): string {
  return name.replace(/\s+/g, '_');
}
