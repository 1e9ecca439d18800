import type { Schema } from '../tasks/schema.js';
import type { Annotation, AnnotationsParams } from '../protocol.js';
import { rangeOf, type NoteView } from './note-view.js';

/** What BioNote's own client draws: every entity, nested ones too, and the types of the active schema. */
export function computeAnnotations(view: NoteView, schema: Schema): AnnotationsParams {
  const { analysis, document } = view;
  return {
    uri: analysis.uri,
    version: analysis.version,
    annotations: analysis.entities.map(({ span, type, assertion }): Annotation => ({
      range: rangeOf(document, span),
      type,
      ...(assertion !== undefined && { assertion }),
    })),
    types: schema.entities.map(({ name, description, color }) => ({
      name,
      description,
      ...(color !== undefined && { color }),
    })),
  };
}
