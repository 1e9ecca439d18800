import { assertions, type Assertion } from '../tasks/ner/entity.js';
import type { Schema } from '../tasks/schema.js';
import { assertionName, contradictionType, nameOf, statementType } from './brat-names.js';

/** Behind dark text, and told apart by people who do not see red and green alike. */
const palette = ['#f4b6b6', '#a9d8ee', '#d3c4f2', '#f7d9a0', '#b7e3c0', '#f3c1e0', '#d6d6d6', '#e9e59b'];

const glyphs: Readonly<Record<Assertion, string>> = {
  present: '✓',
  absent: '✗',
  possible: '?',
  conditional: '⇒',
  hypothetical: '…',
  family: '⌂',
  history: '↶',
};

/**
 * The files that brat reads beside the notes: `annotation.conf` says what can be annotated, `visual.conf` how it looks.
 *
 * @returns their texts by their names.
 */
export function bratConfiguration(schema: Schema): Readonly<Record<string, string>> {
  return { 'annotation.conf': annotationConfiguration(schema), 'visual.conf': visualConfiguration(schema) };
}

function annotationConfiguration({ entities, relations }: Schema): string {
  return sections({
    entities: [...entities.map(({ name }) => nameOf(name)), statementType],
    relations: [
      ...relations.map(
        ({ code, head, tail }) => `${nameOf(code)}\tArg1:${nameOf(head)}, Arg2:${nameOf(tail)}`,
      ),
      `${contradictionType}\tArg1:${statementType}, Arg2:${statementType}`,
      // Mentions may lie inside each other, and inside a statement.
      '<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>',
    ],
    events: [],
    attributes: [`${assertionName}\tArg:<ENTITY>, Value:${assertions.join('|')}`],
  });
}

function visualConfiguration({ entities }: Schema): string {
  return sections({
    labels: [`${statementType} | statement`, `${contradictionType} | contradicts`],
    drawing: [
      'SPAN_DEFAULT\tfgColor:black, bgColor:lightgrey, borderColor:darken',
      'ARC_DEFAULT\tcolor:black, dashArray:-, arrowHead:triangle-5',
      ...entities.map(
        ({ name, color }, index) =>
          `${nameOf(name)}\tbgColor:${color ?? palette[index % palette.length] ?? 'lightgrey'}`,
      ),
      `${statementType}\tbgColor:white`,
      `${contradictionType}\tcolor:#c4232e, dashArray:3-3, arrowHead:none`,
      `${assertionName}\tglyph:${assertions.map((assertion) => glyphs[assertion]).join('|')}`,
    ],
  });
}

function sections(linesBySection: Readonly<Record<string, readonly string[]>>): string {
  return Object.entries(linesBySection)
    .map(([name, lines]) => [`[${name}]`, ...lines, ''].join('\n'))
    .join('\n');
}
