import type { Span } from '../note/span.js';
import { entityLine, fragmentsOf } from './brat-lines.js';
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
  const offsets = offsetMap(text);
  const lines = spans.map(({ type, ...piece }, index) => {
    return entityLine(`T${index + 1}`, type, text, piecesOf(text, piece), offsets);
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

interface Piece {
  readonly span: Span;
  readonly fragments?: readonly Span[];
}

function piecesOf(text: string, { span, fragments = [span] }: Piece): Span[] {
  return fragments.flatMap((fragment) => fragmentsOf(text, fragment));
}
