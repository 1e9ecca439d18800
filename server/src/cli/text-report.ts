import { stripVTControlCharacters } from 'node:util';
import * as l10n from '@vscode/l10n';
import type { Entity, NoteAnalysis } from '../analysis/note-analysis.js';
import { failureReason, taskName } from '../shared/failure-reason.js';
import { textOf, type Span } from '../note/span.js';
import type { Schema } from '../tasks/schema.js';
import { relationGloss } from '../tasks/schema-words.js';
import { markedLines, type Marking } from './marked-text.js';
import { positionsIn } from './positions.js';
import { cueWord } from './cue-word.js';
import { colorsFor, mentionStyle, type Colors, type MentionStyle } from './style.js';
import { visible, visibleLine } from './visible.js';

/** How a report looks. */
export interface ReportLook {
  readonly schema: Schema;
  /** As the user named the file. */
  readonly source: string;
  readonly color: boolean;
}

/**
 * Renders an analysis for the terminal: the note with its entities marked, a legend, then relations and contradictions
 * with their line and column. With colour, each type has its own; without, a mention is put in braces with its type:
 * `{chest pain|problem absent}`.
 */
export function textReport(analysis: NoteAnalysis, { schema, source, color }: ReportLook): string {
  const colors = colorsFor(color);
  const style = mentionStyle(schema, colors);
  const lines = [
    colors.bold(visible(source)),
    ...(color ? [legend(analysis, schema, style, colors)] : []),
    '',
    ...numbered(markedLines(analysis.text, analysis.entities, markingFor(color, style)), colors),
    ...section(l10n.t('Relations'), relations(analysis, colors), colors),
    ...section(l10n.t('Contradictions'), contradictions(analysis, colors), colors),
    ...section(l10n.t('Named by the model, but not in the text'), unplaced(analysis), colors),
    ...section(l10n.t('Without a usable result'), failures(analysis), colors),
    '',
    colors.dim(counts(analysis)),
  ];
  return `${lines.join('\n')}\n`;
}

/** The most places that one line lists. */
const mostPlaces = 8;

/** A probability as a whole percentage; rounding never turns it into certainty. Empty if there is none. */
export function percent(probability: number | undefined): string {
  if (probability === undefined) return '';
  const whole = Math.round(probability * 100);
  return `${probability < 1 ? Math.min(whole, 99) : whole} %`;
}

function markingFor(color: boolean, style: MentionStyle): Marking {
  return color
    ? { style: (entity, text) => style(entity.type, entity.assertion)(text) }
    : {
        style: (_, text) => text,
        opening: () => '{',
        closing: ({ type, assertion }) =>
          `|${visible(type)}${assertion === undefined ? '' : ` ${assertion}`}}`,
      };
}

function legend(analysis: NoteAnalysis, schema: Schema, style: MentionStyle, colors: Colors): string {
  const types = schema.entities.map(({ name }) => style(name, 'present')(` ${visible(name)} `));
  const used = new Set(analysis.entities.map(({ assertion }) => assertion ?? 'present'));
  const [type] = analysis.entities.map((entity) => entity.type);
  const assertions = (['absent', 'possible', 'conditional', 'hypothetical', 'family', 'history'] as const)
    .filter((assertion) => used.has(assertion))
    .map((assertion) => style(type ?? '', assertion)(assertion));
  return [...types, ...(assertions.length > 0 ? [colors.dim('·'), ...assertions] : [])].join(' ');
}

function numbered(lines: readonly string[], colors: Colors): string[] {
  const width = String(lines.length).length;
  return lines.map((line, index) => `${colors.dim(`${String(index + 1).padStart(width)} │`)} ${line}`);
}

function section(title: string, lines: readonly string[], colors: Colors): string[] {
  return lines.length === 0 ? [] : ['', colors.bold(title), ...lines];
}

function relations(analysis: NoteAnalysis, colors: Colors): string[] {
  const place = placeIn(analysis);
  const byId = new Map(analysis.entities.map((entity) => [entity.id, entity]));
  const name = (entity: Entity | undefined): string => visibleLine(entity?.text ?? '', 60);
  return aligned(
    analysis.relations.map(({ code, gloss, head, tail, probability }) => [
      place(byId.get(head)?.span),
      colors.bold(visible(code)),
      percent(probability),
      `${name(byId.get(head))} → ${name(byId.get(tail))}`,
      colors.dim(visible(relationGloss({ code, gloss }))),
    ]),
  );
}

function contradictions(analysis: NoteAnalysis, colors: Colors): string[] {
  const place = placeIn(analysis);
  return analysis.contradictions
    .flatMap(({ premise, hypothesis, probability, cue }) => {
      const detail = [percent(probability), cueWord(cue)].filter((part) => part !== '').join(', ');
      const statements = [premise, hypothesis].map((span) => [
        place(span),
        visibleLine(textOf(analysis.text, span)),
      ]);
      const [first = '', second = ''] = aligned(statements);
      return [colors.yellow(first), `${colors.yellow(second)} ${colors.dim(`(${detail})`)}`, ''];
    })
    .slice(0, -1);
}

function unplaced(analysis: NoteAnalysis): string[] {
  const place = placeIn(analysis);
  return aligned(
    analysis.unplaced.map(({ sentence, mention }) => [
      place(sentence),
      visible(mention.type),
      visibleLine(mention.text, 60),
    ]),
  );
}

/** One line for each kind of failure, because a model that cannot do a task fails at every unit. */
function failures(analysis: NoteAnalysis): string[] {
  const place = placeIn(analysis);
  const placesByKind = new Map<string, string[]>();
  for (const { task, span, code } of analysis.failures) {
    const kind = `${taskName(task, l10n)}: ${failureReason(code, l10n)}`;
    placesByKind.set(kind, [...(placesByKind.get(kind) ?? []), place(span)]);
  }
  return aligned(
    [...placesByKind].map(([kind, places]) => {
      const more = places.length - mostPlaces;
      const named = places.slice(0, mostPlaces).join(' ');
      return [kind, more > 0 ? l10n.t('{places} and {count} more', { places: named, count: more }) : named];
    }),
  );
}

function counts(analysis: NoteAnalysis): string {
  const [entities, relations, contradictions] = [
    analysis.entities.length,
    analysis.relations.length,
    analysis.contradictions.length,
  ];
  const { pairsNotCompared = 0 } = analysis;
  return [
    entities === 1 ? l10n.t('1 entity') : l10n.t('{count} entities', { count: entities }),
    relations === 1 ? l10n.t('1 relation') : l10n.t('{count} relations', { count: relations }),
    contradictions === 1
      ? l10n.t('1 contradiction')
      : l10n.t('{count} contradictions', { count: contradictions }),
    ...(pairsNotCompared > 0
      ? [
          pairsNotCompared === 1
            ? l10n.t('1 pair of statements not compared')
            : l10n.t('{count} pairs of statements not compared', { count: pairsNotCompared }),
        ]
      : []),
  ].join(', ');
}

function placeIn({ text }: NoteAnalysis): (span: Span | undefined) => string {
  const positionOf = positionsIn(text);
  return (span) => {
    const { line, column } = positionOf(span?.start ?? 0);
    return `${line}:${column}`;
  };
}

/** Formats rows as lines: each column is as wide as its widest cell, except the last. */
export function aligned(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      widths[column] = Math.max(widths[column] ?? 0, shownLength(cell));
    }
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell + ' '.repeat((widths[column] ?? 0) - shownLength(cell)),
    );
    return `  ${cells.join('  ')}`.trimEnd();
  });
}

function shownLength(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
