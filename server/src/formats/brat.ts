import { linesOf, trimmed } from '../note/lines.js';
import { textOf, type Span } from '../note/span.js';
import { offsetMap } from './code-points.js';
import type { ExportedAnnotations } from './exported.js';

export { readBrat } from './brat-reader.js';

/**
 * Writes brat standoff (`.ann`; Stenetorp et al. 2012): a `T` line for each entity, an `A` line for each assertion,
 * an `R` line for each relation, in the order given. Offsets count code points of the text. A mention that goes
 * over a line end becomes fragments, one a line, as brat wants it.
 */
export function writeBrat({ text, entities, relations }: ExportedAnnotations): string {
  const { toCodePoints } = offsetMap(text);
  const ids = new Map(entities.map(({ id }, i) => [id, `T${i + 1}`]));
  const lines = entities.map(({ id, type, span }) => {
    const fragments = fragmentsOf(text, span);
    const offsets = fragments
      .map(({ start, end }) => `${toCodePoints(start)} ${toCodePoints(end)}`)
      .join(';');
    const words = fragments.map((fragment) => oneLine(textOf(text, fragment))).join(' ');
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

/** The parts of `span` that lie on different lines, without white space at their ends. */
function fragmentsOf(text: string, span: Span): Span[] {
  const lines = [...linesOf(text, span.start, span.end)];
  if (lines.length <= 1) return [span];
  return lines.map((line) => trimmed(text, line)).filter(({ start, end }) => start < end);
}

/** Line ends of other kinds than `\n` and `\r`, and tabs, would break the line. */
function oneLine(text: string): string {
  return text.replace(/[\t\v\f\u0085\u2028\u2029]/g, ' ');
}

function nameOf(name: string): string {
  return name.replace(/\s+/g, '_');
}
