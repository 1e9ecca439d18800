import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { FailedUnit } from '../analysis/note-analysis.js';
import type { Span } from '../note/span.js';
import { visible } from '../note/visible.js';
import type { Schema } from '../tasks/schema.js';
import { describedType } from '../tasks/schema-words.js';
import { maxListed, type Annotation, type NoteAnnotations } from '../shared/protocol.js';
import { rangeOf, type NoteView } from './note-view.js';

/** How much is shown of what a model wrote, in UTF-16 code units. */
const maxQuote = 80;

/**
 * What BioNote's own client shows: every entity, nested ones too, the types of the active schema, unplaced
 * mentions, and failures.
 */
export function computeAnnotations(view: NoteView, schema: Schema): NoteAnnotations {
  const { analysis, document } = view;
  return {
    uri: analysis.uri,
    version: analysis.version,
    annotations: analysis.entities.map(({ span, type, assertion, state }): Annotation => ({
      range: rangeOf(document, span),
      type,
      ...(assertion !== undefined && { assertion }),
      ...(state !== undefined && { state }),
    })),
    types: listedTypes(schema),
    unplaced: analysis.unplaced.slice(0, maxListed).map(({ sentence, mention }) => ({
      range: rangeOf(document, sentence),
      text: shortened(mention.text),
      type: mention.type,
    })),
    failures: analysis.failures.slice(0, maxListed).map((failure) => ({
      range: rangeOf(document, placeOf(document, failure)),
      task: failure.task,
      code: failure.code,
    })),
  };
}

/** The types of a schema as the client lists and colours them. */
export function listedTypes(schema: Schema): NoteAnnotations['types'] {
  return schema.entities.map((type) => ({
    name: type.name,
    description: describedType(type),
    ...(type.color !== undefined && { color: type.color }),
  }));
}

/** Where a failure is shown. Text beyond the analyzed part is marked on its first line. */
function placeOf(document: TextDocument, { span, code }: FailedUnit): Span {
  if (code !== 'note-too-long') return span;
  const { line } = document.positionAt(span.start);
  const next = document.offsetAt({ line: line + 1, character: 0 });
  return { start: span.start, end: Math.min(next, span.end) };
}

function shortened(text: string): string {
  const line = visible(text.replace(/\s+/g, ' ').trim());
  return line.length > maxQuote ? `${line.slice(0, maxQuote)} …` : line;
}
