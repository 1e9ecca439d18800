import { textOf, type Span } from '../note/span.js';
import { visible } from '../note/visible.js';
import type { FoundText, NoteFindings } from '../shared/protocol.js';
import type { Schema } from '../tasks/schema.js';
import { listedTypes } from './annotations.js';
import { conceptOf } from './concept.js';
import { conceptsOf } from './linked-concepts.js';
import { rangeOf, type NoteView } from './note-view.js';

/** Everything that is known of a note, as lists and graphs show it. A relation whose ends are gone is left out. */
export function computeFindings(view: NoteView, schema: Schema): NoteFindings {
  const { analysis, document } = view;
  const concepts = conceptsOf(analysis);
  const found = (span: Span): FoundText => ({
    range: rangeOf(document, span),
    text: onOneLine(textOf(analysis.text, span)),
  });
  return {
    uri: analysis.uri,
    version: analysis.version,
    types: listedTypes(schema),
    entities: analysis.entities.map((entity) => ({
      id: entity.id,
      ...found(entity.span),
      type: entity.type,
      ...(entity.assertion !== undefined && { assertion: entity.assertion }),
      ...(entity.confidence !== undefined && { confidence: entity.confidence }),
      ...(entity.state !== undefined && { state: entity.state }),
      concept: concepts.get(entity.id) ?? conceptOf(entity),
    })),
    relations: analysis.relations
      .filter(({ head, tail }) => view.entities.has(head) && view.entities.has(tail))
      .map(({ evidence, ...relation }) => ({ ...relation, evidence: found(evidence) })),
    contradictions: analysis.contradictions.map(({ key, premise, hypothesis, probability, state }) => ({
      key,
      premise: found(premise),
      hypothesis: found(hypothesis),
      ...(probability !== undefined && { probability }),
      ...(state !== undefined && { state }),
    })),
  };
}

function onOneLine(text: string): string {
  return visible(text.replace(/\s+/g, ' ').trim());
}
