import { trimmed } from '../note/lines.js';
import { textOf, type Span } from '../note/span.js';
import { assertionName, contradictionType, nameOf, statementType } from './brat-names.js';
import { offsetMap } from './code-points.js';
import { rounded, type ExportedAnnotations } from './exported.js';
import { withStableIds } from './stable-ids.js';

export { readBrat } from './brat-reader.js';

/**
 * Writes brat standoff (`.ann`; Stenetorp et al. 2012), in the order given:
 *
 * - a `T` line for each entity and for each statement of a contradiction
 * - an `A` line for each assertion
 * - an `R` line for each relation and each contradiction
 * - `#` lines of the types `Probability` and `Cue`, because an attribute of brat cannot hold a number
 *
 * Offsets count code points of the text. brat accepts a mention only if its words are exactly the text at its offsets,
 * and those must fit on one line of the file. A mention that holds a line end or a tab is therefore split into
 * fragments around it.
 */
export function writeBrat(annotations: ExportedAnnotations): string {
  const { text } = annotations;
  const { entities, relations, contradictions } = withStableIds({
    ...annotations,
    entities: annotations.entities.filter((entity) => piecesOf(text, entity).length > 0),
  });
  const statements = statementsOf(contradictions);
  const spans: (Piece & { readonly type: string })[] = [
    ...entities,
    ...statements.map((span) => ({ type: statementType, span })),
  ];
  const { toCodePoints } = offsetMap(text);
  const lines = spans.map(({ type, ...piece }, index) => {
    const fragments = piecesOf(text, piece);
    const offsets = fragments
      .map(({ start, end }) => `${toCodePoints(start)} ${toCodePoints(end)}`)
      .join(';');
    const words = fragments.map((fragment) => textOf(text, fragment)).join(' ');
    return `T${index + 1}\t${nameOf(type)} ${offsets}\t${words}`;
  });
  const asserted = entities.filter(({ assertion }) => assertion !== undefined);
  lines.push(
    ...asserted.map(({ id, assertion = '' }, index) => `A${index + 1}\t${assertionName} ${id} ${assertion}`),
  );
  const idOf = (statement: Span): string => {
    const index = statements.findIndex(
      ({ start, end }) => start === statement.start && end === statement.end,
    );
    return `T${entities.length + index + 1}`;
  };
  const linked = [
    ...relations.map(({ code, head, tail }) => `${nameOf(code)} Arg1:${head} Arg2:${tail}`),
    ...contradictions.map(
      ({ premise, hypothesis }) => `${contradictionType} Arg1:${idOf(premise)} Arg2:${idOf(hypothesis)}`,
    ),
  ];
  lines.push(...linked.map((link, index) => `R${index + 1}\t${link}`));
  const notes = [
    ...entities.map(({ id, confidence }) => ['Probability', id, confidence] as const),
    ...relations.map(({ id, probability }) => ['Probability', id, probability] as const),
    ...contradictions.flatMap(({ probability, cue }, index) => {
      const id = `R${relations.length + index + 1}`;
      return [['Probability', id, probability] as const, ['Cue', id, cue] as const];
    }),
  ].filter(([, , value]) => value !== undefined);
  lines.push(
    ...notes.map(([type, id, value], index) => {
      const said = typeof value === 'number' ? rounded(value) : (value ?? '');
      return `#${index + 1}\t${type} ${id}\t${said}`;
    }),
  );
  return lines.map((line) => `${line}\n`).join('');
}

/** The spans of all statements, each once, in the order of the text. */
function statementsOf(contradictions: ExportedAnnotations['contradictions']): Span[] {
  const spans = contradictions.flatMap(({ premise, hypothesis }) => [premise, hypothesis]);
  const unique = new Map(spans.map(({ start, end }) => [`${start} ${end}`, { start, end }]));
  return [...unique.values()].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What separates fields or lines for some reader: tabs, and all that Python's `splitlines` takes for a line end. */
const breaks = /[\p{Cc}\u2028\u2029]+/gu;

interface Piece {
  readonly span: Span;
  readonly fragments?: readonly Span[];
}

function piecesOf(text: string, { span, fragments = [span] }: Piece): Span[] {
  return fragments.flatMap((fragment) => fragmentsOf(text, fragment));
}

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
